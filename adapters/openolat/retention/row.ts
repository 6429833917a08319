import type { RetentionRow, RowSources } from '../../contract.ts'

/** A row of a table before it is known whether it can be read back: only what says something must be given. */
export interface RowText {
  readonly number: number | null
  readonly id: string
  readonly category: string
  readonly scopes: RetentionRow['scopes']
  readonly outcome: RetentionRow['outcome']
  readonly because: string
  readonly sources?: Partial<RowSources>
  readonly ground?: NonNullable<RetentionRow['ground']>
  readonly sensitive?: NonNullable<RetentionRow['sensitive']>
}

/** What the icons of the table mean, by themselves and together. */
export const scopes = {
  person: ['person'],
  object: ['object'],
  system: ['system'],
  personAndObject: ['person', 'object'],
  all: ['person', 'object', 'system']
} as const satisfies Readonly<Record<string, RetentionRow['scopes']>>

/** What the older manual says where it says nothing yet. */
export const open = 'to be decided'

/** Grounds of GDPR article 17(3) for whose sake a row stays. */
export const grounds = {
  /** The freedom of expression and information of those who take part in a discussion. */
  expression: { article: '17(3)', letter: 'a' },
  /** A legal obligation, such as keeping business records. */
  obligation: { article: '17(3)', letter: 'b' },
  /** Legal claims: somebody must be able to prove what was earned or decided. */
  claims: { article: '17(3)', letter: 'e' }
} as const
