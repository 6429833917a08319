import type { Journey } from '../journey.ts'
import { bulkOf200 } from './bulk.ts'
import { byMailCode } from './code.ts'
import { blockedAndBack } from './learner.ts'

/** Every way through the pages. */
export const journeys: readonly Journey[] = [bulkOf200, blockedAndBack, byMailCode]
