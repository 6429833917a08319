import type { FastifyRequest } from 'fastify'
import { type Language, languageOf } from '../texts/language.ts'

/** The cookie that keeps the language which a reader has chosen. */
export const languageCookie = 'lethe-language'

/** The language that a reader has chosen, else the one that their browser asks for. */
export const languageOfReader = ({ headers }: FastifyRequest): Language => {
  const chosen = new RegExp(`(?:^|; )${languageCookie}=(en|de)(?:;|$)`).exec(headers.cookie ?? '')?.[1]
  return languageOf(chosen ?? headers['accept-language'] ?? null)
}
