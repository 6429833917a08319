import { de } from './holds/de.ts'
import { en } from './holds/en.ts'

/** Words of the pages about legal holds. */
export const holdTexts = { en, de } as const
