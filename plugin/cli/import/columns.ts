/** A column of a list of demands: its heading, what stands in it, and where that goes in a demand (JSON pointer). */
export interface Column {
  readonly name: string
  readonly means: string
  readonly at: string
}

/** Ways to name the subject; two of them in each row. */
export const identifierKinds = ['platform-id', 'username', 'email', 'external-id'] as const

/** Every column there can be. */
export const columns: readonly Column[] = [
  { name: 'platform-id', means: 'number of the account', at: '' },
  { name: 'username', means: 'login', at: '' },
  { name: 'email', means: 'e-mail address', at: '' },
  { name: 'external-id', means: 'name in another system', at: '' },
  { name: 'origin', means: 'who asks: on-behalf (unless said), identity-manager, lifecycle or self', at: '/origin' },
  { name: 'article', means: 'the ground, for example 17(1)', at: '/ground/article' },
  { name: 'letter', means: 'its letter', at: '/ground/letter' },
  {
    name: 'received-at',
    means: 'when the demand was received: 2026-09-01, 01.09.2026 or an instant',
    at: '/receivedAt'
  },
  { name: 'acknowledged', means: 'yes: the subject was told the consequences and agreed', at: '/acknowledged' },
  { name: 'copy', means: 'whether they want a copy: asked, not-wanted or not-said', at: '/copy' },
  { name: 'proof', means: 'how the subject proved who they are', at: '/proof/kind' },
  { name: 'proof-at', means: 'when they did', at: '/proof/at' },
  { name: 'mandate', means: 'consent-to-act, guardian, estate or standing-rule', at: '/mandate/kind' },
  { name: 'mandate-who', means: 'who may ask', at: '/mandate/who' },
  { name: 'mandate-how', means: 'how it was obtained', at: '/mandate/how' },
  { name: 'mandate-reference', means: 'file or section of a rule', at: '/mandate/reference' },
  { name: 'mandate-obtained-on', means: 'the day on which it was given', at: '/mandate/obtainedOn' },
  { name: 'mandate-expires-at', means: 'when it ends', at: '/mandate/expiresAt' },
  { name: 'cannot-ask', means: 'why the subject cannot ask themselves', at: '/mandate/cannotAsk' },
  { name: 'note', means: 'a note, sealed', at: '/note' }
]

const names = new Map(columns.map(({ name }) => [name, name]))

/** A heading in the one spelling: `Received At`, `received_at` and `received-at` are the same; null: there is none. */
export const columnOf = (heading: string): string | null =>
  names.get(heading.toLowerCase().replace(/[\s_]+/g, '-')) ?? null
