import { PlatformError } from '../../../adapters/errors.ts'
import type { Accept } from '../../erasure/incoming.ts'
import {
  listSelections,
  runningSelections,
  type SelectionDocument,
  selectionList
} from '../../store/records/selections.ts'
import { createSpool } from '../../store/records/spool.ts'
import { StoreError } from '../../store/store-error.ts'
import type { WorkParts } from '../parts.ts'
import { takeSelection } from './take.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms' | 'log'> & { readonly accept: Accept }

const forgetEveryMs = 60 * 60 * 1000
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
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  let bell = Promise.withResolvers<void>()
  const unlisten = parts.store.onChange(kind => {
    if (kind === 'selection') bell.resolve()
  })
  const tell = (error: unknown): boolean => {
    const code = error instanceof StoreError || error instanceof PlatformError ? error.code : 'internal-fault'
    if (!stopping.signal.aborted) parts.log.error({ code }, 'a selection could not be taken in')
    return false
  }
  /** One that cannot go on, because its platform cannot be asked, keeps no other back. */
  const take = (selection: SelectionDocument): Promise<boolean> =>
    takeSelection(parts, selection, stopping.signal).then(() => true, tell)
  const tryAll = async (): Promise<boolean> => {
    let isDone = true
    try {
      for (const selection of await runningSelections(parts.store)) isDone = (await take(selection)) && isDone
      await forgetSelections(parts)
    } catch (error) {
      isDone = tell(error)
    }
    return isDone
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers()
      const isDone = await tryAll()
      const timer = new AbortController()
      const pause = parts.clock.sleep(isDone ? forgetEveryMs : faultPauseMs, timer.signal).catch(() => {})
      await Promise.race([pause, stopped.promise, ...(isDone ? [bell.promise] : [])])
      timer.abort()
    }
  }
  const running = run()
  return () => {
    stopping.abort()
    unlisten()
    stopped.resolve()
    return running
  }
}
