import type { PolicySentences, SentenceParts, SuccessorShown } from './sentence.ts'

const roles: Readonly<Record<string, string>> = {
  'co-owner': 'einen anderen Besitzer',
  coach: 'einen Betreuer',
  'organisation-manager': 'die Verwaltung ihrer Organisation'
}
const asked: Readonly<Record<string, string>> = {
  required: 'hält das auf, bis es geklärt ist.',
  'resolved-by-platform': 'erledigt es die Plattform mit der Löschung.',
  'notice-only': 'wird es vermerkt und hält nichts auf.',
  'not-asked': 'fragt niemand danach.',
  'resolve-on-behalf': 'erledigt es Lethe für die Person.'
}
const unless: Readonly<Record<string, string>> = {
  'social-accounts-unlinked': 'Ist noch eine soziale Anmeldung verknüpft',
  'password-set': 'Hat das Konto kein eigenes Passwort',
  'identity-proven': 'Ist nicht belegt, dass die Person selbst es verlangt',
  'mandate-recorded': 'Zeigt nichts, dass jemand für die Person handeln darf',
  'consequences-told': 'Kennt die Person die Folgen nicht',
  'account-confirmed': 'Wurde das Konto nie aktiviert',
  'no-open-grading-orders': 'Sind Korrekturaufträge offen',
  'no-unpaid-invoices': 'Sind Rechnungen offen',
  'successors-named': 'Hat etwas, das der Person allein gehört, keine Nachfolge',
  'open-todos': 'Sind Aufgaben offen',
  'records-archived': 'Sind Ergebnisse, die die Löschung vernichtet, nicht archiviert',
  'account-not-protected': 'Ist das Konto geschützt oder hat es Rechte des Personals',
  'no-legal-hold': 'Steht eine Aufbewahrungspflicht'
}
const whoIs = (successor: SuccessorShown['successor'], { list }: SentenceParts): string => {
  if ('role' in successor) return roles[successor.role] ?? successor.role
  return 'pool' in successor ? `reihum ${list(successor.pool.map(({ value }) => value))}` : successor.value
}
const done: Readonly<Record<string, string>> = {
  delete: 'wird gelöscht',
  anonymise: 'verliert die Namen',
  reassign: 'geht an jemand anderen über',
  retain: 'bleibt'
}

/** What follows from each field of a policy, in German. */
export const de: PolicySentences = {
  coolOffMs: (ms: number, { time }) =>
    ms === 0
      ? 'Eine Anfrage wird ausgeführt, sobald nichts sie aufhält: Zum Zurückziehen bleibt keine Zeit.'
      : `Bedenkzeit einer Anfrage, in der sie zurückgezogen werden kann, innerhalb des gesetzlichen Monats: ${time(ms)}.`,
  noticeMs: (ms: number, { time }) =>
    `Wer nicht selbst gefragt hat, erfährt so lange vor der Löschung davon: ${time(ms)}.`,
  invitationMs: (ms: number, { time }) =>
    `Wo andere fragen, bleibt der Person Zeit, auf die Einladung zu antworten, selbst zu fragen: ${time(ms)}.`,
  proofFreshMs: (ms: number, { time }) => `Höchstes Alter eines Identitätsnachweises beim Eingang: ${time(ms)}.`,
  timeZone: (zone: string) => `Tage werden in der Zeitzone ${zone} gezählt.`,
  region: (region: string | null) =>
    region === null ? 'Feiertage sind die der verantwortlichen Stelle.' : `Feiertage sind die von ${region}.`,
  asked: (value: string, _, inside) => `${unless[inside] ?? inside}, ${asked[value] ?? value}`,
  waivable: (ids: readonly string[], { list, question }) =>
    ids.length === 0
      ? 'Auf nichts kann verzichtet werden.'
      : `Datenschutzbeauftragte dürfen verzichten auf: ${list(ids.map(question))}`,
  approvals: (count: number) =>
    count === 0
      ? 'Eine gewöhnliche Anfrage muss niemand freigeben; wo Rechte des Personals oder viel alleiniger Besitz im Spiel sind, muss es trotzdem jemand tun.'
      : count === 1
        ? 'Jede Anfrage gibt jemand frei, der sie nicht gestellt hat.'
        : 'Jede Anfrage geben zwei Personen frei, die sie nicht gestellt haben.',
  highRiskOwnedObjects: (count: number) =>
    `Gehören mehr als ${count} Dinge nur dieser Person, so muss jemand vom Datenschutz mit freigeben.`,
  letUnlinkedAsk: (is: boolean) =>
    is
      ? 'Die Benutzerverwaltung darf für alle fragen, auch wo niemand gesagt hat, welches Konto der Plattform ihr eigenes ist.'
      : 'Die Benutzerverwaltung darf nur fragen, soweit die Plattform ihr eigenes Konto lässt.',
  mailCode: (is: boolean) =>
    is
      ? 'Personen erreichen ihre Seiten mit einem Code, den sie per Mail erhalten.'
      : 'Personen erreichen ihre Seiten nur über die Route der Plattform.',
  otherSites: (sites: readonly string[], { list }) =>
    sites.length === 0
      ? 'Die Konten gelten nur auf dieser Site.'
      : `Personen erfahren, dass ihr Konto auch auf diesen Sites gilt: ${list(sites)}.`,
  successors: (rules: readonly SuccessorShown[], parts) =>
    rules.length === 0
      ? 'Niemand ist genannt, der übernimmt, was der Person allein gehörte; das hält auf, bis jemand genannt ist.'
      : `Was der Person allein gehörte, geht über: ${parts.list(
          rules.map(rule => {
            const what = rule.category === '*' ? 'alles' : rule.category
            const which = rule.object === undefined ? '' : ` ${rule.object}`
            const where = rule.organisation === undefined ? '' : ` der Organisation ${rule.organisation}`
            return `${what}${which}${where} an ${whoIs(rule.successor, parts)}`
          })
        )}.`,
  names: (names: string) =>
    names === 'keep-name'
      ? 'Namen von Personen mit bestimmten Rollen bleiben, wo die Plattform sie behält.'
      : 'Namen werden entfernt, wo die Plattform es kann.',
  treatments: (treatment: string, _, inside) => `${inside} ${done[treatment] ?? treatment}.`,
  brakePerHour: (count: number) =>
    `Von Personen aus Listen und von Löschungen, die auf der Plattform begannen, warten mehr als ${count} in einer Stunde, bis andere zustimmen.`,
  brakePercent: (share: number) =>
    `Auf der Plattform begonnene Löschungen warten auch über ${share.toLocaleString('de')} % ihrer Konten in einer Stunde (nie unter zwanzig).`,
  brakeTimesUsual: (times: number) =>
    `Sie warten auch über dem ${times.toLocaleString('de')}-Fachen der üblichen Stunde (nie unter zwanzig).`,
  releasersNeeded: (count: number) =>
    count === 1
      ? 'Eine andere Person stimmt zu, bevor sie weitergehen.'
      : `${count} andere Personen stimmen zu, bevor sie weitergehen.`,
  keepWorkMs: (ms: number, { time }) =>
    ms === 0
      ? 'Woran man die Person erkennt, wird mit dem Ende vernichtet.'
      : `Woran man die Person erkennt, wird nach dem Ende vernichtet, spätestens nach: ${time(ms)}.`,
  keepReplayMs: (ms: number, { time }) =>
    `Die Nummer des Kontos bleibt, damit eine zurückgespielte Sicherung es nicht wiederbringt: ${time(ms)}.`,
  keepBlockMs: (ms: number, { time }) =>
    ms === 0
      ? 'Nichts bleibt, woran zu erkennen wäre, dass hier jemand gelöscht wurde.'
      : `Ein Hash mit Schlüssel sagt, ob hier jemand gelöscht wurde: ${time(ms)}.`,
  retainMs: (ms: number, { time, row }, inside) =>
    `${row(inside)}: wird behalten (${time(ms)}), dann soll jemand es auf der Plattform löschen.`,
  retainGrounds: (ground: { article: string; letter: string | null }, parts, inside) =>
    `${parts.row(inside)}: wird behalten nach ${parts.ground(ground)}.`,
  recheckMs: (ms: number, { time }) => `Abstand, in dem eine blockierte Anfrage neu geprüft wird: ${time(ms)}.`,
  watchEveryMs: (ms: number, { time }) => `Abstand, in dem die Löschliste der Plattform gelesen wird: ${time(ms)}.`,
  sectionStuckMs: (ms: number, { time }) =>
    `Zeit im ausschließlichen Abschnitt, nach der die Administration nachsehen soll: ${time(ms)}.`,
  confirmTries: (count: number) => `Was noch da ist, wird ${count}-mal gelesen, bevor jemand gefragt wird.`,
  confirmEveryMs: (ms: number, { time }) => `Zeit zwischen zwei solchen Blicken: ${time(ms)}.`,
  retryFirstMs: (ms: number, { time }) =>
    `Erste Pause, wenn die Plattform nicht erreicht wird; jede weitere ist doppelt so lang: ${time(ms)}.`,
  retryMostMs: (ms: number, { time }) => `Die längste solche Pause: ${time(ms)}.`
} as PolicySentences
