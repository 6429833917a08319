import { PlatformError } from '../../../adapters/errors.ts'
import { hourMs } from '../../durations.ts'
import { changeReplay, movingReplays, type ReplayDocument } from '../../store/records/replays.ts'
import { StoreError } from '../../store/store-error.ts'
import { startRung } from '../rung.ts'
import { askAgain } from './ask-again.ts'
import { drawList } from './draw-list.ts'
import type { Reading, ReplayParts } from './parts.ts'

const faultPauseMs = 30_000
const idleMs = hourMs

/** Carries one replay on: draws its list, or asks again for whom was released. */
const carryOnReplay = async (parts: ReplayParts, replay: ReplayDocument, signal: AbortSignal): Promise<void> => {
  const connected = await parts.platforms.get(replay.body.platform)
  if (connected === null) {
    const because = 'platform-unknown'
    // Written once: what is written rings for the next round.
    if (replay.body.because === because) return
    await changeReplay(parts.store, replay.id, body => ({ ...body, because }))
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
  const tell = async (replay: ReplayDocument, error: unknown): Promise<false> => {
    const code = error instanceof StoreError || error instanceof PlatformError ? error.code : 'internal-fault'
    parts.log.error({ replay: replay.id, code }, 'a replay could not go on')
    if (replay.body.because !== code) {
      await changeReplay(parts.store, replay.id, body => ({ ...body, because: code })).catch(() => {})
    }
    return false
  }
  const tryAll = async (signal: AbortSignal): Promise<boolean> => {
    let isDone = true
    for (const replay of await movingReplays(parts.store)) {
      const went = await carryOnReplay(parts, replay, signal).then(
        () => true,
        error => (signal.aborted ? false : tell(replay, error))
      )
      isDone = went && isDone
    }
    return isDone
  }
  return startRung(parts, 'replay', async signal => {
    const isDone = await tryAll(signal).catch(() => false)
    return { pauseMs: isDone ? idleMs : faultPauseMs, isRung: isDone }
  })
}
