/** English words of the pages about what a site decides. */
export const en = {
  title: 'Policy',
  lead: 'What holds on this platform now. What nobody set is the default, and changes with Lethe; what was set stays as it is.',
  open: (count: number) =>
    count === 0
      ? 'No request is open here.'
      : count === 1
        ? '1 open request looks again at each change.'
        : `${count} open requests look again at each change.`,
  languages:
    'People are written to in the language that their account has: German where it is German, English everywhere else.',
  elsewhere: 'Set elsewhere',
  lifecycle: 'Accounts that nobody needs any more',
  declarations: 'What was stated of the site',
  brakes: 'Brakes of those who send demands',
  holdsOf: (topic: string) => `What holds: ${topic}`,
  head: ['What follows', 'Asked by', 'Where it comes from'],
  sources: { default: 'default', all: 'set for the platform', origin: 'set for this way of asking' },
  everyOrigin: 'everybody',
  origins: {
    self: 'the person themselves',
    'on-behalf': 'somebody on their behalf',
    'identity-manager': 'an identity manager',
    lifecycle: 'the lifecycle of accounts',
    platform: 'the platform, which has begun already'
  },
  change: 'Change',
  changeFor: { all: 'for everybody', origin: (who: string) => `where it is asked by ${who}` },
  topics: {
    times: 'Times',
    questions: 'What must hold before',
    approvals: 'Who approves and who may ask',
    successors: 'Who takes over, and what happens to what',
    brake: 'Brake against many at once',
    keeping: 'How long something is kept',
    reaching: 'What people are told',
    pace: 'Pace of the work'
  },
  editTitle: (topic: string, who: string) => `${topic}: ${who}`,
  editLead: 'An empty field is not set here. Nothing changes before you have seen what would.',
  unset: (value: string) => `Not set here: ${value}`,
  asBefore: 'not set here',
  preview: 'See what would change',
  previewTitle: 'What would change',
  nothing: 'Nothing would stand otherwise.',
  was: 'Now',
  willBe: 'Then',
  changes: 'Changes',
  looksAgain: (count: number) =>
    count === 0
      ? 'No request is open here, so none looks again.'
      : count === 1
        ? '1 open request looks again at once.'
        : `${count} open requests look again at once.`,
  asksLess:
    'This asks less than before. It is refused while a request that you asked for yourself is open here, and what you ask for in the next 30 days goes by the former number of approvals.',
  save: 'Set it',
  reset: 'Back to the default',
  resetOf: (topic: string) => `Back to the default: ${topic}`,
  fields: {
    coolOffMs: 'Time to withdraw',
    noticeMs: 'Notice before the deletion',
    invitationMs: 'Time to answer the invitation',
    proofFreshMs: 'How old a proof of identity may be',
    timeZone: 'Time zone',
    region: 'Region of the public holidays',
    asked: 'Questions',
    waivable: 'What a privacy officer may waive',
    approvals: 'Approvals for every request',
    highRiskOwnedObjects: 'Solely owned objects, over which a privacy officer approves',
    letUnlinkedAsk: 'User managers without a linked account may ask for everybody',
    mailCode: 'People may come by a code in a mail',
    otherSites: 'Other sites on which the accounts serve',
    successors: 'Who takes over what only the person owned',
    names: 'Names of people with certain roles',
    treatments: 'What happens to a category',
    brakePerHour: 'At most in an hour',
    brakePercent: 'At most this share of the accounts in an hour, in percent',
    brakeTimesUsual: 'At most so many times the usual hour',
    releasersNeeded: 'Others who must agree',
    keepWorkMs: 'What names the person outlives the end by at most',
    keepReplayMs: 'The number of the account outlives the end by',
    keepBlockMs: 'A keyed hash outlives the deletion by',
    retainMs: 'Kept for',
    retainGrounds: 'On what ground of the law',
    recheckMs: 'A blocked request is looked at again every',
    watchEveryMs: 'The platform’s list is read every',
    sectionStuckMs: 'The exclusive section is stuck after',
    confirmTries: 'Readings before a person is asked',
    confirmEveryMs: 'Time between two readings',
    retryFirstMs: 'First pause when the platform is away',
    retryMostMs: 'Longest pause when the platform is away'
  } as Readonly<Record<string, string>>,
  hints: {
    timeZone: 'As in “Europe/Berlin”.',
    region: 'As in “DE-BY”; only where it is another than the controller’s.',
    otherSites: 'One a line.',
    keepWorkMs: 'Seven days at most.',
    keepReplayMs: 'As long as the longest backup of the platform.',
    keepBlockMs: '0: nothing of them is kept.',
    keepNames: 'Open edX can only remove names.'
  } as Readonly<Record<string, string>>,
  alsoEmpty: 'Set here, also where nothing is chosen: then it is none',
  yes: 'yes',
  no: 'no',
  treatment: {
    required: 'stops until it is settled',
    'resolved-by-platform': 'the platform settles it with the deletion',
    'notice-only': 'written down, stops nothing',
    'not-asked': 'not asked',
    'resolve-on-behalf': 'Lethe settles it for them',
    delete: 'delete',
    anonymise: 'remove names',
    reassign: 'hand over',
    retain: 'keep',
    'keep-name': 'stay where the platform keeps them',
    'remove-name': 'are removed wherever that can be'
  } as Readonly<Record<string, string>>,
  standsNow: (what: string) => `Now: ${what}.`,
  rule: (number: number) => `Rule ${number}`,
  rulesHint:
    'The first rule that fits, and names somebody who can, wins. An empty rule is left out; more room comes once these are set.',
  category: 'Category of the object',
  categoryHint: 'As the platform calls it; * for everything.',
  object: 'Key of one object',
  organisation: 'Key of its organisation',
  successor: 'Who takes it over',
  successors: {
    username: 'the account with this name',
    email: 'the account with this e-mail address',
    'platform-id': 'the account with this number',
    'external-id': 'the account with this number in another system',
    'co-owner': 'another owner of it',
    coach: 'a coach of it',
    'organisation-manager': 'the manager of its organisation',
    pool: 'several in turn'
  } as Readonly<Record<string, string>>,
  whom: 'Which account',
  whomHint: 'For several in turn one a line, “username: anna”.',
  row: (name: string) => name,
  rowsLead: 'Rows that the platform keeps. When the time is over, somebody is told to delete them there.',
  article: 'Article',
  letter: 'Letter',
  byPlatform: (ground: string) => `The platform keeps it for ${ground}.`,
  empty: 'Nothing is set.'
}
