const en = {
  title: 'Take-over',
  lead: 'What a platform began without Lethe, the report for organisations beside it, and the configuration of another driver.',
  platform: 'Platform',
  ways: { backlog: 'Backlog', report: 'Partner report', configuration: 'Configuration of another driver' },
  caption: 'Platforms',
  empty: 'No platform is registered yet.',
  backlog: {
    title: 'Backlog of a platform',
    lead: 'Deletions that the platform began without Lethe, and who drives them. It is read only. Two looks some seconds apart show whether another driver moves rows.',
    names: 'Show who they are; for this page only',
    submit: 'Look now',
    lookedAt: 'Looked',
    moves: 'Rows that moved since the look before, and not by us',
    driven:
      'Another driver moves rows. Switch it off, then check the platform again; until then nothing can be taken over.',
    takeable: 'Rows that no request covers',
    caption: 'How the rows stand',
    stands: {
      pending: 'pending',
      stuck: 'stuck in the middle of a step',
      'between-steps': 'between two steps',
      errored: 'in error',
      over: 'over, and only the row is open'
    },
    stand: 'Stands',
    count: 'Rows',
    oldest: 'Oldest since',
    unmoved: 'Longest unmoved since',
    rows: 'Each row',
    login: 'Login',
    key: 'Number',
    state: 'State on the platform',
    since: 'Since',
    moved: 'Moved',
    takes: 'Can be taken over',
    yes: 'yes',
    no: 'no',
    none: 'The platform has no open deletions.',
    adopt: 'Take over'
  },
  adopt: {
    title: 'Take over a portion',
    lead: 'The longest waiting come first. Each becomes a request that Lethe carries on, outside the brake, because you took it over.',
    take: 'How many',
    submit: 'Take them over',
    done: (count: number) => (count === 1 ? '1 row was taken over.' : `${count} rows were taken over.`),
    left: (count: number) =>
      count === 1 ? '1 row can still be taken over.' : `${count} rows can still be taken over.`,
    request: 'Request'
  },
  configuration: {
    title: 'Configuration of another driver',
    lead: 'Put in its file. It is read only: you see which options it comes to here, and what becomes of each part. Secrets in it are not shown and not kept.',
    text: 'The file',
    submit: 'Read it',
    options: 'Options that it comes to',
    secrets: 'Secret options that it holds',
    caption: 'What becomes of each part',
    about: 'Part',
    is: 'Becomes',
    kinds: { taken: 'taken', left: 'left out', wrong: 'wrong' },
    says: 'Note',
    again: 'Read another file'
  },
  report: {
    title: 'Partner report',
    lead: 'Everybody whose data organisations beside the platform must delete too. The platform gives each row once; Lethe keeps it sealed until you say that it was handed over.',
    take: 'Take the report',
    none: 'Nobody is in the report.',
    caption: 'People in the report',
    person: 'Login',
    name: 'Name',
    email: 'E-mail',
    organisations: 'Organisations',
    since: 'Since',
    closeLead:
      'Tick whoever was handed over. They are cleared on the platform and dropped here; that cannot be undone.',
    close: 'These were handed over',
    nobody: 'Nobody is ticked. Take the report again and tick whoever was handed over.'
  },
  said: { 'report-closed': 'Cleared on the platform and dropped here.' }
}

const de: typeof en = {
  title: 'Übernahme',
  lead: 'Was eine Plattform ohne Lethe begonnen hat, der Bericht für Organisationen daneben, und die Konfiguration eines anderen Treibers.',
  platform: 'Plattform',
  ways: { backlog: 'Rückstand', report: 'Partnerbericht', configuration: 'Konfiguration eines anderen Treibers' },
  caption: 'Plattformen',
  empty: 'Noch ist keine Plattform eingetragen.',
  backlog: {
    title: 'Rückstand einer Plattform',
    lead: 'Löschungen, die die Plattform ohne Lethe begonnen hat, und wer sie ausführt. Es wird nur gelesen. Zweimal Nachsehen im Abstand einiger Sekunden zeigt, ob ein anderer Treiber Zeilen bewegt.',
    names: 'Zeigen, wer sie sind; nur auf dieser Seite',
    submit: 'Jetzt nachsehen',
    lookedAt: 'Nachgesehen',
    moves: 'Zeilen, die sich seit dem letzten Mal bewegt haben, nicht durch uns',
    driven:
      'Ein anderer Treiber bewegt Zeilen. Schalten Sie ihn aus und prüfen Sie die Plattform erneut; bis dahin lässt sich nichts übernehmen.',
    takeable: 'Zeilen, zu denen es keine Anfrage gibt',
    caption: 'Wie die Zeilen stehen',
    stands: {
      pending: 'wartet',
      stuck: 'mitten in einem Schritt stehen geblieben',
      'between-steps': 'zwischen zwei Schritten',
      errored: 'im Fehler',
      over: 'vorbei, nur die Zeile ist offen'
    },
    stand: 'Stand',
    count: 'Zeilen',
    oldest: 'Älteste seit',
    unmoved: 'Am längsten unbewegt seit',
    rows: 'Jede Zeile',
    login: 'Anmeldename',
    key: 'Nummer',
    state: 'Stand auf der Plattform',
    since: 'Seit',
    moved: 'Bewegt',
    takes: 'Lässt sich übernehmen',
    yes: 'ja',
    no: 'nein',
    none: 'Die Plattform hat keine offenen Löschungen.',
    adopt: 'Übernehmen'
  },
  adopt: {
    title: 'Einen Teil übernehmen',
    lead: 'Die am längsten warten, kommen zuerst. Aus jeder wird eine Anfrage, die Lethe weiterführt, an der Bremse vorbei, weil Sie sie übernommen haben.',
    take: 'Wie viele',
    submit: 'Übernehmen',
    done: count => (count === 1 ? '1 Zeile wurde übernommen.' : `${count} Zeilen wurden übernommen.`),
    left: count =>
      count === 1 ? '1 Zeile lässt sich noch übernehmen.' : `${count} Zeilen lassen sich noch übernehmen.`,
    request: 'Anfrage'
  },
  configuration: {
    title: 'Konfiguration eines anderen Treibers',
    lead: 'Fügen Sie seine Datei ein. Sie wird nur gelesen: Sie sehen, welche Optionen sich hier ergeben und was aus jedem Teil wird. Geheimnisse darin werden weder gezeigt noch behalten.',
    text: 'Die Datei',
    submit: 'Lesen',
    options: 'Optionen, die sich ergeben',
    secrets: 'Geheime Optionen, die sie enthält',
    caption: 'Was aus jedem Teil wird',
    about: 'Teil',
    is: 'Wird',
    kinds: { taken: 'übernommen', left: 'weggelassen', wrong: 'passt nicht' },
    says: 'Anmerkung',
    again: 'Eine andere Datei lesen'
  },
  report: {
    title: 'Partnerbericht',
    lead: 'Alle, deren Daten auch Organisationen neben der Plattform löschen müssen. Die Plattform gibt jede Zeile einmal heraus; Lethe behält sie versiegelt, bis Sie sagen, dass sie übergeben ist.',
    take: 'Bericht abholen',
    none: 'Im Bericht ist niemand.',
    caption: 'Personen im Bericht',
    person: 'Anmeldename',
    name: 'Name',
    email: 'E-Mail',
    organisations: 'Organisationen',
    since: 'Seit',
    closeLead:
      'Kreuzen Sie an, wer übergeben ist. Die Zeilen werden auf der Plattform geleert und hier verworfen; das lässt sich nicht rückgängig machen.',
    close: 'Diese sind übergeben',
    nobody: 'Niemand ist angekreuzt. Holen Sie den Bericht noch einmal ab und kreuzen Sie an, wer übergeben ist.'
  },
  said: { 'report-closed': 'Auf der Plattform geleert und hier verworfen.' }
}

/** Words of the pages about what a platform began without us. */
export const takeOverTexts = { en, de } as const
