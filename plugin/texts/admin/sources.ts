import { de } from './sources/de.ts'
import { en } from './sources/en.ts'

/** Words of the pages about sources. */
export const sourceTexts = { en, de } as const
