import { de } from './evidence/de.ts'
import { en } from './evidence/en.ts'

/** Words of the pages about evidence. */
export const evidenceTexts = { en, de } as const
