import type { Journey } from '../journey.ts'
import { bulkOf200 } from './bulk.ts'
import { blockedAndBack } from './learner.ts'

/** Every way through the pages. */
export const journeys: readonly Journey[] = [blockedAndBack, bulkOf200]
