import type { FastifyRequest } from 'fastify'
import { type Language, languageOfHeaders } from '../texts/language.ts'

export { languageCookie } from '../texts/language.ts'

/** The language that a reader has chosen, else the one that their browser asks for. */
export const languageOfReader = ({ headers }: FastifyRequest): Language => languageOfHeaders(headers)
