/** English words of the pages on which many people are picked. */
export const en = {
  title: 'Search and select',
  lead: 'Pick people from a search or from a list, read what their deletion means, and confirm. Each becomes a request of their own.',
  doSearch: 'Search accounts',
  doList: 'From a list',
  caption: 'Selections that are not forgotten yet',
  empty: 'Nobody was picked lately.',
  at: 'Drafted',
  platform: 'Platform',
  state: 'State',
  states: { draft: 'waits to be confirmed', running: 'being taken in', done: 'all taken in' },
  people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  by: 'Picked by',
  noPlatforms: 'No platform is registered yet.',
  search: {
    title: 'Search accounts',
    lead: 'The platform is asked now. What you look for and who is found stay on this page: neither is stored or stands in an address.',
    by: 'By',
    kinds: {
      login: 'login',
      name: 'name',
      'external-id': 'id in another system',
      email: 'e-mail',
      authentication: 'name at a provider of logins'
    },
    value: 'What you look for',
    valueHint: 'At least two characters.',
    provider: 'Provider of logins',
    providerHint: 'Only with the name at a provider of logins, as the platform calls it.',
    submit: 'Search',
    found: (count: number) =>
      count === 0 ? 'Nobody was found.' : count === 1 ? '1 account was found.' : `${count} accounts were found.`,
    isCut: 'There may be more than are shown: look for more of the name.',
    caption: 'Accounts found',
    account: 'Account',
    name: 'Name',
    email: 'E-mail',
    born: 'Since',
    open: 'Open request',
    key: 'Number',
    pick: 'Go on with those ticked'
  },
  list: {
    title: 'Pick from a list',
    lead: 'One person a line, or a table (CSV) whose first line names its columns. Nothing is made before you have seen which line means whom.',
    by: 'What stands in each line',
    kinds: { key: 'numbers of accounts', login: 'logins', email: 'e-mail addresses' },
    rows: 'The list',
    rowsHint: 'Of a table the column key, login or email is taken, else the first. At most 2,000 lines.',
    submit: 'Look them up',
    found: (found: number, all: number) => `${found} of ${all} lines mean one account each.`,
    wrong: (count: number) =>
      count === 1 ? '1 line has a problem and is left out.' : `${count} lines have a problem and are left out.`,
    caption: 'Lines with a problem',
    line: 'Line',
    text: 'What stands there',
    problem: 'Problem',
    problems: {
      nobody: 'The platform has nobody by this.',
      several: 'More than one account answers to this.',
      'not-a-key': 'This is no number of an account.',
      'not-yours-to-ask': 'The platform would not let you delete this account.',
      'not-asked': 'The platform took too long: look this line up again.',
      twice: 'The same account stands in an earlier line; it counts once.'
    },
    open: (count: number) => `${count} of them have an open request already and keep it.`,
    goOn: (count: number) => (count === 1 ? 'Go on with 1 account' : `Go on with ${count} accounts`),
    again: 'Look up another list'
  },
  make: {
    title: 'Ground and mandate',
    nobody: 'Nobody is picked. Tick somebody in a search or a tab, or give a list.',
    lead: (people: string, platform: string) =>
      `${people} on ${platform}. Say on what ground they are to be deleted, and who may ask for that. Nothing is done yet: the next page says what it means.`,
    article: 'Article of the GDPR',
    articleHint: 'For example 5(1) with letter e: data that is not needed any more.',
    letter: 'Letter',
    origin: 'Where the demand comes from',
    origins: { 'on-behalf': 'on behalf of the people', lifecycle: 'accounts that nobody needs any more' },
    kind: 'Kind of mandate',
    kinds: {
      'standing-rule': 'standing rule of the institution',
      'consent-to-act': 'their consent',
      guardian: 'guardian',
      estate: 'estate'
    },
    who: 'Who may ask',
    whoHint: 'The person or office, for example the registrar.',
    how: 'How it was obtained',
    howHint: 'And by what it can be shown. Sealed.',
    reference: 'File or section',
    referenceHint: 'Only a consent may have none.',
    obtainedOn: 'Given on',
    expiresOn: 'Holds until',
    cannotAsk: 'Why they cannot ask themselves',
    cannotAskHint: 'Left empty, each person is invited first to ask themselves.',
    isMeant: 'The list is what it looks like, also where it names a large share of all accounts',
    submit: 'Read what it means'
  },
  confirm: {
    title: 'Confirm the deletion of many',
    lead: (people: string, platform: string) => `${people} on ${platform} would be deleted. Nothing has been done yet.`,
    consequences: 'What it means',
    howMany: 'How many',
    total: 'Picked',
    alreadyOpen: 'Have an open request already and keep it',
    held: 'Under a legal hold: stopped until it is lifted',
    holdsUnknown: {
      'hold-damaged':
        'It cannot be said who is held, because a hold cannot be read. Nobody on this platform is erased until that is settled.',
      'hold-incomplete':
        'It cannot be said yet whom a hold means. Nobody on this platform is erased until the platform has answered.'
    },
    overBrake: (perHour: number) => `Kept back by the brake (more than ${perHour} an hour)`,
    releasers: 'Other people who must agree before those go on',
    who: 'Who, and what would become of each',
    dryRun:
      'A dry run: the platform is read and nothing is changed. The same questions are asked again before anything happens.',
    dryRunFailed:
      'The platform cannot be read now, so that nothing can be said of each. It is asked again for each person before anything happens.',
    next: 'What would follow',
    stops: 'What stops it',
    nothing: 'nothing',
    is: {
      'would-be-requested': 'a request is made',
      'already-open': 'has an open request',
      'not-yours-to-ask': 'the platform would not let you delete this account',
      'not-there': 'is not on the platform',
      'not-asked': 'not asked in time'
    },
    isHeld: 'legal hold',
    understood: (people: string) => `I have read what it means for ${people}`,
    submit: (people: string) => `Let it run: ${people}`,
    notYours: 'Only whoever picked these people can confirm.',
    started: 'This selection has been confirmed already.'
  },
  show: {
    title: 'A selection',
    progress: 'Taken in',
    outcomes: 'What became of them',
    requested: 'Requests made',
    alreadyOpen: 'Had an open request',
    notYours: 'Not yours to ask for',
    requests: 'Their requests',
    overBrake: 'Kept back by the brake',
    released: 'released',
    agreed: (done: number, needed: number) => `${done} of ${needed} agreed`,
    confirmedAt: 'Confirmed',
    endedAt: 'All taken in',
    forgetAt: 'Forgotten on',
    caption: 'Each person',
    key: 'Number',
    outcome: 'Outcome',
    outcomeNames: {
      requested: 'request made',
      'already-open': 'had an open request',
      'not-yours-to-ask': 'not yours to ask for',
      waits: 'not taken in yet'
    },
    request: 'Request',
    forgotten: 'forgotten',
    csv: 'Outcome as a table (CSV)',
    confirm: 'Read what it means, and confirm',
    release: 'Agree that what the brake kept back goes on'
  },
  release: {
    title: 'Release what the brake kept back',
    lead: (count: number, by: string) =>
      `${count} requests of this selection came in faster than the brake lets through. ${by} picked the people; others agree.`,
    agreed: 'Agreed so far',
    nobody: 'nobody',
    needed: 'Needed',
    submit: 'I agree that they go on'
  },
  said: {
    'selection-drafted': 'The draft is stored. Nothing happens before it is confirmed.',
    'selection-confirmed': 'Confirmed. Each person becomes a request of their own; this goes on without you.',
    'selection-released': 'Your agreement is stored.'
  }
}
