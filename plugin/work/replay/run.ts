import { PlatformError } from '../../../adapters/errors.ts'
import { changeReplay, movingReplays, type ReplayDocument } from '../../store/records/replays.ts'
import { StoreError } from '../../store/store-error.ts'
import { askAgain } from './ask-again.ts'
import { drawList } from './draw-list.ts'
import type { Reading, ReplayParts } from './parts.ts'

const faultPauseMs = 30_000
const idleMs = 60 * 60 * 1000

/** Carries one replay on: draws its list, or asks again for whom was released. */
export const carryOnReplay = async (parts: ReplayParts, replay: ReplayDocument, signal: AbortSignal): Promise<void> => {
  const connected = await parts.platforms.get(replay.body.platform)
  if (connected === null) {
    await changeReplay(parts.store, replay.id, body => ({ ...body, because: 'platform-unknown' }))
    return
  }
  const reading: Reading = { parts, connected, snapshotAt: replay.body.snapshotAt, signal }
  if (replay.body.state === 'running') return askAgain(reading, replay)
  const drawn = await drawList(reading, replay)
  // Dropped meanwhile: it stays dropped.
  await changeReplay(parts.store, replay.id, body => (body.state === 'looking' ? drawn : body))
}

/**
 * Carries replays on, and goes on with what a restart left. Rung by the store; a platform that cannot be reached is
 * asked again later. Returns how to stop.
 */
export const startReplays = (parts: ReplayParts): (() => Promise<void>) => {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  let bell = Promise.withResolvers<void>()
  const unlisten = parts.store.onChange(kind => {
    if (kind === 'replay') bell.resolve()
  })
  const tell = async (replay: ReplayDocument, error: unknown): Promise<false> => {
    if (stopping.signal.aborted) return false
    const code = error instanceof StoreError || error instanceof PlatformError ? error.code : 'internal-fault'
    parts.log.error({ replay: replay.id, code }, 'a replay could not go on')
    if (replay.body.because !== code) {
      await changeReplay(parts.store, replay.id, body => ({ ...body, because: code })).catch(() => {})
    }
    return false
  }
  const tryAll = async (): Promise<boolean> => {
    let isDone = true
    for (const replay of await movingReplays(parts.store)) {
      const went = await carryOnReplay(parts, replay, stopping.signal).then(
        () => true,
        error => tell(replay, error)
      )
      isDone = went && isDone
    }
    return isDone
  }
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      bell = Promise.withResolvers()
      const isDone = await tryAll().catch(() => false)
      const timer = new AbortController()
      const pause = parts.clock.sleep(isDone ? idleMs : faultPauseMs, timer.signal).catch(() => {})
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
