import { calendarFor } from '../calendar/controller-calendar.ts'
import { type Folded, fold, type Told } from '../erasure/fold.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { deadlineOf } from '../erasure/legal-clock.ts'
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

/** What an extension tells the evidence, once: its end is known only to the controller's calendar. */
const extensionTold = (before: ErasureRequest, { extension, deadlineAt }: ErasureRequest): readonly Told[] =>
  before.extension == null && extension != null
    ? [{ kind: 'deadline-extended', actor: extension.by, data: { deadlineAt, because: extension.because } }]
    : []

/**
 * A request with what others have said to it folded in, and the end of its legal period as it now is: a suspended clock
 * moves it on, and another region or time zone may. Stored nowhere yet.
 */
export const hear = async (
  parts: Pick<WorkParts, 'keys' | 'store' | 'clock'>,
  { body }: Pick<ConnectedPlatform, 'body'>,
  { id, request, work }: { readonly id: string; readonly request: ErasureRequest; readonly work: Work },
  signals: readonly StoredSignal[]
): Promise<Folded> => {
  const folded = fold(
    request,
    work,
    signals.map(({ signal }) => signal as Signal),
    sealed => openNote(parts, id, sealed)
  )
  const calendar = await calendarFor(parts.store, body, leadingDemand(folded.request).origin)
  const deadlineAt = deadlineOf(folded.request, calendar, parts.clock.now().toISOString())
  const heard = { ...folded.request, deadlineAt }
  return { ...folded, request: heard, happenings: [...folded.happenings, ...extensionTold(request, heard)] }
}
