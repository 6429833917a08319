import { de } from './lifecycle/de.ts'
import { en } from './lifecycle/en.ts'

/** Words of the pages about accounts that nobody needs any more. */
export const lifecycleTexts = { en, de } as const
