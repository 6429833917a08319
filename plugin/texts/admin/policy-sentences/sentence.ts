/** What sentences about a policy are written with. */
export interface SentenceParts {
  /** A time in milliseconds as people read it. */
  readonly time: (ms: number) => string
  /** What the platform calls a row that it keeps. */
  readonly row: (id: string) => string
  /** A ground of the law, cited. */
  readonly ground: (ground: { readonly article: string; readonly letter: string | null }) => string
  /** Several things as a list. */
  readonly list: (items: readonly string[]) => string
  /** The question of a precondition. */
  readonly question: (id: string) => string
}

/** One sentence per field: what follows from its value. `inside`: the name inside of a field that holds several. */
export type PolicySentences = Readonly<Record<string, (value: never, parts: SentenceParts, inside: string) => string>>

/** Who takes something over. */
export type Successor =
  | { readonly kind: string; readonly value: string }
  | { readonly role: string }
  | { readonly pool: readonly { readonly kind: string; readonly value: string }[] }

/** A rule about who takes something over. */
export interface SuccessorShown {
  readonly category: string
  readonly object?: string
  readonly organisation?: string
  readonly successor: Successor
}
