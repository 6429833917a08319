/** English words of the pages about accounts that nobody needs any more. */
export const en = {
  title: 'Lifecycle',
  lead: 'Accounts that nobody needs any more: deactivated long enough, expired, or without activity.',
  platform: 'Platform',
  state: 'State',
  next: 'Next run',
  empty: 'No platform is registered yet.',
  caption: 'Platforms',
  notThere: 'this kind of platform says of no account whether it is deactivated or expires; pick people from a list',
  notSet: 'nothing is set; nothing happens by itself',
  off: 'switched off',
  on: 'runs by itself',
  dry: 'the next run that finds something waits for people',
  tabs: { deactivated: 'Deactivated', ready: 'Ready to be deleted', 'without-activity': 'Without activity' },
  ways: {
    settings: 'Change the settings',
    inactive: 'Say who is without activity',
    plan: 'Dry run',
    runs: 'Runs',
    run: 'Run now'
  },
  settings: 'Settings',
  setBy: 'Set by',
  nobody: 'nobody',
  rules: {
    runs: (every: string) => `Time between two runs: ${every}.`,
    expiry: (warn: string | null) =>
      `Accounts whose term is over are deactivated${warn === null ? ', without a warning' : `; they are told by mail ${warn} before`}.`,
    expiryOff: 'Accounts whose term is over are left to the platform.',
    deactivation: (warn: string | null) =>
      `Accounts without activity are deactivated${warn === null ? ' without a warning' : ` ${warn} after they were told by mail`}.`,
    deactivationOff: 'Accounts without activity are left alone.',
    deletion: (after: string) =>
      `Accounts that have been deactivated for ${after} are erased, each by a request that tells the person first.`,
    deletionOff: 'No account is erased by a run.',
    brake: (percent: string, people: number) =>
      `A run that would touch ${percent} of all accounts or more touches none until ${people === 1 ? 'another person agrees' : `${people} people agree`}.`,
    beside: 'A run goes on although somebody else deactivates or deletes there.',
    stops: 'A run changes nothing while somebody else deactivates or deletes there.',
    quiet: (from: string, to: string) => `No run begins between ${from} and ${to} by the clock of the site.`,
    anyTime: 'A run begins whenever it is due.'
  },
  ground: 'Ground',
  nextRun: 'Next run',
  live: 'Runs do what they say',
  liveNo: 'not yet: the first run that finds something waits for people',
  inactive: 'Without activity',
  noList: 'no list; a fact provider may say it',
  list: (count: number) => (count === 1 ? '1 account on a list' : `${count} accounts on a list`),
  listAt: (when: string, who: string) => `of ${when}, by ${who}; it holds for thirty days`,
  remembered: 'Accounts seen by the last run',
  own: 'What the platform does by itself',
  does: 'What',
  closedBy: 'Ended by the setting',
  cannotEnd: 'cannot be ended',
  ownNames: {} as Readonly<Record<string, string>>,
  tab: {
    titles: {
      deactivated: 'Deactivated accounts',
      ready: 'Accounts ready to be deleted',
      'without-activity': 'Accounts without activity'
    },
    leads: {
      deactivated: 'Everybody who is deactivated on the platform, read now.',
      ready: 'Who was deactivated as long ago as is set for the automatic deletion, whether that is on or not.',
      'without-activity':
        'Who is on the list of accounts without activity, or said to be by a fact provider, and is not deactivated.'
    },
    days: 'Ready so many days after the deactivation',
    daysHint: 'Only for this view.',
    show: 'Show',
    readyAfter: (time: string, by: string) => `Ready ${time} after the deactivation (${by}).`,
    by: { query: 'as asked for', settings: 'as set for the automatic deletion', default: 'nothing is set' },
    account: 'Account',
    name: 'Name',
    key: 'Number',
    stage: 'State',
    stages: {
      permanent: 'permanent',
      active: 'active',
      'login-denied': 'login denied',
      pending: 'pending',
      deactivated: 'deactivated'
    },
    born: 'Since',
    expires: 'Term ends',
    deactivated: 'Deactivated',
    ready: 'Ready from',
    open: 'Open request',
    unknown:
      'When somebody last signed in, what the platform itself plans, and how long somebody who came back is left alone, no answer of the platform holds.',
    empty: 'Nobody is in this list.',
    pick: 'Go on with those ticked',
    all: 'Go on with everybody of this list, on every page'
  },
  set: {
    title: 'Settings of the lifecycle',
    lead: 'Whoever sets it demands what a run demands. A rule that is switched on is tried first: the next run that finds something touches nobody and waits until others agree.',
    isOn: 'Runs are on',
    everyHours: 'Hours between two runs',
    expiryOn: 'Deactivate whose term is over',
    expiryWarn: 'Days before that they are told by mail',
    deactivationOn: 'Deactivate who is without activity',
    deactivationWarn: 'Days after they were told by mail',
    warnHint: 'Empty: they are not told.',
    deletionOn: 'Erase who has been deactivated for long',
    deletionAfter: 'Days after the deactivation',
    brake: 'Brake: percent of all accounts',
    brakeHint: 'A run that would touch this share or more touches none until others agree.',
    releasers: 'How many people must agree',
    beside: 'Go on although somebody else deactivates or deletes there',
    quietFrom: 'No run begins from',
    quietTo: 'until',
    quietHint:
      'Hours and minutes by the clock of the site, while the platform’s own job is at work. Both empty: whenever it is due.',
    article: 'Article',
    letter: 'Letter',
    submit: 'Set'
  },
  inactivePage: {
    title: 'Accounts without activity',
    lead: 'Neither platform shows the last sign-in of all accounts. Give the numbers of those without activity, as another system knows them. The list takes the place of the one before and holds for thirty days.',
    keys: 'Numbers of accounts',
    hint: 'One a line, or a table (CSV) with a column key.',
    isMeant: 'The list is what it looks like, also if it is empty or names a large share of all accounts',
    submit: 'Store the list'
  },
  plan: {
    title: 'Dry run',
    lead: 'What a run would do now. The platform was read; nothing is changed and nobody is told.',
    accounts: 'Accounts on the platform',
    would: 'It would',
    steps: {
      'warn-expiry': 'tell by mail that the term ends',
      'warn-deactivation': 'tell by mail that they will be deactivated',
      deactivate: 'deactivate',
      delete: 'make a request to erase'
    },
    mails: (count: number) =>
      count === 1 ? '1 person would be warned by mail.' : `${count} people would be warned by mail.`,
    nothing: 'Nothing would be done.',
    stopped: 'It would stop before that',
    caption: 'Each account that a rule speaks of',
    key: 'Number',
    step: 'What would be done',
    why: 'Why',
    whys: {
      term: (on: string) => `its term ends or ended on ${on}`,
      deactivated: (on: string) => `deactivated since ${on}`,
      inactive: 'without activity'
    },
    more: (count: number) => `${count} more are not shown here; lethe lifecycle plan has all of them.`,
    again: 'Look again'
  },
  findings: {
    'deactivated-without-us': 'deactivated by somebody else since the last run',
    'deleted-without-us': 'deleted by somebody else since the last run',
    'expired-without-us': 'deactivated because their term was over',
    'activity-unknown': 'who is without activity cannot be said'
  } as Readonly<Record<string, string>>,
  found: 'What was found beside',
  because: {
    'first-run': 'it is the first that would do something: people look at it first',
    brake: 'it would touch too large a share of all accounts',
    'others-at-work': 'somebody else deactivates or deletes there',
    'platform-paused': 'the platform is paused',
    'everything-paused': 'everything is paused',
    stopped: 'it was stopped',
    'candidates-unreadable': 'whom it was about cannot be read any more'
  } as Readonly<Record<string, string>>,
  run: {
    title: 'Run now',
    lead: 'A run begins at once instead of when it is due. It does what the settings say; what it would do, the dry run shows.',
    submit: 'Begin a run'
  },
  runs: {
    title: 'Runs',
    caption: 'Runs so far, the youngest first',
    empty: 'No run yet.',
    at: 'Begun',
    state: 'State',
    states: {
      running: 'under way',
      done: 'done',
      braked: 'waits for people',
      stopped: 'stopped',
      failed: 'failed',
      interrupted: 'broken off'
    },
    accounts: 'Accounts',
    planned: 'Planned',
    did: 'Done',
    didNames: {
      warned: 'warned by mail',
      'not-warned': 'could not be warned',
      deactivated: 'deactivated',
      requested: 'requests made',
      'requested-already': 'had an open request',
      held: 'under a legal hold',
      protected: 'protected, left alone',
      changed: 'changed meanwhile, left alone',
      left: 'left alone',
      refused: 'refused by the platform'
    } as Readonly<Record<string, string>>,
    nothing: 'nothing',
    kept: (count: number) => (count === 1 ? '1 account waits' : `${count} accounts wait`),
    release: 'Release'
  },
  release: {
    title: 'Release a run',
    lead: (count: number) =>
      `This run found ${count === 1 ? '1 account' : `${count} accounts`} to deactivate or erase, and waits. If enough people agree, a run begins and does it. Neither whoever set the lifecycle nor whoever gave the list may agree.`,
    agreed: 'Agreed so far',
    submit: 'I agree that it is done'
  },
  said: {
    'lifecycle-set': 'Set. The next run uses it.',
    'lifecycle-inactive': 'The list is stored.',
    'lifecycle-run': 'A run begins. It shows below once it has looked.',
    'lifecycle-released': 'Your agreement is stored.'
  }
}
