const en = {
  title: 'Organisation and agreement',
  lead: 'The organisation that answers for the processing. Subjects read it in notices, refusals and certificates.',
  organisation: 'Organisation',
  name: 'Name',
  address: 'Postal address',
  privacyContact: 'Contact for privacy',
  privacyPolicyUrl: 'Privacy policy',
  authority: 'Supervisory authority',
  authorityName: 'Name of the supervisory authority',
  authorityUrl: 'Its page for complaints',
  authorityHint: 'Where a subject may complain (Article 77 GDPR).',
  region: 'Region of its public holidays',
  regionHint:
    'As ISO 3166 writes it: DE, or DE-BY for Bavaria. A period that ends on a holiday ends on the next working day.',
  contactHint: 'A mail address or a page where somebody answers.',
  notSaid: 'nobody has said',
  setBy: 'Said last by',
  change: 'Change what is said of the organisation',
  changeTitle: 'The organisation',
  changeDo: 'Save',
  agreement: 'How many must agree',
  agreementNow: (people: number): string =>
    people === 1
      ? 'One person is enough to release brakes, lists, runs, replays and holds; they may be who asked.'
      : 'Two people are needed to release brakes, lists, runs, replays and holds.',
  countsNow: (counts: boolean): string =>
    counts
      ? 'Whoever was let in counts beside whoever let them in.'
      : 'Whoever was let in counts as one with whoever let them in, until somebody else vouches for them.',
  approvals: 'How many approve a request stands in the policy of its platform; the one who asks never does.',
  changeAgreement: 'Change how many must agree',
  agreementTitle: 'How many must agree',
  agreementLead:
    'To ask for more takes one word. To ask for less is said knowingly and, wherever two people could agree, by two different people: the first word waits for seven days, and the second makes it stand. It stays on record who said so.',
  people: 'People needed where Lethe would ask two',
  two: 'Two',
  one: 'One',
  oneHint: 'For a site with one administrator. Whoever asked may then release what they asked for.',
  counts: 'Somebody counts beside the very person who let them in',
  countsHint: 'Let colleagues vouch for each other while it is set, and take it back afterwards.',
  knowingly: 'I know that this asks for less agreement than before',
  knowinglyHint: 'Needed only where less is asked for.',
  agreementDo: 'Say so',
  waiting: 'Waits for a second person',
  waitingText: (who: string, people: number, counts: boolean) =>
    `${who} asked for less agreement: ${people === 1 ? 'one person' : 'two people'}${counts ? ', and whoever was let in counts' : ''}. It stands as soon as another person says the same.`,
  until: 'It waits until',
  agree: 'Say the same',
  said: {
    'controller-set': 'What is said of the organisation is stored.',
    'agreement-set': 'How many must agree is set.',
    'agreement-waits': 'Nothing has changed yet: a second person must say the same within seven days.'
  }
}

const de: typeof en = {
  title: 'Organisation und Zustimmung',
  lead: 'Die Organisation, die für die Verarbeitung verantwortlich ist. Betroffene lesen es in Mitteilungen, Ablehnungen und Bescheinigungen.',
  organisation: 'Organisation',
  name: 'Name',
  address: 'Postanschrift',
  privacyContact: 'Kontakt zum Datenschutz',
  privacyPolicyUrl: 'Datenschutzerklärung',
  authority: 'Aufsichtsbehörde',
  authorityName: 'Name der Aufsichtsbehörde',
  authorityUrl: 'Ihre Seite für Beschwerden',
  authorityHint: 'Wo sich Betroffene beschweren können (Artikel 77 DSGVO).',
  region: 'Region ihrer Feiertage',
  regionHint:
    'Wie ISO 3166 sie schreibt: DE, oder DE-BY für Bayern. Eine Frist, die an einem Feiertag endet, endet am nächsten Werktag.',
  contactHint: 'Eine Mailadresse oder eine Seite, wo jemand antwortet.',
  notSaid: 'nicht angegeben',
  setBy: 'Zuletzt angegeben von',
  change: 'Angaben zur Organisation ändern',
  changeTitle: 'Die Organisation',
  changeDo: 'Speichern',
  agreement: 'Wie viele zustimmen müssen',
  agreementNow: people =>
    people === 1
      ? 'Eine Person genügt, um Bremsen, Listen, Läufe, Wiederholungen und Aufbewahrungspflichten freizugeben; es darf sein, wer gefragt hat.'
      : 'Zwei Personen sind nötig, um Bremsen, Listen, Läufe, Wiederholungen und Aufbewahrungspflichten freizugeben.',
  countsNow: counts =>
    counts
      ? 'Wer hereingelassen wurde, zählt neben der Person, die das getan hat.'
      : 'Wer hereingelassen wurde, zählt als eins mit der Person, die das getan hat, bis jemand anderes bürgt.',
  approvals: 'Wie viele eine Anfrage freigeben, steht in den Regeln ihrer Plattform; wer sie stellt, gehört nie dazu.',
  changeAgreement: 'Ändern, wie viele zustimmen müssen',
  agreementTitle: 'Wie viele zustimmen müssen',
  agreementLead:
    'Mehr zu verlangen braucht ein Wort. Weniger wird wissentlich verlangt und, wo immer zwei Menschen zustimmen könnten, von zwei verschiedenen: das erste Wort wartet sieben Tage, das zweite lässt es gelten. Wer es gesagt hat, bleibt festgehalten.',
  people: 'Nötige Personen, wo Lethe zwei verlangen würde',
  two: 'Zwei',
  one: 'Eine',
  oneHint: 'Für eine Installation mit nur einer Administration. Wer gefragt hat, darf dann selbst freigeben.',
  counts: 'Jemand zählt auch neben der Person, die sie oder ihn hereingelassen hat',
  countsHint: 'Lassen Sie solange Kolleginnen und Kollegen füreinander bürgen, und nehmen Sie es danach zurück.',
  knowingly: 'Ich weiß, dass dies weniger Zustimmung verlangt als bisher',
  knowinglyHint: 'Nur nötig, wo weniger verlangt wird.',
  agreementDo: 'So sagen',
  waiting: 'Wartet auf eine zweite Person',
  waitingText: (who, people, counts) =>
    `${who} möchte weniger Zustimmung: ${people === 1 ? 'eine Person' : 'zwei Personen'}${counts ? ', und wer hereingelassen wurde, zählt' : ''}. Es gilt, sobald eine andere Person dasselbe sagt.`,
  until: 'Es wartet bis',
  agree: 'Dasselbe sagen',
  said: {
    'controller-set': 'Die Angaben zur Organisation sind gespeichert.',
    'agreement-set': 'Wie viele zustimmen müssen, ist gesetzt.',
    'agreement-waits': 'Noch hat sich nichts geändert: eine zweite Person muss binnen sieben Tagen dasselbe sagen.'
  }
}

/** Words of the pages about the organisation. */
export const controllerTexts = { en, de } as const
