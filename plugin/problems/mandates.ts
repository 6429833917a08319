import { kind } from './kind.ts'

/** Refusals of demands and decisions that do not say on what they rest. */
export const mandateProblems = {
  'mandate-without-who': kind(422, 'The mandate does not say who may ask', 'Name the person or office in `who`.'),
  'mandate-without-how': kind(
    422,
    'The mandate does not say how it was obtained',
    'Say in `how` how it was given and by what it can be shown.'
  ),
  'mandate-without-date': kind(
    422,
    'The mandate does not say since when it holds',
    'Give the day on which it was given in `obtainedOn` (YYYY-MM-DD).'
  ),
  'mandate-without-reference': kind(
    422,
    'The mandate names no file and no rule',
    'Name in `reference` the file of the court or authority, or the section of the rule.'
  ),
  'ground-without-letter': kind(
    422,
    'This ground needs its letter',
    'Name the letter too: Articles 12(5) and 17(3) list several grounds.'
  ),
  'nobody-is-asked': kind(
    409,
    'No demand in this request waits for an answer of the subject',
    'Look at the demands of the request.'
  ),
  'nothing-to-object': kind(
    409,
    'Nobody else asks for the subject here',
    'The subject withdraws a demand of their own; objections are against demands of others.'
  ),
  'objection-stands': kind(
    409,
    'The subject has objected, and nobody has decided on that',
    'A privacy officer approves the plan anew or refuses; against a consent to act only its demand can be withdrawn.'
  ),
  'identifiers-too-few': kind(
    422,
    'Two identifiers of different kinds are needed',
    'Send a second identifier of another kind; both must match the same account.'
  )
} as const
