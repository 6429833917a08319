import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import { type Commit, commit, type HeldRequest } from '../held-request.ts'
import type { WorkParts } from '../parts.ts'

/** Joining the open request of a subject and ending it take the same critical section: else a demand could get lost. */
const exclusiveKeyForSubject = (subject: string): string => `one-subject:${subject}`

/** Joins with `join` while the other is open; else the request is given back as it was, to be decided on anew. */
export const whileOpen = (
  { store }: WorkParts,
  held: HeldRequest,
  other: string,
  join: () => Promise<HeldRequest>
): Promise<HeldRequest> => {
  const subject = held.request.subject!
  return store.exclusive(exclusiveKeyForSubject(subject), async () =>
    (await openRequestOf(store, subject, held.id)) === other ? join() : held
  )
}

/**
 * Whether demands that were said to another request count there: it is open, and does not end without having heard them
 * (but where its end was told after a restore), or it has ended with them. One that had ended before they were said heeds nothing any more.
 */
export const counts = async ({ store }: WorkParts, other: string, demands: readonly string[]): Promise<boolean> => {
  const { body } = (await store.get<ErasureRequest>('request', other))!
  return !isEnd(body.state) || demands.every(demand => body.demands.some(({ id }) => id === demand))
}

/** The last signal to a request, where no demand is among those that it has not heard; else null. */
const lastUnlessDemand = async ({ store }: WorkParts, { id, folded }: HeldRequest): Promise<number | null> => {
  const { signals } = (await store.get('request', id))!
  const isDemand = signals.some(({ n, signal }) => n > folded && (signal as { kind: string }).kind === 'demand')
  return isDemand ? null : (signals.at(-1)?.n ?? folded)
}

/** Commits an end; null: a demand has come in that was not heard, and nothing is written. */
export type CommitEnd = (change: Commit) => Promise<HeldRequest | null>

/** Whatever else is said meanwhile is not waited for: an end heeds nothing but demands. */
const commitUnlessDemand =
  (parts: WorkParts, held: HeldRequest): CommitEnd =>
  async change => {
    for (;;) {
      const heard = await lastUnlessDemand(parts, held)
      if (heard === null) return null
      try {
        return await commit(parts, held, { ...change, terms: { heard } })
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'unheard-signal')) throw error
      }
    }
  }

/**
 * Ends a request with `end`, unless a demand has come in that was not heard yet: then it is given back as it was. The
 * commit that `end` is given refuses itself for such a demand also where the section was lost with its connection.
 */
export const endUnlessJoined = async (
  parts: WorkParts,
  held: HeldRequest,
  end: (commitEnd: CommitEnd) => Promise<HeldRequest>
): Promise<HeldRequest> => {
  const { subject } = held.request
  if (subject === null) return end(change => commit(parts, held, change))
  return parts.store.exclusive(exclusiveKeyForSubject(subject), async () =>
    (await lastUnlessDemand(parts, held)) === null ? held : end(commitUnlessDemand(parts, held))
  )
}
