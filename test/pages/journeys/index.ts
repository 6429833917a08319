import type { Journey } from '../journey.ts'

/** Every way through the pages. */
export const journeys: readonly Journey[] = []
