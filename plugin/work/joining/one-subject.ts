import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import type { PutTerms } from '../../store/store.ts'
import { type HeldRequest, unlessOvertaken } from '../held-request.ts'
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
 * Whether demands that were said to another request count there: it is open, and cannot end without having heard them, or
 * it has ended with them. One that had ended before they were said heeds nothing any more.
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

/**
 * Ends a request with `end`, whose commit is made on the terms that it is given, unless a demand has come in that was not
 * heard yet: then it is given back as it was. The terms hold where the section was lost with its connection.
 */
export const endUnlessJoined = async (
  parts: WorkParts,
  held: HeldRequest,
  end: (terms: Pick<PutTerms, 'heard'>) => Promise<HeldRequest>
): Promise<HeldRequest> => {
  const { subject } = held.request
  if (subject === null) return end({})
  return parts.store.exclusive(exclusiveKeyForSubject(subject), async () => {
    const heard = await lastUnlessDemand(parts, held)
    if (heard === null) return held
    return end({ heard }).catch(unlessOvertaken(held))
  })
}
