import type { en } from './en.ts'

/** German words of the pages about what a site decides. */
export const de: typeof en = {
  title: 'Regeln',
  lead: 'Was auf dieser Plattform jetzt gilt. Was niemand gesetzt hat, ist die Vorgabe und ändert sich mit Lethe; was gesetzt wurde, bleibt.',
  open: count =>
    count === 0
      ? 'Hier ist keine Anfrage offen.'
      : count === 1
        ? '1 offene Anfrage wird bei jeder Änderung neu geprüft.'
        : `${count} offene Anfragen werden bei jeder Änderung neu geprüft.`,
  languages:
    'Personen werden in der Sprache angeschrieben, die ihr Konto hat: auf Deutsch, wo es deutsch ist, sonst auf Englisch.',
  elsewhere: 'Anderswo gesetzt',
  lifecycle: 'Konten, die niemand mehr braucht',
  declarations: 'Was von der Einrichtung erklärt wurde',
  brakes: 'Bremsen der Quellen',
  holdsOf: topic => `Was gilt: ${topic}`,
  head: ['Was daraus folgt', 'Verlangt von', 'Woher es kommt'],
  sources: { default: 'Vorgabe', all: 'für die Plattform gesetzt', origin: 'für diesen Weg gesetzt' },
  everyOrigin: 'allen',
  origins: {
    self: 'der Person selbst',
    'on-behalf': 'jemandem in ihrem Namen',
    'identity-manager': 'einer Identitätsverwaltung',
    lifecycle: 'dem Lebenszyklus der Konten',
    platform: 'der Plattform, die schon begonnen hat'
  },
  change: 'Ändern',
  changeFor: { all: 'für alle', origin: who => `wo es verlangt wird von ${who}` },
  topics: {
    times: 'Zeiten',
    questions: 'Was vorher gelten muss',
    approvals: 'Wer freigibt und wer fragen darf',
    successors: 'Wer übernimmt, und was womit geschieht',
    brake: 'Bremse gegen viele auf einmal',
    keeping: 'Wie lange etwas behalten wird',
    reaching: 'Was Personen gesagt wird',
    pace: 'Takt der Arbeit'
  },
  editTitle: (topic, who) => `${topic}: ${who}`,
  editLead:
    'Ein leeres Feld ist hier nicht gesetzt. Nichts ändert sich, bevor Sie gesehen haben, was sich ändern würde.',
  unset: value => `Hier nicht gesetzt: ${value}`,
  asBefore: 'hier nicht gesetzt',
  preview: 'Ansehen, was sich ändern würde',
  previewTitle: 'Was sich ändern würde',
  nothing: 'Nichts stünde anders.',
  was: 'Jetzt',
  willBe: 'Dann',
  changes: 'Änderungen',
  looksAgain: count =>
    count === 0
      ? 'Hier ist keine Anfrage offen, also wird keine neu geprüft.'
      : count === 1
        ? '1 offene Anfrage wird sofort neu geprüft.'
        : `${count} offene Anfragen werden sofort neu geprüft.`,
  asksLess:
    'Das verlangt weniger als bisher. Es wird abgelehnt, solange hier eine Anfrage offen ist, die Sie selbst gestellt haben. Für das, was Sie in den nächsten 30 Tagen verlangen, gilt noch die bisherige Zahl der Freigaben.',
  save: 'Setzen',
  reset: 'Zurück zur Vorgabe',
  resetOf: topic => `Zurück zur Vorgabe: ${topic}`,
  fields: {
    coolOffMs: 'Bedenkzeit',
    noticeMs: 'Ankündigung vor der Löschung',
    invitationMs: 'Zeit, auf die Einladung zu antworten',
    proofFreshMs: 'Wie alt ein Identitätsnachweis sein darf',
    timeZone: 'Zeitzone',
    region: 'Region der Feiertage',
    asked: 'Fragen',
    waivable: 'Worauf Datenschutzbeauftragte verzichten dürfen',
    approvals: 'Freigaben für jede Anfrage',
    highRiskOwnedObjects: 'Alleinige Besitztümer, ab denen der Datenschutz mit freigeben muss',
    letUnlinkedAsk: 'Benutzerverwaltung ohne verknüpftes Konto darf für alle fragen',
    mailCode: 'Personen dürfen mit einem Code aus einer Mail kommen',
    otherSites: 'Andere Sites, auf denen die Konten gelten',
    successors: 'Wer übernimmt, was der Person allein gehörte',
    names: 'Namen von Personen mit bestimmten Rollen',
    treatments: 'Was mit einer Kategorie geschieht',
    brakePerHour: 'Höchstens in einer Stunde',
    brakePercent: 'Höchstens dieser Anteil der Konten in einer Stunde, in Prozent',
    brakeTimesUsual: 'Höchstens dieses Vielfache der üblichen Stunde',
    releasersNeeded: 'Andere, die zustimmen müssen',
    keepWorkMs: 'Woran man die Person erkennt, überdauert das Ende höchstens um',
    keepReplayMs: 'Die Nummer des Kontos überdauert das Ende um',
    keepBlockMs: 'Ein Hash mit Schlüssel überdauert die Löschung um',
    retainMs: 'Wie lange behalten',
    retainGrounds: 'Auf welcher Rechtsgrundlage',
    recheckMs: 'Eine blockierte Anfrage wird neu geprüft alle',
    watchEveryMs: 'Die Liste der Plattform wird gelesen alle',
    sectionStuckMs: 'Der ausschließliche Abschnitt hängt nach',
    confirmTries: 'Blicke, bevor jemand gefragt wird',
    confirmEveryMs: 'Zeit zwischen zwei Blicken',
    retryFirstMs: 'Erste Pause, wenn die Plattform nicht da ist',
    retryMostMs: 'Längste Pause, wenn die Plattform nicht da ist'
  },
  hints: {
    timeZone: 'Wie in „Europe/Berlin“.',
    region: 'Wie in „DE-BY“; nur, wo es eine andere ist als die der verantwortlichen Stelle.',
    otherSites: 'Je Zeile eine.',
    keepWorkMs: 'Höchstens sieben Tage.',
    keepReplayMs: 'So lange wie die längste Sicherung der Plattform.',
    keepBlockMs: '0: nichts davon wird behalten.',
    keepNames: 'Open edX kann Namen nur entfernen.'
  },
  alsoEmpty: 'Hier gesetzt, auch wenn nichts gewählt ist: dann gilt keines',
  yes: 'ja',
  no: 'nein',
  treatment: {
    required: 'hält auf, bis es geklärt ist',
    'resolved-by-platform': 'die Plattform erledigt es mit der Löschung',
    'notice-only': 'wird vermerkt, hält nichts auf',
    'not-asked': 'wird nicht gefragt',
    'resolve-on-behalf': 'Lethe erledigt es für die Person',
    delete: 'löschen',
    anonymise: 'Namen entfernen',
    reassign: 'übergeben',
    retain: 'behalten',
    'keep-name': 'bleiben, wo die Plattform sie behält',
    'remove-name': 'werden entfernt, wo es geht'
  },
  standsNow: what => `Jetzt: ${what}.`,
  rule: number => `Regel ${number}`,
  rulesHint:
    'Die erste Regel, die passt und jemanden nennt, der es kann, gilt. Eine leere Regel zählt nicht; mehr Platz kommt, sobald diese gesetzt sind.',
  category: 'Kategorie des Objekts',
  categoryHint: 'Wie die Plattform sie nennt; * für alles.',
  object: 'Schlüssel eines Objekts',
  organisation: 'Schlüssel seiner Organisation',
  successor: 'Wer es übernimmt',
  successors: {
    username: 'das Konto mit diesem Anmeldenamen',
    email: 'das Konto mit dieser E-Mail-Adresse',
    'platform-id': 'das Konto mit dieser Nummer',
    'external-id': 'das Konto mit dieser Nummer in einem anderen System',
    'co-owner': 'ein anderer Besitzer',
    coach: 'ein Betreuer',
    'organisation-manager': 'die Verwaltung seiner Organisation',
    pool: 'mehrere reihum'
  },
  whom: 'Welches Konto',
  whomHint: 'Bei mehreren reihum je Zeile eines, „username: anna“.',
  row: name => name,
  rowsLead: 'Zeilen, die die Plattform behält. Ist die Zeit um, soll jemand sie dort löschen.',
  article: 'Artikel',
  letter: 'Buchstabe',
  byPlatform: ground => `Die Plattform behält es nach ${ground}.`,
  empty: 'Nichts ist gesetzt.'
}
