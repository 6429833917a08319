import type { PolicySentences, SentenceParts, Successor, SuccessorShown } from './sentence.ts'

const roles: Readonly<Record<string, string>> = {
  'co-owner': 'another owner',
  coach: 'a coach',
  'organisation-manager': 'the manager of its organisation'
}
const asked: Readonly<Record<string, string>> = {
  required: 'the deletion waits until that is settled.',
  'resolved-by-platform': 'the platform settles it with the deletion.',
  'notice-only': 'it is written down, and stops nothing.',
  'not-asked': 'nobody asks.',
  'resolve-on-behalf': 'Lethe settles it for them.'
}
const unless: Readonly<Record<string, string>> = {
  'social-accounts-unlinked': 'If a social login is still linked',
  'password-set': 'If the account has no password of its own',
  'identity-proven': 'If it is not proven that the person themselves asks',
  'mandate-recorded': 'If nothing shows that somebody may ask for the person',
  'consequences-told': 'If the person was not told the consequences',
  'account-confirmed': 'If the account was never activated',
  'no-open-grading-orders': 'If grading orders are open',
  'no-unpaid-invoices': 'If invoices are open',
  'successors-named': 'If something that only the person owns has no successor',
  'open-todos': 'If to-dos are open',
  'records-archived': 'If results that the deletion destroys are not archived',
  'account-not-protected': 'If the account is protected, or holds rights of staff',
  'no-legal-hold': 'If a legal hold stands'
}
const whoIs = (successor: Successor, { list }: SentenceParts): string => {
  if ('role' in successor) return roles[successor.role] ?? successor.role
  return 'pool' in successor ? `in turn ${list(successor.pool.map(({ value }) => value))}` : successor.value
}

/** Sentences about a policy, in English. */
export const en: PolicySentences = {
  coolOffMs: (ms: number, { time }) =>
    ms === 0
      ? 'A demand is carried out as soon as nothing stops it: there is no time to withdraw.'
      : `A demand waits ${time(ms)} in which it can be withdrawn, within the legal month.`,
  noticeMs: (ms: number, { time }) => `Whoever did not ask themselves is told ${time(ms)} before the deletion.`,
  invitationMs: (ms: number, { time }) =>
    `Where others ask, the person has ${time(ms)} to answer the invitation to ask themselves.`,
  proofFreshMs: (ms: number, { time }) => `A proof of identity counts if it is at most ${time(ms)} old at the receipt.`,
  timeZone: (zone: string) => `Days are counted in the time zone ${zone}.`,
  region: (region: string | null) =>
    region === null ? 'Holidays are those of the controller.' : `Holidays are those of ${region}.`,
  asked: (value: string, _, inside) => `${unless[inside] ?? inside}, ${asked[value] ?? value}`,
  waivable: (ids: readonly string[], { list, question }) =>
    ids.length === 0 ? 'Nothing can be waived.' : `A privacy officer may waive: ${list(ids.map(question))}`,
  approvals: (count: number) =>
    count === 0
      ? 'Nobody has to approve an ordinary request; rights of staff and many solely owned objects are approved all the same.'
      : count === 1
        ? 'Somebody else than whoever asked approves each request.'
        : 'Two others than whoever asked approve each request.',
  highRiskOwnedObjects: (count: number) =>
    `Over ${count} objects that only the person owns, a privacy officer must be among those who approve.`,
  letUnlinkedAsk: (is: boolean) =>
    is
      ? 'User managers may ask for everybody, also where nobody said which account of the platform is their own.'
      : 'User managers may ask only as far as the platform lets their own account.',
  mailCode: (is: boolean) =>
    is
      ? 'People can come to their pages by a code that is mailed to them.'
      : 'People come to their pages by the route of the platform alone.',
  otherSites: (sites: readonly string[], { list }) =>
    sites.length === 0
      ? 'The accounts serve on this site alone.'
      : `People are told that their account serves on these sites, too: ${list(sites)}.`,
  successors: (rules: readonly SuccessorShown[], parts) =>
    rules.length === 0
      ? 'Nobody is named who takes over what only the person owned; it stops until somebody is.'
      : `What only the person owned goes over: ${parts.list(
          rules.map(rule => {
            const what = rule.category === '*' ? 'everything' : rule.category
            const which = rule.object === undefined ? '' : ` ${rule.object}`
            const where = rule.organisation === undefined ? '' : ` of organisation ${rule.organisation}`
            return `${what}${which}${where} to ${whoIs(rule.successor, parts)}`
          })
        )}.`,
  names: (names: string) =>
    names === 'keep-name'
      ? 'Names of people with certain roles stay where the platform keeps them.'
      : 'Names are removed wherever the platform can.',
  treatments: (treatment: string, _, inside) => {
    const done: Readonly<Record<string, string>> = {
      delete: 'is deleted',
      anonymise: 'loses its names',
      reassign: 'goes over to somebody else',
      retain: 'is kept'
    }
    return `${inside} ${done[treatment] ?? treatment}.`
  },
  brakePerHour: (count: number) =>
    `Of people picked from lists, and of deletions begun on the platform, more than ${count} in an hour wait until others agree.`,
  brakePercent: (share: number) =>
    `Deletions begun on the platform also wait over ${share} % of its accounts in an hour (never fewer than twenty).`,
  brakeTimesUsual: (times: number) => `They also wait over ${times} times the usual hour (never fewer than twenty).`,
  releasersNeeded: (count: number) =>
    count === 1 ? 'One other person agrees before they go on.' : `${count} other people agree before they go on.`,
  keepWorkMs: (ms: number, { time }) =>
    ms === 0
      ? 'What names the person is destroyed with the end.'
      : `What names the person is destroyed at most ${time(ms)} after the end.`,
  keepReplayMs: (ms: number, { time }) =>
    `The number of the account is kept ${time(ms)}, so that a restored backup does not bring it back.`,
  keepBlockMs: (ms: number, { time }) =>
    ms === 0
      ? 'Nothing is kept by which it could be told that somebody was erased here.'
      : `For ${time(ms)} a keyed hash tells whether somebody was erased here.`,
  retainMs: (ms: number, { time, row }, inside) =>
    `${row(inside)}: kept for ${time(ms)}, then somebody is told to delete it on the platform.`,
  retainGrounds: (ground: { article: string; letter: string | null }, parts, inside) =>
    `${parts.row(inside)}: kept on ${parts.ground(ground)}.`,
  recheckMs: (ms: number, { time }) => `A blocked request is looked at again ${time(ms)} after the last look.`,
  watchEveryMs: (ms: number, { time }) =>
    `The platform’s own list of deletions is read again ${time(ms)} after the last time.`,
  sectionStuckMs: (ms: number, { time }) =>
    `After ${time(ms)} in the exclusive section an administrator is asked to look.`,
  confirmTries: (count: number) => `What is still there is read ${count} times before a person is asked.`,
  confirmEveryMs: (ms: number, { time }) => `Between two such readings lie ${time(ms)}.`,
  retryFirstMs: (ms: number, { time }) =>
    `A platform that cannot be reached is tried again after ${time(ms)}, then after twice as long each time.`,
  retryMostMs: (ms: number, { time }) => `The longest such pause is ${time(ms)}.`
} as PolicySentences
