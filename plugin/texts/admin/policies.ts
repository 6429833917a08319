import { de } from './policies/de.ts'
import { en } from './policies/en.ts'

/** Words of the pages about what a site decides. */
export const policyTexts = { en, de } as const
