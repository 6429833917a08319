import { accessProblems } from './problems/access.ts'
import { agreementProblems } from './problems/agreement.ts'
import { callProblems } from './problems/calls.ts'
import { clockProblems } from './problems/clock.ts'
import { endpointProblems } from './problems/endpoints.ts'
import { faultProblems } from './problems/faults.ts'
import { holdProblems } from './problems/holds.ts'
import type { ProblemKind } from './problems/kind.ts'
import { mandateProblems } from './problems/mandates.ts'
import { pageProblems } from './problems/pages.ts'
import { replayProblems } from './problems/replay.ts'
import { routeProblems } from './problems/routes.ts'
import { signInProblems } from './problems/sign-in.ts'
import { sourceProblems } from './problems/sources.ts'
import { stateProblems } from './problems/states.ts'
import { thingProblems } from './problems/things.ts'

export type { ProblemKind }

/**
 * Every code that a refusal of ours carries, one per cause. The guide `plugin/guides/errors.md` says the same for
 * people, `GET /problems/{code}` for machines. A code never changes its meaning.
 */
export const problems = {
  ...callProblems,
  ...accessProblems,
  ...signInProblems,
  ...pageProblems,
  ...agreementProblems,
  ...mandateProblems,
  ...clockProblems,
  ...holdProblems,
  ...routeProblems,
  ...sourceProblems,
  ...endpointProblems,
  ...replayProblems,
  ...thingProblems,
  ...stateProblems,
  ...faultProblems
} as const satisfies Readonly<Record<string, ProblemKind>>
