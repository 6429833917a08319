import { openRequestOf } from '../../store/records/requests.ts'
import type { HeldRequest } from '../held-request.ts'
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

const hasUnheardDemand = async ({ store }: WorkParts, { id, folded }: HeldRequest): Promise<boolean> => {
  const document = await store.get('request', id)
  return document!.signals.some(({ n, signal }) => n > folded && (signal as { kind: string }).kind === 'demand')
}

/** Ends a request with `end`, unless a demand has come in that was not heard yet: then it is given back as it was. */
export const endUnlessJoined = (
  parts: WorkParts,
  held: HeldRequest,
  end: () => Promise<HeldRequest>
): Promise<HeldRequest> => {
  const { subject } = held.request
  if (subject === null) return end()
  return parts.store.exclusive(exclusiveKeyForSubject(subject), async () =>
    (await hasUnheardDemand(parts, held)) ? held : end()
  )
}
