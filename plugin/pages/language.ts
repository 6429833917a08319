import type { FastifyRequest } from 'fastify'
import { type Language, languageOfHeaders, otherLanguage } from '../texts/language.ts'

export { languageCookie } from '../texts/language.ts'

/** The language that a reader has chosen, else the one that their browser asks for. */
export const languageOfReader = ({ headers }: FastifyRequest): Language => languageOfHeaders(headers)

/** Where the language is changed on our own host; back at the same address afterwards. */
export const languageAddress = (language: Language, here: string): string =>
  `/language/${otherLanguage(language)}?to=${encodeURIComponent(here)}`
