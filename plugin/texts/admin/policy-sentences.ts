import type { Language } from '../language.ts'
import { de } from './policy-sentences/de.ts'
import { en } from './policy-sentences/en.ts'
import type { PolicySentences } from './policy-sentences/sentence.ts'

export type { SentenceParts, SuccessorShown } from './policy-sentences/sentence.ts'

/** What follows from each field of a policy, in words. */
export const policySentences: Readonly<Record<Language, PolicySentences>> = { en, de }
