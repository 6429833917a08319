import type { Journey } from '../journey.ts'
import { blockedAndBack } from './learner.ts'

/** Every way through the pages. */
export const journeys: readonly Journey[] = [blockedAndBack]
