const en = {
  title: 'Overview',
  lead: 'What waits, and for whom. Each figure leads to what it counts.',
  first: {
    text: 'No platform is registered yet.',
    begin: 'Begin the first run'
  },
  nothing: 'Nothing waits for anybody.',
  people: 'Requests that wait',
  late: 'late: the legal period is over',
  soon: 'due within 7 days',
  forMe: 'waiting for my approval',
  approval: 'waiting for an approval',
  stalled: 'stalled: a person decides',
  blocked: 'blocked',
  open: 'open in all',
  turns: 'Whose turn it is',
  blockers: 'What stands in the way most often',
  blockersCaption: 'Requests by what stands in their way',
  blockersHead: ['What', 'Requests'],
  brake: 'kept back by the brake',
  trial: 'kept back because their source is on trial',
  site: 'What the installation needs',
  fine: 'Nothing: platforms, holds, mail and messages are as they should be.',
  paused: (name: string) => `${name} is paused.`,
  everythingPaused: 'Everything is paused.',
  unreachable: (name: string, code: string) => `${name} could not be read lately (${code}).`,
  stops: (name: string, code: string) => `${name}: something stops deletions there (${code}).`,
  stuck: (name: string) => `${name}: a request stands in a section for too long, and others wait outside.`,
  surprises: (name: string, count: number) => `${name} answered out of contract (${count}).`,
  cancels: (name: string, count: number) =>
    count === 1
      ? `${name}: 1 withdrawn request waits until somebody cancels it there.`
      : `${name}: ${count} withdrawn requests wait until somebody cancels them there.`,
  backlog: (name: string, count: number) =>
    count === 1
      ? `${name}: 1 deletion was begun there before Lethe.`
      : `${name}: ${count} deletions were begun there before Lethe.`,
  orphans: (name: string, count: number) =>
    `${name}: nobody living looks after ${count === 1 ? '1 object' : `${count} objects`}.`,
  holdsDue: (count: number) =>
    count === 1 ? '1 hold is due to be looked at again.' : `${count} holds are due to be looked at again.`,
  liftAsked: (count: number) =>
    count === 1
      ? '1 hold waits for a second person to agree that it is lifted.'
      : `${count} holds wait for a second person to agree that they are lifted.`,
  holdsLost: 'The file of a hold is gone: nothing is erased on its platform.',
  deadLetters: (name: string, count: number) =>
    `${name} did not take ${count === 1 ? '1 message' : `${count} messages`}.`,
  endpointOff: (name: string) => `${name} is switched off.`,
  noMail: 'No mail server is set: nobody can be told anything.',
  mails: (count: number) => (count === 1 ? '1 mail could not be sent.' : `${count} mails could not be sent.`),
  notReady: (code: string) => `Nothing can be stored now (${code}).`,
  restored: 'Our own data came back from a backup, and nobody has looked at what was lost.',
  waiting: (count: number) =>
    count === 1
      ? '1 request waits because its platform does not answer.'
      : `${count} requests wait because their platform does not answer.`
}

const de: typeof en = {
  title: 'Übersicht',
  lead: 'Was wartet, und auf wen. Jede Zahl führt zu dem, was sie zählt.',
  first: {
    text: 'Noch ist keine Plattform eingetragen.',
    begin: 'Die Einrichtung beginnen'
  },
  nothing: 'Nichts wartet auf jemanden.',
  people: 'Anfragen, die warten',
  late: 'überfällig: die gesetzliche Frist ist vorbei',
  soon: 'in 7 Tagen fällig',
  forMe: 'meine Freigabe steht aus',
  approval: 'Freigabe steht aus',
  stalled: 'stockend: ein Mensch entscheidet',
  blocked: 'blockiert',
  open: 'offen insgesamt',
  turns: 'Wer am Zug ist',
  blockers: 'Was am häufigsten im Weg steht',
  blockersCaption: 'Anfragen nach dem, was ihnen im Weg steht',
  blockersHead: ['Was', 'Anfragen'],
  brake: 'von der Bremse zurückgehalten',
  trial: 'zurückgehalten, weil ihre Quelle erprobt wird',
  site: 'Was die Installation braucht',
  fine: 'Nichts: Plattformen, Aufbewahrungspflichten, Mail und Nachrichten sind, wie sie sein sollen.',
  paused: name => `${name} ist angehalten.`,
  everythingPaused: 'Alles ist angehalten.',
  unreachable: (name, code) => `${name} war zuletzt nicht lesbar (${code}).`,
  stops: (name, code) => `${name}: Etwas hält dort Löschungen auf (${code}).`,
  stuck: name => `${name}: Eine Anfrage steht zu lange in einem Abschnitt, und andere warten davor.`,
  surprises: (name, count) => `${name} hat unerwartet geantwortet (${count}).`,
  cancels: (name, count) =>
    count === 1
      ? `${name}: 1 zurückgezogene Anfrage wartet, bis jemand sie dort abbricht.`
      : `${name}: ${count} zurückgezogene Anfragen warten, bis jemand sie dort abbricht.`,
  backlog: (name, count) =>
    count === 1
      ? `${name}: 1 Löschung wurde dort vor Lethe begonnen.`
      : `${name}: ${count} Löschungen wurden dort vor Lethe begonnen.`,
  orphans: (name, count) =>
    `${name}: Um ${count === 1 ? '1 Objekt' : `${count} Objekte`} kümmert sich niemand Lebendes.`,
  holdsDue: count =>
    count === 1
      ? '1 Aufbewahrungspflicht ist wieder anzusehen.'
      : `${count} Aufbewahrungspflichten sind wieder anzusehen.`,
  liftAsked: count =>
    count === 1
      ? '1 Aufbewahrungspflicht wartet auf eine zweite Person, die der Aufhebung zustimmt.'
      : `${count} Aufbewahrungspflichten warten auf eine zweite Person, die der Aufhebung zustimmt.`,
  holdsLost: 'Die Datei einer Aufbewahrungspflicht fehlt: Auf ihrer Plattform wird nichts gelöscht.',
  deadLetters: (name, count) => `${name} hat ${count === 1 ? '1 Nachricht' : `${count} Nachrichten`} nicht angenommen.`,
  endpointOff: name => `${name} ist abgeschaltet.`,
  noMail: 'Kein Mailserver ist eingestellt: Niemand kann benachrichtigt werden.',
  mails: count =>
    count === 1 ? '1 Mail konnte nicht gesendet werden.' : `${count} Mails konnten nicht gesendet werden.`,
  notReady: code => `Jetzt kann nichts gespeichert werden (${code}).`,
  restored: 'Die eigenen Daten kamen aus einer Sicherung zurück, und niemand hat angesehen, was verloren ging.',
  waiting: count =>
    count === 1
      ? '1 Anfrage wartet, weil ihre Plattform nicht antwortet.'
      : `${count} Anfragen warten, weil ihre Plattform nicht antwortet.`
}

/** Words of the first page after signing in. */
export const overviewTexts = { en, de } as const
