import { calendarNamesOf, earliestEnd } from '../calendar/controller-calendar.ts'
import type { CalendarName } from '../erasure/deadline/deadline.ts'
import { deadlineOf, isExtensionLapsed } from '../erasure/deadline/legal-clock.ts'
import { type Folded, fold, type Told } from '../erasure/fold.ts'
import { lapseExtension } from '../erasure/folding/clock.ts'
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

/** What the evidence says of an end that moved: only the controller's calendar knows it. */
const movedTold = (before: ErasureRequest, after: ErasureRequest, hasNewCalendar: boolean): readonly Told[] => {
  const { extension, deadlineAt } = after
  const recounted = (because: string): Told => ({
    kind: 'deadline-recounted',
    actor: 'lethe',
    data: { deadlineAt, because }
  })
  return [
    ...(hasNewCalendar ? [recounted('calendar-changed')] : []),
    ...(extension != null && before.extension?.at !== extension.at
      ? [{ kind: 'deadline-extended', actor: extension.by, data: { deadlineAt, because: extension.because } } as const]
      : []),
    ...(isExtensionLapsed(after) && extension?.lapsedAt !== before.extension?.lapsedAt
      ? [recounted('extension-not-told')]
      : [])
  ]
}

/**
 * A request with what others have said to it folded in, and the end of its legal period as it now is. A suspended clock
 * moves it on; an extension that the subject was not told of in time falls away; another region or time zone may bring
 * the end forward, and never moves what was told to a later day. Stored nowhere yet.
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
  const now = parts.clock.now().toISOString()
  const kept = lapseExtension(folded.request, now)
  const calendars = await calendarNamesOf(parts.store, body, kept)
  const endBy = (names: readonly CalendarName[]) => earliestEnd(names, calendar => deadlineOf(kept, calendar, now))
  const heard = { ...kept, calendars, deadlineAt: await endBy(calendars) }
  const { calendars: known = [] } = request
  // By the same calendars there is the same end.
  const isNew = calendars !== request.calendars
  const isBroughtForward = known.length > 0 && isNew && heard.deadlineAt !== (await endBy(known))
  return {
    ...folded,
    request: heard,
    happenings: [...folded.happenings, ...movedTold(request, heard, isBroughtForward)]
  }
}
