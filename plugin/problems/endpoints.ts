import { kind } from './kind.ts'

/** Refusals about who is told of what happens. */
export const endpointProblems = {
  'endpoint-unknown': kind(404, 'No such endpoint', 'Look at `lethe endpoint list`.'),
  'https-needed': kind(
    422,
    'Messages would cross a public network in the clear',
    'Give an address that begins with https. Plain http is for this machine and for private networks.'
  ),
  'dead-letter-unknown': kind(404, 'No such dead letter', 'Look at `lethe endpoint dead-letters`.'),
  'endpoint-in-use': kind(
    409,
    'A recipient of a platform’s data is told through this endpoint',
    'Take the recipient away first: `lethe recipient list`.'
  ),
  'recipient-way-wrong': kind(
    422,
    'A recipient is told in one way',
    'Give it a mail address or an endpoint, not both and not none.'
  )
}
