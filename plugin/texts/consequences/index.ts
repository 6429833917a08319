import type { Language } from '../language.ts'
import type { Block } from '../mails/block.ts'
import { wordInGerman } from './de.ts'
import { wordInEnglish } from './en.ts'
import type { Meaning, Words } from './meaning.ts'

const words: Readonly<Record<Language, Words>> = { en: wordInEnglish, de: wordInGerman }

/**
 * Which sentences a subject has read and agreed to: it stands with their demand. Whoever changes a sentence gives it the
 * next number.
 */
export const consequencesVersion = 'v3'

/** What can be fetched before it goes, where a page says the rest elsewhere. */
export const wordFetchFirst = (meaning: Meaning, language: Language): readonly Block[] =>
  words[language].fetchFirst(meaning)

/** What a deletion means, without what can be fetched before. */
export const wordLosses = (meaning: Meaning, language: Language): readonly Block[] => {
  const { losses, rest } = words[language]
  return [...losses(meaning), ...rest(meaning)]
}

/** What a deletion means for a subject, for the page on which they ask and the mails in which they are told. */
export const wordConsequences = (meaning: Meaning, language: Language): readonly Block[] => {
  const { losses, fetchFirst, rest } = words[language]
  return [...losses(meaning), ...fetchFirst(meaning), ...rest(meaning)]
}
