import { blockerCodes, blockerText } from '../blockers.ts'
import type { Language } from '../language.ts'
import { de } from './requests/de.ts'
import { en } from './requests/en.ts'
import { wordsDe } from './requests/words-de.ts'
import { wordsEn } from './requests/words-en.ts'

/** Words of the queue and of one request. */
export const requestTexts = { en, de } as const

/** What codes of a request are called. */
export const requestWords = { en: wordsEn, de: wordsDe } as const

/** Why a request is in its state, in words; what a platform itself refused stands with its code. */
export const becauseText = (code: string, language: Language): string => {
  const known = requestWords[language].becauses[code]
  if (known !== undefined) return known
  const { what } = blockerText(code, language)
  return blockerCodes.includes(code) ? what : `${what} (${code})`
}

/** Where an answer comes from, in words. @param nameOf what the site called a fact provider */
export const sourceText = (source: string, language: Language, nameOf: (id: string) => string): string => {
  const words = requestWords[language]
  const provider = /^fact-provider-(.+)$/.exec(source)?.[1]
  return provider === undefined ? (words.sources[source] ?? source) : words.provider(nameOf(provider))
}
