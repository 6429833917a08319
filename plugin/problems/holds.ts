import { kind } from './kind.ts'

/** Refusals around legal holds, and around reports of a period. */
export const holdProblems = {
  'hold-unknown': kind(404, 'No such hold', 'Look at `lethe hold list`.'),
  'hold-released': kind(409, 'The hold is released already', 'Place a new one.'),
  'hold-finds-nobody': kind(
    422,
    'The platform knows nobody by this, so the hold would protect nobody',
    'Name the account by its number, user name or e-mail: an id of another system alone finds no account here.'
  ),
  'lift-not-asked': kind(409, 'Nobody has asked for this hold to be lifted', 'Ask first: `lethe hold lift`.'),
  'review-not-ahead': kind(422, 'The next review lies in the past', 'Give a later instant; or lift the hold.'),
  'period-empty': kind(422, 'The period ends before it begins', 'Give `to` as a later day than `from`; it is outside.'),
  'legal-hold-stands': kind(
    409,
    'A legal hold stands on somebody among these',
    'Leave them out; `lethe hold list` shows which holds are in force.'
  ),
  'kept-row-not-due': kind(
    409,
    'Nothing of this row is waiting to be deleted',
    'Look at `lethe retained list`: only what is due can be settled.'
  )
} as const
