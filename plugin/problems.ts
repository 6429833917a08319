import { agreementProblems } from './problems/agreement.ts'
import { clockProblems } from './problems/clock.ts'
import { endpointProblems } from './problems/endpoints.ts'
import { holdProblems } from './problems/holds.ts'
import { kind, type ProblemKind } from './problems/kind.ts'
import { mandateProblems } from './problems/mandates.ts'
import { pageProblems } from './problems/pages.ts'
import { replayProblems } from './problems/replay.ts'
import { routeProblems } from './problems/routes.ts'
import { signInProblems } from './problems/sign-in.ts'
import { sourceProblems } from './problems/sources.ts'

export type { ProblemKind }

/**
 * Every code that a refusal of ours carries, one per cause. The guide `plugin/guides/errors.md` says the same for
 * people, `GET /problems/{code}` for machines. A code never changes its meaning.
 */
export const problems = {
  'body-invalid': kind(
    400,
    'The body breaks the API document',
    'Mend what `faults` names; each names a place and a rule, never the value.'
  ),
  'body-missing': kind(400, 'The body is missing', 'Send a JSON object with content type application/json.'),
  'body-not-json': kind(400, 'The body is not JSON in UTF-8', 'Send JSON in UTF-8 without a byte order mark.'),
  'body-ambiguous': kind(
    400,
    'A name stands twice in one object',
    'Send each name once: readers disagree on which of two counts.'
  ),
  'parameters-invalid': kind(400, 'A parameter breaks the API document', 'Mend what `faults` names.'),
  'delivery-headers-wrong': kind(
    400,
    'The headers of the delivery are not those of Standard Webhooks',
    'Send webhook-id, webhook-timestamp (whole seconds) and webhook-signature, each exactly once.'
  ),
  ...routeProblems,
  ...holdProblems,
  ...clockProblems,
  ...sourceProblems,
  'request-malformed': kind(400, 'This is not a request that HTTP allows', 'Look at the client or proxy that sent it.'),
  'token-refused': kind(
    401,
    'No valid token',
    'Send a bearer token that is neither revoked nor expired; `lethe token create` makes one.'
  ),
  'signature-refused': kind(
    401,
    'No such source, or the signature is not its own',
    'Sign the raw bytes with a live secret of this source; `lethe source list` shows which are live.'
  ),
  'answer-refused': kind(
    401,
    'No such question, or the signature is not that of who was asked',
    'Answer under the address of the question, once, in time, signed with a secret of this provider that holds.'
  ),
  'delivery-stale': kind(
    401,
    'The delivery was signed too long ago',
    'Sign again with the present time and the same id; set the clock of the sender.'
  ),
  'delivery-future': kind(
    401,
    'The delivery was signed in the future',
    'Set the clock of the sender, or of this machine.'
  ),
  'role-missing': kind(
    403,
    'Your roles do not allow this',
    'Ask somebody with the role, or an administrator to give it to you.'
  ),
  ...agreementProblems,
  ...endpointProblems,
  ...pageProblems,
  ...signInProblems,
  ...mandateProblems,
  'demand-not-yours': kind(403, 'This demand is not yours to take back', 'Ask who made it, or a privacy officer.'),
  'type-not-allowed': kind(403, 'This source may not send this type', 'Add the source anew with the type.'),
  'platform-not-allowed': kind(
    403,
    'This source may not speak of this platform',
    'Name a platform that the source was added for, by its id or name.'
  ),
  'origin-not-allowed': kind(
    403,
    'This source may not ask in this way',
    'Send an origin that the source was added for.'
  ),
  'route-unknown': kind(404, 'There is nothing at this address', 'See the API document at /docs.'),
  'platform-unknown': kind(404, 'No such platform', 'Look at `lethe platform list`.'),
  'no-ownership-list': kind(404, 'This kind of platform cannot list who owns what', 'Look into the platform itself.'),
  'no-partner-report': kind(404, 'This kind of platform has no report for partners', 'Look into the platform itself.'),
  'not-yours-to-ask': kind(
    403,
    'The platform would not let you delete this account',
    'Ask somebody who manages users in an organisation of the account.'
  ),
  'account-not-linked': kind(
    403,
    'Nobody has said which account on this platform is yours',
    'Let an administrator say it (`lethe person link`), or set `letUnlinkedAsk` in the policy of the platform.'
  ),
  'source-unknown': kind(404, 'No such source', 'Look at `lethe source list`.'),
  'fact-provider-unknown': kind(404, 'No such fact provider', 'Look at `lethe fact-provider list`.'),
  'selection-unknown': kind(404, 'No such selection', 'Look at `lethe select list`; they are forgotten after a month.'),
  'run-unknown': kind(404, 'No such run', 'Look at `lethe lifecycle runs`.'),
  'request-unknown': kind(404, 'No such request', 'Look at `lethe request list`; ended requests are listed by month.'),
  'demand-unknown': kind(404, 'No such demand in this request', 'Look at the demands of the request.'),
  'person-unknown': kind(404, 'No such person', 'Look at `lethe person list`.'),
  'token-unknown': kind(404, 'No such token', 'Tokens are named by their id, not by themselves.'),
  'problem-unknown': kind(404, 'No such code', 'See GET /problems for all.'),
  'key-unknown': kind(404, 'No key of this month', 'Keys exist for months in which something was sealed.'),
  'method-not-allowed': kind(405, 'This method does not exist here', 'See the API document at /docs.'),
  'call-too-slow': kind(408, 'The call took too long to arrive', 'Send head and body within 30 seconds.'),
  'changed-meanwhile': kind(409, 'Somebody else changed it meanwhile', 'Read it again and decide again.'),
  'base-url-taken': kind(
    409,
    'This platform is registered already',
    'Use the platform that exists, or remove it first.'
  ),
  'platform-name-taken': kind(
    409,
    'Another platform has this name',
    'Choose another name: deliveries may name platforms by it.'
  ),
  ...replayProblems,
  'platform-address-fixed': kind(
    409,
    'The address of a platform stays',
    'Another address is another platform: register it, and remove this one when its requests have ended.'
  ),
  'fact-question-taken': kind(
    409,
    'Another fact provider answers this question on this platform',
    'Remove that one first, or leave the question out.'
  ),
  'digest-outdated': kind(
    409,
    'This is not the digest of the selection',
    'Read its consequences again and repeat the digest that stands with them.'
  ),
  'selection-started': kind(409, 'The selection was confirmed already', 'Look at how far it is.'),
  'not-braked': kind(409, 'The brake keeps nothing of this back', 'Look at how far it is.'),
  'another-driver': kind(
    409,
    'Somebody else carries deletions on there',
    'Switch the other driver off (its cron job or plugin), then `lethe platform check`, and look again.'
  ),
  'platform-in-use': kind(409, 'The platform has open requests or holds', 'End them first, or pause the platform.'),
  'state-forbids': kind(
    409,
    'The request is not in a state for this',
    'Look at its state; some moves are for stalled, some for waiting requests only.'
  ),
  'fingerprint-outdated': kind(
    409,
    'The plan is not the one that you approve',
    'Look at the plan again and approve its present fingerprint.'
  ),
  'waiver-forbidden': kind(
    409,
    'Policy does not let this question be waived',
    'Meet it, or set `waivable` in the policy of the platform.'
  ),
  'brake-agreed': kind(409, 'You have agreed to this already', 'Let another person agree.'),
  'last-administrator': kind(
    409,
    'This is the last administrator',
    'Add another administrator first: nobody else could let anybody in.'
  ),
  'agreement-not-knowing': kind(
    409,
    'This asks for less agreement than before',
    'Say `knowingly`, if one person shall do here what two should: it stays on record who said so and when.'
  ),
  'hour-not-yet': kind(409, 'This hour has not begun', 'Look first at what was kept back, then release its hour.'),
  'certificate-not-yet': kind(409, 'The request has not ended, so nothing can be certified', 'Wait for its end.'),
  'evidence-altered': kind(
    409,
    'The chain of the request is not the one that was anchored, so nothing is certified',
    'Run `lethe evidence check`, and put the document back from a backup.'
  ),
  'kept-row-not-due': kind(
    409,
    'Nothing of this row is waiting to be deleted',
    'Look at `lethe retained list`: only what is due can be settled.'
  ),
  'key-in-use': kind(409, 'The key of the present month cannot be retired', 'Retire it in a later month.'),
  'notes-not-folded': kind(
    409,
    'Notes that wait at a request lie under this key, and would be lost',
    'Nothing was retired. See with `lethe doctor` why the request is not carried on, then try again.'
  ),
  'body-too-large': kind(413, 'The body is too large', 'Deliveries take 64 KiB, everything else 1 MiB.'),
  'address-too-long': kind(414, 'A part of the address is too long', 'Ids have at most 64 characters.'),
  'media-type-unsupported': kind(
    415,
    'Only application/json in UTF-8 is read, uncompressed',
    'Send JSON in UTF-8, without content-encoding.'
  ),
  'identifiers-too-few': kind(
    422,
    'Two identifiers of different kinds are needed',
    'Send a second identifier of another kind; both must match the same account.'
  ),
  'lifecycle-not-set': kind(409, 'The lifecycle of this platform is off', 'Set it first: `lethe lifecycle set`.'),
  'lifecycle-not-there': kind(
    422,
    'This platform does not say which accounts are deactivated or expire',
    'Give a list of keys instead: `lethe select make`.'
  ),
  'search-not-there': kind(422, 'This platform cannot be searched in this way', 'Search by login, or by e-mail.'),
  'options-invalid': kind(422, 'The options are not those of this kind of platform', 'Mend what `faults` names.'),
  'platform-refuses': kind(
    422,
    'The platform answered, but not as this kind of platform does',
    'Check address, credentials and rights; the code of the platform stands in the detail.'
  ),
  'headers-too-large': kind(431, 'The headers are too large', 'Send fewer or shorter headers: 16 KiB are read.'),
  'too-many-calls': kind(429, 'Too many calls', 'Wait as long as Retry-After says.'),
  'daily-cap-reached': kind(
    429,
    'The source has sent as much as it may today',
    'Send again after Retry-After with the same id, or let an administrator add the source with a higher cap.'
  ),
  'answer-out-of-contract': kind(
    500,
    'The answer would have broken the API document',
    'This is a fault of Lethe: report the `instance`.'
  ),
  'document-damaged': kind(
    500,
    'The stored document is damaged and lies aside',
    'Put it back from a backup and restart; `lethe doctor` names the file.'
  ),
  'vault-unreadable': kind(
    500,
    'What is sealed cannot be opened',
    'A key is missing or another one: put the keys folder of this data back and restart.'
  ),
  internal: kind(500, 'Something broke', 'This is a fault of Lethe: report the `instance`; the log has its code.'),
  'platform-unavailable': kind(
    503,
    'The platform cannot be reached',
    'Try again later; the code of the failure stands in the detail.'
  ),
  'store-read-only': kind(503, 'Nothing can be stored', 'The disk refused a write: mend it and restart. Reads go on.'),
  'under-pressure': kind(503, 'Too much at once', 'Try again after Retry-After.'),
  'shutting-down': kind(503, 'The sidecar is shutting down', 'Try again when it is back.')
} as const satisfies Readonly<Record<string, ProblemKind>>
