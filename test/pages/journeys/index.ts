import type { Journey } from '../journey.ts'
import { bulkOf200 } from './bulk.ts'
import { byMailCode } from './code.ts'
import { firstRuns } from './first-run.ts'
import { byInstitution } from './institution.ts'
import { blockedAndBack } from './learner.ts'
import { auditor, privacyOfficer } from './officer.ts'
import { onBehalf } from './on-behalf.ts'

/** Every way through the pages; the longest begins first. */
export const journeys: readonly Journey[] = [
  bulkOf200,
  ...firstRuns,
  blockedAndBack,
  onBehalf,
  privacyOfficer,
  auditor,
  byMailCode,
  byInstitution
]
