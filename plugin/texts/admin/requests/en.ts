import { requestEn } from './request-en.ts'

/** English words of the queue and of one request. */
export const en = {
  title: 'Requests',
  lead: 'What is to be deleted, how many days the law leaves, and on whom it waits. Nobody is named here.',
  one: (id: string) => `Request ${id}`,
  queue: {
    filter: 'Narrow the list',
    platform: 'Platform',
    state: 'State',
    origin: 'Kind of demand',
    turn: 'Whose turn it is',
    due: 'Due',
    blocker: 'What stands in the way',
    waits: 'Waits for my approval',
    order: 'In order of',
    orders: { 'days-left': 'days left', receipt: 'receipt' },
    any: 'all',
    open: 'all that are open',
    apply: 'Show',
    clear: 'Show everything',
    count: (shown: number) => (shown === 1 ? '1 request' : `${shown} requests`),
    caption: 'Requests',
    head: ['Request', 'Days left', 'Why it waits', 'On whom', 'State', 'Kind of demand', 'Platform'],
    select: (id: string) => `Select request ${id}`,
    empty: 'There is no such request.',
    ended: 'ended',
    csv: 'As a table (CSV)',
    search: 'Find the requests of a person',
    create: 'Ask for somebody',
    many: 'With those that are ticked',
    go: 'Go on',
    days: (left: number) =>
      left < 0
        ? `late by ${left === -1 ? '1 day' : `${-left} days`}`
        : left === 0
          ? 'last day'
          : left === 1
            ? '1 day'
            : `${left} days`,
    soon: 'soon',
    suspended: 'clock stands still',
    extended: 'made longer',
    renewed: 'The figures of this page are renewed by themselves.'
  },
  search: {
    title: 'Find the requests of a person',
    lead: 'What is typed here stands in no address and no log. Capital letters count.',
    kind: 'What is known',
    value: 'Login, e-mail or key',
    ended: 'Also what was erased before, as long as a keyed hash tells',
    submit: 'Search',
    caption: 'What was found',
    nothing: 'There is no open request of this person, or you may not see it.'
  },
  many: {
    title: 'Several requests at once',
    lead: (count: number) => (count === 1 ? 'One request is meant.' : `${count} requests are meant.`),
    none: 'No request was ticked. Go back and tick some.',
    move: 'What is to happen',
    moves: {
      recheck: 'Check again',
      approve: 'Approve the plan',
      withdraw: 'Withdraw',
      refuse: 'Refuse',
      retry: 'Try again'
    },
    means: {
      recheck: 'The platform is asked anew about each. Nothing is deleted by it.',
      approve:
        'Each is approved as its plan stands now, on this page. Where the plan changes before that, or where you may not approve, it is not approved, and the next page says why. Once a deletion has begun, it cannot be undone.',
      withdraw:
        'Each ends without being erased, where there is a way back. Who has asked has to ask again if they change their mind.',
      refuse:
        'Each ends without being erased, on the ground below. The people are told, and may complain to an authority.',
      retry: 'Each that is stalled begins again where it stopped. Calls that may have happened are read first.'
    },
    caption: 'Requests that are meant',
    head: ['Request', 'State', 'Plan as it stands'],
    noPlan: 'no plan yet',
    confirm: (count: number) => (count === 1 ? 'Apply to 1 request' : `Apply to ${count} requests`)
  },
  result: {
    title: 'What became of each',
    progress: 'Passed on',
    decided: 'Decided since',
    sentence: (said: number, refused: number) => `${said} taken, ${refused} not taken.`,
    running: 'It is still going on.',
    brokenOff:
      'It was broken off by a restart and does not go on by itself. Where nothing is noted it may have been said all the same: how the request stands tells.',
    notNoted: 'nothing is noted',
    rest: (count: number) =>
      count === 1 ? 'Look at the 1 request left, and go on' : `Look at the ${count} requests left, and go on`,
    caption: 'Requests',
    head: ['Request', 'What became of it', 'How it stands now'],
    waits: 'waits its turn',
    said: 'taken; waits to be checked',
    decided1: 'taken and checked',
    back: 'Back to the queue'
  },
  request: requestEn,
  plan: {
    title: 'What would happen now',
    lead: 'The platform was read just now. Nothing was changed.',
    at: 'Read',
    next: 'The next state would be',
    because: 'Because',
    found: 'Accounts found',
    founds: { one: 'one', none: 'none', several: 'several' } as Readonly<Record<string, string>>,
    fingerprint: 'Mark of exactly this plan',
    names: 'Names of people with special roles',
    nameRules: { 'keep-name': 'stay where the platform keeps them', 'remove-name': 'are removed' } as Readonly<
      Record<string, string>
    >,
    roles: 'Privileged roles',
    actions: 'What is done, in this order',
    actionHead: [
      'Action, as the person reads it',
      'What happens to it',
      'How many',
      'Can be undone',
      'How it is checked'
    ],
    noPlan: 'There is no plan: the account was not found, or its time is over.',
    handOvers: 'What is handed over, and to whom',
    handOverHead: ['Kind', 'Key', 'To the account', 'Remark'],
    managed: 'another system keeps this and may undo the change',
    handProblems: {
      'none-named': 'nobody is named',
      'not-living': 'the one who is named cannot take over',
      'by-hand-only': 'only by hand, in the platform'
    } as Readonly<Record<string, string>>,
    noHandOvers: 'Nothing belongs to this person alone.',
    snapshot: 'List of owners read',
    notDiscoverable: 'The platform tells this of nobody; look there yourself before you approve',
    retained: 'What stays, or goes later, and why',
    retainedHead: ['What', 'What happens', 'How many', 'Why', 'Ground', 'How it is checked'],
    noRetained: 'Nothing stays.',
    noGround: 'the platform’s own doing',
    sensitive: { health: 'health', billing: 'billing' } as Readonly<Record<string, string>>,
    wayBack: 'What a withdrawal can do',
    wayHead: ['After', 'A withdrawal'],
    now: 'now',
    changes: 'What changed since an approval before',
    added: 'new',
    gone: 'gone',
    same: 'Nothing: it is the plan that was approved.'
  },
  history: {
    title: 'History',
    lead: 'Every entry of the chain of evidence. It names nobody; staff and sources stand under their names where you may see these.',
    number: 'No.'
  },
  subject: {
    title: 'Who the person is',
    lead: 'What you open here goes on record: who looked, when, at which request. Open it only if your work needs it.',
    submit: 'Show it, on record',
    gone: 'Nobody can tell any more: the key to what named the person is destroyed.',
    identifiers: 'Identifiers',
    mandates: 'Who may ask for them',
    who: 'Who',
    how: 'How it was obtained',
    reference: 'Reference',
    obtained: 'Obtained on',
    cannotAsk: 'Why they cannot ask'
  },
  create: {
    title: 'Ask for somebody',
    lead: 'You ask for the deletion of somebody else’s account. Somebody else than you approves it, where the policy asks for an approval.',
    gets: 'What the person gets',
    getsText: [
      'A mail that invites them to ask themselves, with what is lost for good and what to fetch first. Their answer takes the place of your demand.',
      'If they do not answer in time, your demand opens; they can still object by the link in the mail.',
      'Where you say why they cannot ask, nobody is invited, and the demand opens at once.',
      'A mail at the end, once it is read back that the account is gone.'
    ],
    noMail: 'Lethe can send no mail here: somebody has to set up mail first, or the demand waits.',
    platform: 'Platform',
    first: 'First identifier',
    second: 'Second identifier',
    kind: (which: string) => `${which}: what it is`,
    value: (which: string) => `${which}: value`,
    identifiersHint: 'Two of different kinds, which must match the same account exactly.',
    article: 'Article of the GDPR',
    letter: 'Letter',
    received: 'When your organisation received it',
    receivedHint:
      'In UTC. The legal period runs from here. Leave it empty for now; more than 30 days back waits for a privacy officer’s agreement.',
    mandate: 'On what your right to ask rests',
    who: 'Who may ask: person or office',
    how: 'How it was obtained, and by what it can be shown',
    reference: 'File, or section of a rule',
    referenceHint: 'Only a consent may have none.',
    obtainedOn: 'Obtained on',
    expires: 'Holds until',
    cannotAsk: 'Why the person cannot ask themselves',
    cannotAskHint: 'Only if they really cannot: then nobody is invited.',
    copy: 'Does the person want a copy of their data first?',
    note: 'Note',
    noteHint: 'Sealed; it goes with the rest of what names the person.',
    submit: 'Ask for the deletion',
    noPlatform: 'There is no platform yet.'
  },
  said: {
    'request-made': 'The demand was taken in. This page shows how it stands.',
    'move-said': 'It was heard and is being done. This page shows it in a moment.',
    'hold-placed-here': 'The hold stands. Every open request of this person was told.'
  }
}
