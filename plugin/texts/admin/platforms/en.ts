const written: Readonly<Record<string, string>> = {
  true: 'yes',
  false: 'no',
  probe: 'ask the site',
  none: 'none',
  v2: 'inside the LMS',
  legacy: 'the Ruby one before'
}

/** English words of the pages about platforms. */
export const en = {
  title: 'Platforms',
  lead: 'Each LMS that Lethe works with, what it may do there, and what the site has decided.',
  add: {
    do: 'Register a platform',
    title: 'Register a platform',
    lead: 'Choose what it is. No account is touched by a registration: Lethe only tries what it may do.',
    kind: (name: string) => `An ${name}`,
    titleOf: (name: string) => `Register an ${name}`,
    probes:
      'When you send this, Lethe calls the platform and tries each right by reading. Secrets are sealed and never shown again.',
    name: 'Name',
    nameHint: 'As colleagues know it; it stands in mails and certificates.',
    practice: 'This is a practice platform',
    practiceHint: 'A stand-in by “lethe sandbox”, with made-up people. It is marked as such everywhere.',
    options: 'How Lethe reaches it',
    submit: 'Register'
  },
  secretKept: 'Stays as it is if you leave it empty.',
  byDefault: (value: string) => `Unless set: ${value}.`,
  valueOf: (value: unknown): string => written[String(value)] ?? String(value),
  questions: {
    title: 'What must be known of the site',
    lead: 'Nothing is taken for granted about a site. You state it by your name; it can be stated anew at any time.',
    invoices: {
      label: 'Are invoices issued to people here?',
      no: 'No, nobody ever owes anything here',
      yes: 'Yes',
      yesHint: 'Then each deletion waits until a fact provider or a person says that nothing is open.'
    },
    graders: {
      label: 'Who grades here?',
      hint: 'Open grading orders stop the deletion of whoever may have some.',
      nobody: 'Nobody',
      these: 'Those in the list below',
      unknown: 'That is not known',
      unknownHint: 'Then everybody may be a grader.'
    },
    courseOwners: {
      label: 'Who may own courses or libraries alone?',
      hint: 'Asked where the platform does not say it.',
      nobody: 'Nobody',
      these: 'Those in the list below',
      unknown: 'That is not known',
      unknownHint: 'Then everybody may own some, and somebody approves each deletion.'
    },
    list: 'Those people',
    listHint:
      'One a line: a name on the platform or an e-mail address; with a kind before it, “external-id: 4711”. Only a keyed hash is kept.',
    providers: {
      label: 'Sign-in providers of the institution',
      hint: 'One a line, as the platform calls them. Every other provider counts as a social login that learners unlink first. Empty: all of them are social.'
    }
  },
  list: {
    caption: 'Registered platforms',
    head: ['Name', 'Kind', 'Address', 'State'],
    empty: 'No platform is registered yet.',
    firstRun: 'Begin with the first steps'
  },
  states: {
    paused: 'paused',
    allPaused: 'everything is paused',
    stopped: (count: number) => (count === 1 ? '1 problem stops deletions' : `${count} problems stop deletions`),
    noStart: 'Lethe may begin no deletion',
    good: 'ready'
  },
  show: {
    kind: 'Kind',
    address: 'Address',
    version: 'Release',
    state: 'State',
    checked: 'Tried last',
    watch: 'Watched',
    watchFailing: (code: string) => `the last looks failed (${code})`,
    notLooked: 'not looked yet',
    section: 'Exclusive section',
    sectionBy: 'a request is inside',
    stuck: 'It has been there for too long: look at that request.',
    cancels: 'Withdrawn, and to be cancelled there by hand',
    backlog: 'Deletions that began before Lethe',
    rights: 'What Lethe may do there',
    capabilities: 'What was found out',
    test: 'Make a test deletion',
    more: 'What can be set',
    options: 'Options and secrets',
    policy: 'Policy: what the site has decided',
    gateway: 'Route: the platform’s own page leads here',
    hints: 'Hints: the platform says that something happened',
    declarations: 'What was stated of the site',
    recipients: 'Who is told to erase, too',
    lifecycle: 'Accounts that nobody needs any more',
    sources: 'Who may send demands',
    pause: 'Pause this platform',
    resume: 'Let this platform go on',
    remove: 'Forget this platform'
  },
  rights: {
    caption: 'Rights',
    head: ['Right', 'Found', 'What it means', 'What to do'],
    empty: 'No right could be tried.',
    states: { present: 'present', missing: 'missing', 'broader-than-needed': 'broader than needed' },
    problems: 'Problems',
    problemHead: ['Problem', 'What it stops', 'How to mend it'],
    noProblems: 'Nothing is in the way of deletions.',
    stops: { all: 'every deletion', start: 'beginning a deletion here', nothing: 'nothing; you should know it' },
    nothingToDo: 'nothing',
    works: 'works'
  },
  check: {
    do: 'Try the rights now',
    title: 'Try the rights',
    lead: 'Lethe calls the platform again and tries each right by reading. Nothing is changed there.'
  },
  options: {
    title: 'Options and secrets',
    lead: 'The platform is tried with the new options before they are stored. Its address stays: another address is another platform.',
    submit: 'Try and store',
    nothing: 'Nothing was changed.'
  },
  pause: {
    title: 'Pause a platform',
    lead: 'Everything destructive on it stops at once. Demands are still taken, and the legal clock runs on.',
    because: 'Why',
    becauseHint: 'Shown to everybody who works with Lethe. Name nobody whose account it is about.',
    submit: 'Pause',
    by: (who: string) => `Paused by ${who}`,
    allBy: (who: string) => `Everything was paused by ${who}`,
    resumeTitle: 'Let a platform go on',
    resumeLead: 'What waits there goes on at once.',
    resumeDo: 'Let it go on'
  },
  remove: {
    title: 'Forget a platform',
    lead: (name: string) =>
      `${name}, its secrets, its policy and what was stated of it are forgotten. Certificates stay. It can be forgotten while no request is open and no hold stands there.`,
    submit: 'Forget it'
  },
  said: {
    'platform-added': 'The platform is registered. What was found there stands below.',
    'platform-checked': 'The rights were tried. What was found stands below.',
    'platform-changed': 'The options are stored, and the platform was tried with them.',
    'platform-paused': 'The platform is paused: nothing is erased there.',
    'platform-resumed': 'The platform goes on.',
    'platform-removed': 'The platform is forgotten.',
    'platform-unchanged': 'Nothing was changed.',
    'gateway-removed': 'No route leads here any more.',
    'hints-removed': 'No hints are taken any more.',
    declared: 'It is stated, by your name.',
    'recipient-added': 'The recipient is told from now on.',
    'recipient-removed': 'The recipient is told no more.',
    'policy-set': 'The policy is set. Open requests look again.'
  }
}
