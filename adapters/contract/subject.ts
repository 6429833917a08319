/** The kinds of platform that exist. A new one starts here; the compiler then shows what it needs. */
export type PlatformKind = 'openedx' | 'openolat'

/** How a sender may name a subject. Every identifier given must match the same account. */
export type IdentifierKind = 'platform-id' | 'username' | 'email' | 'external-id'

/** One name of a subject, and of which kind it is. */
export interface Identifier {
  readonly kind: IdentifierKind
  readonly value: string
}

/** What a demand says about who is meant. */
export interface Reference {
  readonly identifiers: readonly Identifier[]
}

/**
 * One account, resolved once and kept to the end. `id` together with `bornAt` is the identity: ids come back after a
 * restore of the platform and are then given to other people.
 */
export interface Subject {
  readonly id: string
  /** Creation time of the account, ISO 8601. */
  readonly bornAt: string
  readonly username: string
  readonly email: string | null
  readonly displayName: string | null
  /** Language tag of the person's choice, where the platform says it. */
  readonly language: string | null
}

/** Who a reference means. More than one is never narrowed down by guessing. */
export type Found =
  | { readonly is: 'one'; readonly subject: Subject }
  | { readonly is: 'none' }
  | { readonly is: 'several'; readonly count: number }
