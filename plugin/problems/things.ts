import { kind } from './kind.ts'

/** Refusals because what is named is not there. */
export const thingProblems = {
  'platform-unknown': kind(404, 'No such platform', 'Look at `lethe platform list`.'),
  'no-ownership-list': kind(404, 'This kind of platform cannot list who owns what', 'Look into the platform itself.'),
  'no-partner-report': kind(404, 'This kind of platform has no report for partners', 'Look into the platform itself.'),
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
  'fact-question-taken': kind(
    409,
    'Another fact provider answers this question on this platform',
    'Remove that one first, or leave the question out.'
  )
} as const
