import { de } from './restores/de.ts'
import { en } from './restores/en.ts'

/** Words of the pages about restores. */
export const restoreTexts = { en, de } as const
