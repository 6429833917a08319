import type { en } from './en.ts'

/** German words of the pages on which many people are picked. */
export const de: typeof en = {
  title: 'Suchen und auswählen',
  lead: 'Wählen Sie Personen aus einer Suche oder einer Liste, lesen Sie, was ihre Löschung bedeutet, und bestätigen Sie. Aus jeder wird eine eigene Anfrage.',
  doSearch: 'Konten suchen',
  doList: 'Aus einer Liste',
  caption: 'Auswahlen, die noch nicht vergessen sind',
  empty: 'In letzter Zeit wurde niemand ausgewählt.',
  at: 'Entworfen',
  platform: 'Plattform',
  state: 'Stand',
  states: { draft: 'wartet auf Bestätigung', running: 'wird aufgenommen', done: 'alle aufgenommen' },
  people: count => (count === 1 ? '1 Person' : `${count} Personen`),
  by: 'Ausgewählt von',
  noPlatforms: 'Noch ist keine Plattform eingetragen.',
  search: {
    title: 'Konten suchen',
    lead: 'Die Plattform wird jetzt gefragt. Wonach Sie suchen und wer gefunden wird, bleibt auf dieser Seite: Beides wird weder gespeichert noch steht es in einer Adresse.',
    by: 'Nach',
    kinds: {
      login: 'Anmeldename',
      name: 'Name',
      'external-id': 'Kennung in einem anderen System',
      email: 'E-Mail',
      authentication: 'Name bei einem Anmeldedienst'
    },
    value: 'Wonach Sie suchen',
    valueHint: 'Mindestens zwei Zeichen.',
    provider: 'Anmeldedienst',
    providerHint: 'Nur beim Namen bei einem Anmeldedienst, so wie die Plattform ihn nennt.',
    submit: 'Suchen',
    found: count =>
      count === 0
        ? 'Niemand wurde gefunden.'
        : count === 1
          ? '1 Konto wurde gefunden.'
          : `${count} Konten wurden gefunden.`,
    isCut: 'Es kann mehr geben, als hier stehen: Suchen Sie nach mehr vom Namen.',
    caption: 'Gefundene Konten',
    account: 'Konto',
    name: 'Name',
    email: 'E-Mail',
    born: 'Seit',
    open: 'Offene Anfrage',
    key: 'Nummer',
    pick: 'Weiter mit den angekreuzten'
  },
  list: {
    title: 'Aus einer Liste auswählen',
    lead: 'Eine Person je Zeile, oder eine Tabelle (CSV), deren erste Zeile die Spalten nennt. Es entsteht nichts, bevor Sie gesehen haben, welche Zeile wen meint.',
    by: 'Was in jeder Zeile steht',
    kinds: { key: 'Nummern von Konten', login: 'Anmeldenamen', email: 'E-Mail-Adressen' },
    rows: 'Die Liste',
    rowsHint:
      'Aus einer Tabelle wird die Spalte key, login oder email genommen, sonst die erste. Höchstens 2.000 Zeilen.',
    submit: 'Nachsehen',
    found: (found, all) => `${found} von ${all} Zeilen meinen je ein Konto.`,
    wrong: count =>
      count === 1 ? '1 Zeile passt nicht und bleibt weg.' : `${count} Zeilen passen nicht und bleiben weg.`,
    caption: 'Zeilen, die nicht passen',
    line: 'Zeile',
    text: 'Was dort steht',
    problem: 'Was nicht passt',
    problems: {
      nobody: 'Die Plattform kennt niemanden, der so heißt.',
      several: 'Mehr als ein Konto entspricht dem.',
      'not-a-key': 'Das ist keine Nummer eines Kontos.',
      'not-yours-to-ask': 'Die Plattform würde Sie dieses Konto nicht löschen lassen.',
      'not-asked': 'Die Plattform hat zu lange gebraucht: Sehen Sie für diese Zeile noch einmal nach.',
      twice: 'Dasselbe Konto steht schon weiter oben; es zählt einmal.'
    },
    open: count => `Für ${count} davon gibt es schon eine offene Anfrage; sie bleibt.`,
    goOn: count => (count === 1 ? 'Weiter mit 1 Konto' : `Weiter mit ${count} Konten`),
    again: 'In einer anderen Liste nachsehen'
  },
  make: {
    title: 'Grundlage und Vollmacht',
    nobody:
      'Niemand ist ausgewählt. Kreuzen Sie in einer Suche oder einer Liste jemanden an, oder geben Sie eine Liste ein.',
    lead: (people, platform) =>
      `${people} auf ${platform}. Sagen Sie, auf welcher Grundlage sie gelöscht werden sollen und wer das verlangen darf. Noch geschieht nichts: Die nächste Seite sagt, was es bedeutet.`,
    article: 'Artikel der DSGVO',
    articleHint: 'Zum Beispiel 5(1) mit Buchstabe e: Daten, die nicht mehr gebraucht werden.',
    letter: 'Buchstabe',
    origin: 'Woher das Verlangen kommt',
    origins: { 'on-behalf': 'im Namen der Personen', lifecycle: 'Konten, die niemand mehr braucht' },
    kind: 'Art der Vollmacht',
    kinds: {
      'standing-rule': 'feste Regel der Einrichtung',
      'consent-to-act': 'ihre Zustimmung',
      guardian: 'gesetzliche Vertretung',
      estate: 'Nachlass'
    },
    who: 'Wer das verlangen darf',
    whoHint: 'Die Person oder Stelle, zum Beispiel das Studierendensekretariat.',
    how: 'Wie sie erteilt wurde',
    howHint: 'Und womit sie belegt werden kann. Wird versiegelt.',
    reference: 'Akte oder Paragraf',
    referenceHint: 'Nur eine Zustimmung darf keine haben.',
    obtainedOn: 'Erteilt am',
    expiresOn: 'Gilt bis',
    cannotAsk: 'Warum sie nicht selbst fragen können',
    cannotAskHint: 'Bleibt es leer, wird jede Person zuerst eingeladen, selbst zu fragen.',
    isMeant: 'Die Liste ist so gemeint, auch wenn sie einen großen Teil aller Konten nennt',
    submit: 'Lesen, was es bedeutet'
  },
  confirm: {
    title: 'Löschung vieler bestätigen',
    lead: (people, platform) => `${people} auf ${platform} würden gelöscht. Noch ist nichts geschehen.`,
    consequences: 'Was es bedeutet',
    howMany: 'Wie viele',
    total: 'Ausgewählt',
    alreadyOpen: 'Haben schon eine offene Anfrage und behalten sie',
    held: 'Unter einer Aufbewahrungspflicht: angehalten, bis sie aufgehoben ist',
    holdsUnknown: {
      'hold-damaged':
        'Es lässt sich nicht sagen, wer unter einer Aufbewahrungspflicht steht, weil eine nicht gelesen werden kann. Bis das geklärt ist, wird auf dieser Plattform niemand gelöscht.',
      'hold-incomplete':
        'Es lässt sich noch nicht sagen, wen eine Aufbewahrungspflicht meint. Bis die Plattform geantwortet hat, wird dort niemand gelöscht.'
    },
    overBrake: perHour => `Von der Bremse zurückgehalten (mehr als ${perHour} in einer Stunde)`,
    releasers: 'Andere Personen, die zustimmen müssen, bevor diese weitergehen',
    who: 'Wer, und was mit jeder Person geschähe',
    dryRun:
      'Ein Probelauf: Die Plattform wird gelesen, geändert wird nichts. Dieselben Fragen werden noch einmal gestellt, bevor etwas geschieht.',
    dryRunFailed:
      'Die Plattform kann gerade nicht gelesen werden; über die Einzelnen lässt sich nichts sagen. Sie wird für jede Person noch einmal gefragt, bevor etwas geschieht.',
    next: 'Was folgen würde',
    stops: 'Was es aufhält',
    nothing: 'nichts',
    is: {
      'would-be-requested': 'eine Anfrage entsteht',
      'already-open': 'hat eine offene Anfrage',
      'not-yours-to-ask': 'die Plattform würde Sie dieses Konto nicht löschen lassen',
      'not-there': 'ist nicht auf der Plattform',
      'not-asked': 'nicht rechtzeitig gefragt'
    },
    isHeld: 'Aufbewahrungspflicht',
    understood: people => `Ich habe gelesen, was es für ${people} bedeutet`,
    submit: people => `Ausführen: ${people}`,
    notYours: 'Nur wer diese Personen ausgewählt hat, kann bestätigen.',
    started: 'Diese Auswahl ist schon bestätigt.'
  },
  show: {
    title: 'Eine Auswahl',
    progress: 'Aufgenommen',
    outcomes: 'Was aus ihnen wurde',
    requested: 'Neue Anfragen',
    alreadyOpen: 'Hatten eine offene Anfrage',
    notYours: 'Nicht Ihre Sache',
    requests: 'Ihre Anfragen',
    overBrake: 'Von der Bremse zurückgehalten',
    released: 'freigegeben',
    agreed: (done, needed) => `${done} von ${needed} haben zugestimmt`,
    confirmedAt: 'Bestätigt',
    endedAt: 'Alle aufgenommen',
    forgetAt: 'Wird vergessen am',
    caption: 'Jede Person',
    key: 'Nummer',
    outcome: 'Ergebnis',
    outcomeNames: {
      requested: 'Anfrage entstanden',
      'already-open': 'hatte eine offene Anfrage',
      'not-yours-to-ask': 'nicht Ihre Sache',
      waits: 'noch nicht aufgenommen'
    },
    request: 'Anfrage',
    forgotten: 'vergessen',
    csv: 'Ergebnis als Tabelle (CSV)',
    confirm: 'Lesen, was es bedeutet, und bestätigen',
    release: 'Zustimmen, dass Zurückgehaltenes weitergeht'
  },
  release: {
    title: 'Freigeben, was die Bremse zurückhält',
    lead: (count, by) =>
      `${count} Anfragen dieser Auswahl kamen schneller, als die Bremse durchlässt. ${by} hat die Personen ausgewählt; zustimmen müssen andere.`,
    agreed: 'Bisher zugestimmt',
    nobody: 'niemand',
    needed: 'Nötig',
    submit: 'Ich stimme zu, dass sie weitergehen'
  },
  said: {
    'selection-drafted': 'Der Entwurf ist gespeichert. Vor der Bestätigung geschieht nichts.',
    'selection-confirmed': 'Bestätigt. Aus jeder Person wird eine eigene Anfrage; das geht ohne Sie weiter.',
    'selection-released': 'Ihre Zustimmung ist gespeichert.'
  }
}
