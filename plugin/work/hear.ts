import { legalDeadline } from '../erasure/deadline.ts'
import { type Folded, fold } from '../erasure/fold.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import type { Signal } from '../erasure/signals.ts'
import { openRequestNote } from '../store/records/seals.ts'
import type { StoredSignal } from '../store/store.ts'
import { VaultError } from '../vault/errors.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'

/** A note that waited until the key of its month was retired says so; what it belongs to still counts. */
const openNote = (parts: Pick<WorkParts, 'keys'>, request: string, sealed: string): string => {
  try {
    return openRequestNote(parts.keys, request, sealed)
  } catch (error) {
    if (error instanceof VaultError && error.code === 'vault-key-missing') return 'unreadable: its key was retired'
    throw error
  }
}

/** A request with what others have said to it folded in: stored nowhere yet. */
export const hear = (
  parts: Pick<WorkParts, 'keys'>,
  { body }: ConnectedPlatform,
  { id, request, work }: { readonly id: string; readonly request: ErasureRequest; readonly work: Work },
  signals: readonly StoredSignal[]
): Folded => {
  const folded = fold(
    request,
    work,
    signals.map(({ signal }) => signal as Signal),
    sealed => openNote(parts, id, sealed)
  )
  const { timeZone } = resolvePolicy(body.kind, body.policy, leadingDemand(folded.request).origin)
  // The earliest receipt keeps the clock.
  const deadlineAt = folded.request.demands.map(({ receivedAt }) => legalDeadline(receivedAt, timeZone)).sort()[0]!
  return { ...folded, request: { ...folded.request, deadlineAt } }
}
