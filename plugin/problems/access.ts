import { kind } from './kind.ts'

/** Refusals because of who asks, and what they may do. */
export const accessProblems = {
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
  'role-missing': kind(
    403,
    'Your roles do not allow this',
    'Ask somebody with the role, or an administrator to give it to you.'
  ),
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
  'last-administrator': kind(
    409,
    'This is the last administrator',
    'Add another administrator first: nobody else could let anybody in.'
  )
} as const
