import { PlatformError } from '../../../adapters/errors.ts'
import { hourMs } from '../../durations.ts'
import type { Accept } from '../../erasure/incoming.ts'
import { createSpool } from '../../store/records/lists/spool.ts'
import {
  listSelections,
  runningSelections,
  type SelectionDocument,
  selectionList
} from '../../store/records/selections.ts'
import { StoreError } from '../../store/store-error.ts'
import type { WorkParts } from '../parts.ts'
import { startRung } from '../rung.ts'
import { takeSelection } from './take.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms' | 'log'> & { readonly accept: Accept }

const forgetEveryMs = hourMs
const faultPauseMs = 30_000

/** Forgets selections whose time is over, their lists first. */
const forgetSelections = async (parts: Pick<Parts, 'store' | 'keys' | 'clock'>): Promise<void> => {
  const now = parts.clock.now().toISOString()
  for (const { id, body, revision } of await listSelections(parts.store)) {
    if (body.forgetAt > now || body.state === 'running') continue
    await createSpool(parts, body.platform).drop(selectionList, [id])
    await parts.store.remove('selection', id, revision)
  }
}

/**
 * Takes in confirmed selections, one after the other, and goes on with what a restart left. Rung by the store; nothing
 * is polled but the date of forgetting. Returns how to stop.
 */
export const startSelections = (parts: Parts): (() => Promise<void>) => {
  const tell = (error: unknown, signal: AbortSignal): false => {
    const code = error instanceof StoreError || error instanceof PlatformError ? error.code : 'internal-fault'
    if (!signal.aborted) parts.log.error({ code }, 'a selection could not be taken in')
    return false
  }
  /** One that cannot go on, because its platform cannot be asked, keeps no other back. */
  const take = (selection: SelectionDocument, signal: AbortSignal): Promise<boolean> =>
    takeSelection(parts, selection, signal).then(
      () => true,
      error => tell(error, signal)
    )
  const tryAll = async (signal: AbortSignal): Promise<boolean> => {
    let isDone = true
    for (const selection of await runningSelections(parts.store)) isDone = (await take(selection, signal)) && isDone
    await forgetSelections(parts)
    return isDone
  }
  return startRung(parts, 'selection', async signal => {
    const isDone = await tryAll(signal).catch(error => tell(error, signal))
    return { pauseMs: isDone ? forgetEveryMs : faultPauseMs, isRung: isDone }
  })
}
