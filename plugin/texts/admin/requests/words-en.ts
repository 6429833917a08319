import { saidEn } from './said-en.ts'

type Words = Readonly<Record<string, string>>

/** What codes of a request are called in English. */
export const wordsEn = {
  origins: {
    self: 'asked by the person',
    'on-behalf': 'asked on behalf of the person',
    'identity-manager': 'asked by an identity manager',
    lifecycle: 'account that nobody needs any more',
    platform: 'begun on the platform'
  } as Words,
  turns: {
    subject: 'the person whose account it is',
    requester: 'whoever asked',
    administrator: 'an administrator',
    'privacy-officer': 'a privacy officer',
    nobody: 'nobody: it goes on by itself'
  } as Words,
  dues: { late: 'late', soon: 'due within 7 days', later: 'later' } as Words,
  becauses: {
    received: 'it was taken in and is looked at next',
    claimed: 'it is being looked at',
    brake: 'the brake keeps it back: more came in than is usual',
    'dry-run': 'its source is being tried out; nothing is erased yet',
    stopped: 'it was stopped',
    'approval-needed': 'the plan needs an approval',
    'privacy-officer-needed': 'the plan needs the approval of a privacy officer',
    'objection-undecided': 'the person objected, and a privacy officer decides',
    'subject-objected': 'the person objected',
    'objection-decided': 'the objection was decided on',
    'invitation-running': 'the person was invited to ask themselves, and has time to answer',
    'notice-sent': 'the person was told',
    'notice-not-sent': 'the person has to be told first',
    'notice-period': 'the person was told and has time to object',
    'cool-off': 'it can still be withdrawn; then it begins by itself',
    'cool-off-over': 'the time to withdraw is over',
    'all-met': 'everything that must hold holds',
    'fact-changed': 'something changed, and it is checked again',
    'asked-again': 'somebody asked for another look',
    'asked-to-retry': 'somebody said: try again',
    'asked-to-look-again': 'somebody said: look again',
    'closed-by-person': 'somebody closed it as it was',
    derived: 'what was read back says so',
    'every-action-has-an-outcome': 'everything was done and is now read back',
    'waits-before-action': 'sign-ins that are still open end first',
    'read-again-later': 'the platform finishes later; it is read again',
    settling: 'the platform is given time to finish before it is read again',
    'never-repeated': 'nobody can tell whether the last call happened, and it may not be repeated',
    'cannot-tell-what-happened': 'nobody can tell whether the last call happened',
    'outcome-missing': 'an action has no outcome',
    'still-there': 'what was erased is still there',
    'row-still-there': 'something that was to go is still there',
    'legal-hold': 'a legal hold suspends it',
    'hold-released': 'the hold was lifted',
    'platform-unavailable': 'the platform does not answer',
    'platform-restored': 'the platform was restored from a backup; what was done is read again',
    'platform-paused': 'the platform is paused',
    'everything-paused': 'everything is paused',
    'hold-damaged': 'a legal hold cannot be read, so nobody can say who is protected',
    'hold-incomplete': 'the platform was not asked yet whom a legal hold means',
    'three-surprises': 'the platform answered out of contract three times and was stopped',
    'another-driver': 'something else deletes accounts there too',
    'refused-by-officer': 'a privacy officer refused it',
    'never-proven': 'nobody ever proved to be the person',
    withdrawn: 'it was withdrawn',
    'same-subject': 'there was an open request for the same person',
    'deleted-by-platform': 'the platform has deleted the account itself',
    'begins-anew': 'it begins again',
    'platform-answer-not-json':
      'the platform answered with something else than data, such as a sign-in or maintenance page',
    'release-refused': 'the platform refused to put things back',
    ended: 'it has ended',
    'ended-before-restore': 'it had ended before our own data came back from a backup'
  } as Words,
  preconditions: {
    'social-accounts-unlinked': 'No social login is linked',
    'password-set': 'The account has a password of its own',
    'identity-proven': 'The person themselves asked',
    'mandate-recorded': 'Whoever asks may ask',
    'consequences-told': 'The person knows what is lost',
    'account-confirmed': 'The account is activated',
    'no-open-grading-orders': 'No grading order is open',
    'no-unpaid-invoices': 'No invoice is unpaid',
    'successors-named': 'What only they own has a successor',
    'open-todos': 'Open to-dos are reassigned',
    'records-archived': 'Results and statements are archived',
    'account-not-protected': 'The account may be deleted',
    'no-legal-hold': 'No legal hold stands'
  } as Words,
  answers: {
    met: 'yes',
    unmet: 'no',
    'needs-approval': 'needs an approval',
    'resolved-by-platform': 'the platform settles it',
    noticed: 'noted, does not stop',
    'not-asked': 'not asked here',
    waived: 'waived'
  } as Words,
  sources: {
    adapter: 'the platform',
    platform: 'the platform',
    attestation: 'a statement by a named person',
    declaration: 'a statement about the site',
    demand: 'the demand',
    request: 'the request itself',
    policy: 'the policy'
  } as Words,
  provider: (id: string) => `fact provider ${id}`,
  facts: {
    'linked-logins': 'Linked logins',
    'password-usable': 'Usable password',
    'account-activated': 'Activated account',
    'open-grading-orders': 'Open grading orders',
    'solely-owned': 'What only they own',
    'owner-roles': 'What they own',
    protection: 'Protection and privileged roles',
    'open-todos': 'Open to-dos',
    'destroyed-records': 'Records that go with the account',
    'account-state': 'State of the account',
    'begun-at-platform': 'Deletion begun on the platform',
    certificates: 'Certificates',
    'unpaid-invoices': 'Unpaid invoices',
    'records-archived': 'Archived records'
  } as Words,
  known: { known: 'known', unknown: 'could not be read', 'not-answerable-here': 'this platform does not say' } as Words,
  outcomes: {
    done: 'done',
    'already-absent': 'was gone already',
    'never-existed': 'never existed',
    'no-such-route': 'the platform has no such call'
  } as Words,
  readings: {
    gone: 'gone',
    kept: 'kept, as foreseen',
    'still-there': 'still there',
    'cannot-tell': 'cannot be read',
    later: 'the platform does it later'
  } as Words,
  treatments: {
    delete: 'deleted',
    anonymise: 'anonymised',
    reassign: 'handed over',
    retain: 'kept',
    later: 'goes later'
  } as Words,
  readBack: {
    independent: 'read back by another way',
    'same-service': 'read back by the same service',
    none: 'cannot be read back'
  } as Words,
  checks: {
    'read-back': 'is read back',
    'other-side': 'is read on the other side',
    'cannot-tell': 'cannot be read'
  } as Words,
  ways: {
    'everything-as-before': 'Everything stays as it was.',
    restored: 'The account is put back as it was before.',
    'platform-cancel': 'The platform cancels its deletion; password and links must be set again.',
    stays: 'What was handed over stays handed over; the account stays.',
    none: 'There is no way back any more: something is lost already.'
  } as Words,
  compartments: {
    work: 'Everything that names the person',
    replay: 'Number of the account, for restores of the platform',
    block: 'Keyed hash, to tell that an erasure happened'
  } as Words,
  details: {
    article: 'article',
    letter: 'letter',
    origin: 'kind of demand',
    receivedAt: 'received',
    saidAt: 'said to be of',
    deadlineAt: 'due',
    dueAt: 'to be read again',
    snapshotAt: 'backup of',
    via: 'by',
    proof: 'proof',
    mandate: 'mandate',
    cannotAsk: 'cannot ask themselves',
    copy: 'copy of the data',
    told: 'sentences read',
    tooLate: 'too late',
    found: 'found',
    count: 'how many',
    try: 'try',
    tries: 'tries',
    section: 'one at a time',
    byReading: 'seen by reading',
    failure: 'failure',
    code: 'code',
    status: 'status',
    mayHaveHappened: 'may have happened',
    answer: 'answer',
    demand: 'demand',
    hold: 'hold',
    recipient: 'recipient',
    askedBy: 'asked by',
    compartment: 'what lay under it',
    kek: 'key of',
    row: 'what',
    replay: 'restore',
    state: 'state',
    next: 'next',
    supplementary: 'after the fact'
  } as Words,
  proofs: {
    'lms-password': 'password on the platform',
    'fresh-sign-in': 'fresh sign-in',
    'mail-code': 'code by mail',
    'lms-session': 'open session only, no proof'
  } as Words,
  mandates: {
    'consent-to-act': 'consent of the person',
    guardian: 'guardian',
    estate: 'estate',
    'standing-rule': 'standing rule'
  } as Words,
  copies: { asked: 'wants a copy of their data first', 'not-wanted': 'wants no copy', 'not-said': 'not said' } as Words,
  objections: {
    stops: 'stops the demand',
    waits: 'waits for a privacy officer',
    overruled: 'a privacy officer decided to go on',
    'too-late': 'came too late',
    moot: 'settled: the person asks themselves'
  } as Words,
  identifiers: {
    'platform-id': 'Number on the platform',
    username: 'Login',
    email: 'E-mail',
    'external-id': 'Key in another system'
  } as Words,
  ...saidEn,
  changes: {
    names: 'names',
    treatment: 'treatment',
    category: 'what stays',
    'hand-over': 'handed over',
    role: 'privileged role',
    held: 'held',
    hold: 'a hold'
  } as Words
}
