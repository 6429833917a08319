import type { en } from './en.ts'

/** German words of the pages about legal holds. */
export const de: typeof en = {
  title: 'Aufbewahrungspflichten',
  lead: 'Eine Aufbewahrungspflicht setzt die Löschung aus einem rechtlichen Grund aus. Kein Verzicht, keine Regel und keine Freigabe geht an ihr vorbei, und keine endet von selbst.',
  place: 'Aufbewahrungspflicht eintragen',
  caption: 'Geltende Aufbewahrungspflichten, die nächste Prüfung zuerst',
  empty: 'Es gilt keine Aufbewahrungspflicht.',
  hold: 'Aufbewahrungspflicht',
  placed: on => `eingetragen am ${on}`,
  platform: 'Plattform',
  on: 'Was ausgesetzt ist',
  ground: 'Grundlage',
  owner: 'Verantwortlich',
  review: 'Prüfung',
  noReview: 'keine gesetzt',
  due: 'fällig',
  stands: 'Stand',
  inForce: 'gilt',
  liftAsked: 'Aufhebung beantragt',
  liftedOn: 'aufgehoben am',
  requests: 'Offene Anfragen, die sie anhält',
  agree: 'Der Aufhebung zustimmen',
  roles: { administrator: 'die Administration', 'privacy-officer': 'die Datenschutzstelle' },
  items: {
    account: 'das ganze Konto',
    invoices: 'Rechnungen',
    course: key => `Unterlagen im Kurs ${key}`,
    category: key => `die Zeile ${key} dessen, was die Plattform löscht`
  },
  lookups: {
    found: accounts =>
      accounts === 1
        ? 'Die Plattform weiß, wer gemeint ist: Das Konto ist geschützt, wie immer es heißt.'
        : `Die Plattform weiß, wer gemeint ist: ${accounts} Konten sind geschützt, wie immer sie heißen.`,
    nobody:
      'Die Plattform kennt niemanden, der so heißt. Geschützt ist, wer mit genau dieser Angabe verlangt wird; sie wird jede Stunde erneut gefragt.',
    several:
      'Mehr als ein Konto entspricht dem. Geschützt ist jedes, das mit genau dieser Angabe verlangt wird; sie wird jede Stunde erneut gefragt.',
    'not-yet':
      'Die Plattform konnte noch nicht gefragt werden. Bis sie geantwortet hat, wird auf ihr nichts gelöscht; sie wird jede Minute erneut gefragt.',
    before: 'Sie wurde eingetragen, bevor Plattformen gefragt wurden, wer gemeint ist.'
  },
  lost: {
    title: 'Eine Aufbewahrungspflicht kann nicht gelesen werden',
    text: platform =>
      `Auf ${platform} galt eine Aufbewahrungspflicht, deren Datei fehlt. Dort wird nichts gelöscht, bis die Datei aus einer Sicherung zurück ist oder zwei Personen zustimmen, ohne sie auszukommen.`,
    since: 'Fehlt seit',
    asked: who => `${who} hat beantragt, ohne sie auszukommen.`,
    doWithout: 'Beantragen, ohne sie auszukommen',
    agree: 'Zustimmen, ohne sie auszukommen'
  },
  add: {
    title: 'Aufbewahrungspflicht eintragen',
    lead: 'Nennen Sie jede bekannte Angabe; eine genügt. Sie gilt, sobald sie gespeichert ist, und die Plattform wird gefragt, welches Konto das ist. Wer gemeint ist, wird nur als Hashwert mit Schlüssel aufbewahrt und niemandem gezeigt.',
    who: 'Wen sie meint',
    number: 'Nummer des Kontos',
    login: 'Anmeldename',
    email: 'E-Mail',
    other: 'Kennung in einem anderen System',
    otherHint: 'Allein nur, wenn die Plattform jemanden daran erkennt.',
    what: 'Was sie aussetzt',
    account: 'Das ganze Konto',
    invoices: 'Rechnungen',
    course: 'Unterlagen in einem Kurs',
    category: 'Eine Zeile dessen, was die Plattform löscht',
    key: 'Schlüssel des Kurses oder Kennung der Zeile',
    keyHint: 'Nur für einen Kurs oder eine Zeile. Was die Plattform nicht auslassen kann, hält die ganze Löschung an.',
    article: 'Artikel',
    articleHint: 'Zum Beispiel 17(3) mit Buchstabe e: Rechtsansprüche.',
    letter: 'Buchstabe',
    owner: 'Wer verantwortlich ist und erinnert wird',
    me: 'Ich selbst',
    reviewOn: 'Zu prüfen am',
    reviewHint: 'Ohne Prüfung wird eine Aufbewahrungspflicht leicht vergessen und gilt für immer.',
    note: 'Notiz',
    noteHint: 'Warum; versiegelt, nur für die Datenschutzstelle.',
    submit: 'Eintragen'
  },
  show: {
    title: 'Eine Aufbewahrungspflicht',
    by: 'Eingetragen von',
    meant: 'Wer gemeint ist',
    kinds: 'Benannt durch',
    kindNames: {
      'platform-id': 'Nummer',
      username: 'Anmeldename',
      email: 'E-Mail',
      'external-id': 'Kennung in einem anderen System'
    },
    note: 'Notiz',
    history: 'Was geschah',
    when: 'Wann',
    what: 'Was',
    who: 'Wer',
    events: {
      placed: 'eingetragen',
      looked: 'die Plattform wurde gefragt',
      reviewed: 'geprüft: sie bleibt',
      asked: 'Aufhebung beantragt',
      lifted: 'aufgehoben'
    },
    whyLift: 'Warum sie aufgehoben werden soll',
    request: 'Anfrage',
    review: 'Geprüft: sie bleibt',
    lift: 'Aufhebung beantragen',
    gone: 'Die Notiz ist mit der Aufhebung gegangen.'
  },
  reviewPage: {
    title: 'Eine Aufbewahrungspflicht prüfen',
    lead: 'Sie haben sie angesehen, und sie bleibt. Eine beantragte Aufhebung entfällt.',
    again: 'Wieder zu prüfen am',
    submit: 'Sie bleibt'
  },
  liftPage: {
    title: 'Die Aufhebung beantragen',
    lead: 'Sie gilt, bis eine andere Person zustimmt; dann geht weiter, was sie angehalten hat.',
    note: 'Warum sie aufgehoben werden kann',
    noteHint: 'Versiegelt, und nach der Aufhebung aufbewahrt.',
    submit: 'Aufhebung beantragen'
  },
  agreePage: {
    title: 'Der Aufhebung zustimmen',
    lead: who =>
      `${who} hat es beantragt. Stimmen Sie zu, geht weiter, was sie angehalten hat, und kann mit der Löschung enden.`,
    nobody: 'Niemand hat die Aufhebung beantragt.',
    submit: 'Aufheben'
  },
  said: {
    'hold-placed': 'Die Aufbewahrungspflicht gilt.',
    'hold-reviewed': 'Sie bleibt, mit dem neuen Tag der Prüfung.',
    'hold-lift-asked': 'Beantragt. Sie gilt, bis eine andere Person zustimmt.',
    'hold-lifted': 'Aufgehoben. Was sie angehalten hat, geht weiter.'
  }
}
