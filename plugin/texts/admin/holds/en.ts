/** English words of the pages about legal holds. */
export const en = {
  title: 'Legal holds',
  lead: 'A hold suspends erasure on a ground of law. No waiver, no policy and no approval passes one, and nothing lifts itself.',
  place: 'Place a hold',
  caption: 'Holds in force, the next review first',
  empty: 'No hold is in force.',
  hold: 'Hold',
  placed: (on: string) => `placed on ${on}`,
  platform: 'Platform',
  on: 'What is suspended',
  ground: 'Ground',
  owner: 'Answers for it',
  review: 'Review',
  noReview: 'none set',
  due: 'due',
  stands: 'Stands',
  inForce: 'in force',
  liftAsked: 'lifting asked for',
  liftedOn: 'lifted on',
  requests: 'Open requests that it stops',
  agree: 'Agree to the lifting',
  roles: { administrator: 'the administrators', 'privacy-officer': 'the privacy officers' },
  items: {
    account: 'the whole account',
    invoices: 'invoices',
    course: (key: string) => `records in the course ${key}`,
    category: (key: string) => `the row ${key} of what the platform deletes`
  },
  lookups: {
    found: (accounts: number) =>
      accounts === 1
        ? 'The platform knows who is meant: the account is held however it is named.'
        : `The platform knows who is meant: ${accounts} accounts are held however they are named.`,
    nobody:
      'The platform knows nobody by this. Whoever is asked for by the very same identifier is held; it is asked again every hour.',
    several:
      'More than one account answers to this. Each that is asked for by the very same identifier is held; it is asked again every hour.',
    'not-yet':
      'The platform could not be asked yet. Nothing is erased on it until it has answered; it is asked again every minute.',
    before: 'It was placed before platforms were asked who is meant.'
  },
  lost: {
    title: 'A hold cannot be read',
    text: (platform: string) =>
      `A hold on ${platform} was in force and its file is gone. Nothing is erased there until the file is put back from a backup, or two people agree to do without it.`,
    since: 'Gone since',
    asked: (who: string) => `${who} asked to do without it.`,
    doWithout: 'Ask to do without it',
    agree: 'Agree to do without it'
  },
  add: {
    title: 'Place a hold',
    lead: 'Give every identifier that is known; one is enough. It holds from the moment it is stored, and the platform is asked which account that is. Who is meant is kept as keyed hashes, and shown to nobody.',
    who: 'Whom it means',
    number: 'Number of the account',
    login: 'Login',
    email: 'E-mail',
    other: 'Id in another system',
    otherHint: 'Alone it is only accepted where the platform knows somebody by it.',
    what: 'What it suspends',
    account: 'The whole account',
    invoices: 'Invoices',
    course: 'Records in a course',
    category: 'One row of what the platform deletes',
    key: 'Key of the course, or id of the row',
    keyHint: 'Only for a course or a row. What the platform cannot leave out stops the whole erasure.',
    article: 'Article',
    articleHint: 'For example 17(3) with letter e: legal claims.',
    letter: 'Letter',
    owner: 'Who answers for it and is reminded',
    me: 'I do',
    reviewOn: 'To be reviewed on',
    reviewHint: 'A hold without a review is forgotten easily, and stands for ever.',
    note: 'Note',
    noteHint: 'Why; sealed, for privacy officers only.',
    submit: 'Place the hold'
  },
  show: {
    title: 'A hold',
    by: 'Placed by',
    meant: 'Who is meant',
    kinds: 'Named by',
    kindNames: { 'platform-id': 'number', username: 'login', email: 'e-mail', 'external-id': 'id in another system' },
    note: 'Note',
    history: 'What happened',
    when: 'When',
    what: 'What',
    who: 'Who',
    events: {
      placed: 'placed',
      looked: 'the platform was asked',
      reviewed: 'reviewed: it stays',
      asked: 'lifting asked for',
      lifted: 'lifted'
    },
    whyLift: 'Why it is to be lifted',
    request: 'Request',
    review: 'Review: it stays',
    lift: 'Ask for it to be lifted',
    gone: 'The note went with the release.'
  },
  reviewPage: {
    title: 'Review a hold',
    lead: 'You have looked at it, and it stays. A lifting that was asked for falls.',
    again: 'To be reviewed again on',
    submit: 'It stays'
  },
  liftPage: {
    title: 'Ask for a hold to be lifted',
    lead: 'It stands until another person agrees; then what it stopped goes on.',
    note: 'Why it can be lifted',
    noteHint: 'Sealed, and kept after the release.',
    submit: 'Ask for it to be lifted'
  },
  agreePage: {
    title: 'Agree to lift a hold',
    lead: (who: string) => `${who} asked for it. If you agree, what the hold stopped goes on, and can end in erasure.`,
    nobody: 'Nobody has asked for it to be lifted.',
    submit: 'Lift the hold'
  },
  said: {
    'hold-placed': 'The hold is in force.',
    'hold-reviewed': 'It stays, with the new date of review.',
    'hold-lift-asked': 'Asked for. It stands until another person agrees.',
    'hold-lifted': 'Lifted. What it stopped goes on.'
  }
}
