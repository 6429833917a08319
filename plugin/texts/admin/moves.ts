import { de } from './moves/de.ts'
import { en } from './moves/en.ts'

/** Words of what people say to a request. */
export const moveTexts = { en, de } as const

/** One thing that can be said to a request. */
export type MoveName = keyof typeof en.moves
