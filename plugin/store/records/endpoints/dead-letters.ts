import type { Post } from '../../../erasure/post.ts'
import type { Document, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { filed } from '../change.ts'

/** An event that an endpoint did not take to the last try. It names nobody, and waits until somebody sends it again. */
export interface DeadLetterBody {
  readonly endpoint: string
  readonly request: string
  readonly platform: string
  readonly post: Post
  readonly failedAt: string
  /** When it was last refused on being sent again; absent: never. */
  readonly refusedAt?: string
}

const keyOf = (endpoint: string): string => `of:${endpoint}`

/** Keeps one, under the id of its message; once it is kept, it stays as it is. */
export const keepDeadLetter = async (store: Store, letter: DeadLetterBody): Promise<void> => {
  try {
    await store.put('dead-letter', letter.post.id, filed(letter, [keyOf(letter.endpoint)]), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
}

/** Those of an endpoint, the oldest first; behind them those that were refused again, the longest ago first. */
export const deadLettersOf = async (store: Store, endpoint: string): Promise<readonly Document<DeadLetterBody>[]> => {
  const all = await store.query<DeadLetterBody>('dead-letter', { key: keyOf(endpoint) })
  const turnOf = ({ body }: Document<DeadLetterBody>): string => `${body.refusedAt ?? ''} ${body.post.createdAt}`
  return [...all].sort((one, other) => (turnOf(one) < turnOf(other) ? -1 : 1))
}

/** How many an endpoint has. */
export const countDeadLetters = (store: Store, endpoint: string): Promise<number> =>
  store.count('dead-letter', { key: keyOf(endpoint) })

/** It was refused again: those behind it have their turn first. */
export const noteRefused = async (
  store: Store,
  { id, revision, body }: Document<DeadLetterBody>,
  refusedAt: string
): Promise<void> => {
  await store.put('dead-letter', id, filed({ ...body, refusedAt }, [keyOf(body.endpoint)]), { expected: revision })
}

/** Taken, or given up for good. */
export const dropDeadLetter = (store: Store, { id, revision }: Document<DeadLetterBody>): Promise<void> =>
  store.remove('dead-letter', id, revision)
