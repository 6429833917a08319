import { accessCauses } from './access.ts'
import { agreementCauses } from './agreement.ts'
import { callCauses } from './calls.ts'
import type { Cause } from './cause.ts'
import { clockCauses } from './clock.ts'
import { faultCauses } from './faults.ts'
import { holdCauses } from './holds.ts'
import { mandateCauses } from './mandates.ts'
import { replayCauses } from './replay.ts'
import { routeCauses } from './routes.ts'
import { signInCauses } from './sign-in.ts'
import { sourceCauses } from './sources.ts'
import { stateCauses } from './states.ts'
import { thingCauses } from './things.ts'

export { type Cause, callers } from './cause.ts'

/** Why each refusal usually comes and what it answers. A code that stands nowhere here fails a test. */
export const causes: Readonly<Record<string, Cause>> = {
  ...callCauses,
  ...accessCauses,
  ...signInCauses,
  ...agreementCauses,
  ...clockCauses,
  ...holdCauses,
  ...mandateCauses,
  ...replayCauses,
  ...routeCauses,
  ...sourceCauses,
  ...thingCauses,
  ...stateCauses,
  ...faultCauses
}
