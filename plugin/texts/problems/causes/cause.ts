import type { Language } from '../../language.ts'

/** Why a refusal usually comes, and where. */
export interface Cause {
  /**
   * What may be answered with it: ids of operations, `{name}` for all whose address has that part, or one of `callers`.
   */
  readonly by: readonly string[]
  /** What usually causes it, and how to see which case it is. */
  readonly because: Readonly<Record<Language, string>>
}

/** Kinds of calls that stand for many operations. */
export const callers = {
  '*': 'every call',
  '*token': 'every call with a token of a person',
  '*body': 'every call with a body',
  '*change': 'every call that changes something',
  '*scim': 'every call of SCIM',
  '*platform': 'every call that asks a platform while it is waited for',
  '*route': 'a call that a route of the reverse proxy hands over',
  '*sign-in': 'signing in on the pages',
  '*pages': 'every form of the pages'
} as const

/** The cause of one code. */
export const cause = (by: readonly string[], en: string, de: string): Cause => ({ by, because: { en, de } })
