import type { Language } from '../language.ts'
import type { Block } from '../mails/block.ts'
import { wordInGerman } from './de.ts'
import { wordInEnglish } from './en.ts'
import type { Meaning, Word } from './meaning.ts'

const words: Readonly<Record<Language, Word>> = { en: wordInEnglish, de: wordInGerman }

/** What a deletion means for a subject, for the page on which they ask and the mails in which they are told. */
export const wordConsequences = (meaning: Meaning, language: Language): readonly Block[] => words[language](meaning)
