import { cause } from './cause.ts'

const removed = {
  en: 'The id is misspelt, or what it names was removed since. Names are taken on the command line; the API takes ids.',
  de: 'Die Kennung ist falsch geschrieben, oder es wurde inzwischen entfernt. Namen nimmt die Befehlszeile; die Schnittstelle nimmt Kennungen.'
}

/** Why something is not there. */
export const thingCauses = {
  'platform-unknown': cause(['{platform}', 'createRequest', 'placeHold', 'makeSelection'], removed.en, removed.de),
  'no-ownership-list': cause(
    ['readOwnerships'],
    'Only OpenOlat answers who owns what. On Open edX course teams are asked for one person at a time.',
    'Nur OpenOlat sagt, wem was gehört. Auf Open edX wird nach Kursteams für jede Person einzeln gefragt.'
  ),
  'no-partner-report': cause(
    ['takeReport', 'closeReport'],
    'Only Open edX keeps a queue of people who are to be reported to partner organisations.',
    'Nur Open edX führt eine Liste von Personen, die Partnerorganisationen zu melden sind.'
  ),
  'source-unknown': cause(
    ['showKept', 'rotateSource', 'removeSource', 'goLive', 'releaseBrake'],
    'The id is misspelt, or the source was removed: its secrets died with it, and it does not come back under the same id.',
    'Die Kennung ist falsch geschrieben, oder der Absender wurde entfernt: Seine Geheimnisse sind mit ihm vernichtet, und er kommt unter derselben Kennung nicht wieder.'
  ),
  'fact-provider-unknown': cause(['{provider}'], removed.en, removed.de),
  'selection-unknown': cause(
    ['{selection}'],
    'It is older than a month, or it is of a person whose selections you may not see.',
    'Sie ist älter als ein Monat, oder sie gehört jemandem, dessen Auswahlen Sie nicht sehen dürfen.'
  ),
  'run-unknown': cause(['{run}'], removed.en, removed.de),
  'request-unknown': cause(
    ['{request}'],
    'The id is misspelt, or the request ended so long ago that its record is over too. Its certificate stays good.',
    'Die Kennung ist falsch geschrieben, oder die Anfrage ist so lange beendet, dass auch ihre Aufzeichnung abgelaufen ist. Ihre Bescheinigung bleibt gültig.'
  ),
  'demand-unknown': cause(
    ['withdrawRequest', 'agreeReceipt'],
    'The demand belongs to another request, or several could be meant and none was named.',
    'Das Verlangen gehört zu einer anderen Anfrage, oder es kommen mehrere in Frage und keines wurde genannt.'
  ),
  'person-unknown': cause(['{person}', 'createToken'], removed.en, removed.de),
  'token-unknown': cause(
    ['{token}'],
    'The token itself was given where its id belongs. If it stood in an address it may be in a log: revoke it.',
    'Statt der Kennung wurde die Zugangsmarke selbst angegeben. Stand sie in einer Adresse, kann sie in einem Protokoll stehen: Widerrufen Sie sie.'
  ),
  'problem-unknown': cause(
    ['showProblem'],
    'Codes of platforms and of the command line stand in the guides, not here.',
    'Die Codes der Plattformen und der Befehlszeile stehen in den Anleitungen, nicht hier.'
  ),
  'key-unknown': cause(
    ['retireKeys'],
    'Nothing was sealed in that month, or its key was retired already: `lethe keys list`.',
    'In diesem Monat wurde nichts versiegelt, oder sein Schlüssel ist schon vernichtet: `lethe keys list`.'
  ),
  'endpoint-unknown': cause(['{endpoint}'], removed.en, removed.de),
  'dead-letter-unknown': cause(
    ['dropDeadLetter'],
    'Somebody dropped it or sent it again, or it was too old and is forgotten.',
    'Jemand hat sie verworfen oder erneut gesendet, oder sie war zu alt und ist vergessen.'
  ),
  'https-needed': cause(
    ['addEndpoint', 'addFactProvider'],
    'The address begins with http and its host is neither this machine nor in a private network.',
    'Die Adresse beginnt mit http, und ihr Host ist weder dieser Rechner noch in einem privaten Netz.'
  ),
  'endpoint-in-use': cause(
    ['removeEndpoint'],
    'Without it nobody would tell the recipient that somebody’s data is to be erased (Article 19).',
    'Ohne sie erführe die Stelle nicht mehr, dass Daten einer Person zu löschen sind (Artikel 19).'
  ),
  'recipient-way-wrong': cause(
    ['setRecipients'],
    'Both ways were filled in, so that it would be told twice, or neither.',
    'Es sind beide Wege angegeben, dann erführe sie es zweimal, oder keiner.'
  ),
  'fact-question-taken': cause(
    ['addFactProvider'],
    'Two systems could contradict each other, and nobody has said who is right.',
    'Zwei Systeme könnten sich widersprechen, und niemand hat gesagt, welches recht hat.'
  )
}
