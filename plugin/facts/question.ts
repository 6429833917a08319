import type { Question } from '../store/records/fact-providers.ts'
import type { FactValue } from '../store/records/facts.ts'
import type { Named } from './parts.ts'

/** The body of a signed question (`FactAsked` in our API document). Personal data stands here alone, never in a URL. */
export interface AskedFact {
  readonly type: 'fact.asked'
  readonly timestamp: string
  readonly data: {
    readonly question: Question
    /** Name of the platform, as it is registered. */
    readonly platform: string
    /** Null for a question about all accounts. */
    readonly subject: { readonly identifiers: readonly Named[] } | null
    /** The answer must carry it; it is good for this one question. */
    readonly token: string
    /** Where an answer that comes later is posted, signed; null: only an answer at once counts. */
    readonly answerTo: string | null
    readonly answerBy: string
  }
}

/** An answer as it was read: known, said to be unknown, or no answer to this question at all. */
export type ReadAnswer =
  | { readonly is: 'known'; readonly value: FactValue; readonly validUntil: string | null }
  | { readonly is: 'unknown' }
  | { readonly is: 'wrong' }

type Said = Readonly<Record<string, unknown>>

const mostKeys = 200_000

const isKeys = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= mostKeys &&
  value.every(key => typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key))

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Each question has one field for its answer; one that lacks it answers another question. */
const answerOf = (question: Question, { count, archived, keys }: Said): FactValue | null => {
  if (question === 'records-archived') return typeof archived === 'boolean' ? { archived } : null
  if (question === 'inactive-keys') return isKeys(keys) ? { keys } : null
  return isCount(count) ? { count } : null
}

/** Reads the answer to a question (`FactAnswer` in our API document). What is not exactly that is `wrong`. */
export const readAnswer = (question: Question, said: unknown): ReadAnswer => {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return { is: 'wrong' }
  const { is, validUntil = null } = said as Said
  if (is === 'unknown') return { is: 'unknown' }
  const value = is === 'known' ? answerOf(question, said as Said) : null
  const isTimed = validUntil === null || (typeof validUntil === 'string' && !Number.isNaN(Date.parse(validUntil)))
  if (value === null || !isTimed) return { is: 'wrong' }
  return { is: 'known', value, validUntil: validUntil === null ? null : new Date(validUntil as string).toISOString() }
}
