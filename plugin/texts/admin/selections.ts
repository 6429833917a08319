import { de } from './selections/de.ts'
import { en } from './selections/en.ts'

/** Words of the pages on which many people are picked. */
export const selectionTexts = { en, de } as const
