import { hash } from 'node:crypto'
import type { Clock } from '../../clock.ts'

/** So many messages of a platform are followed in a minute; the others are answered and forgotten. */
const perMinute = 600
const minuteMs = 60_000
/** So many ids of messages are remembered: a repeated one is not followed again. */
const rememberedIds = 10_000

/** What keeps hints, which anybody who knows the address may send, from becoming work. All of it is in memory. */
export interface HintLimits {
  /** Whether a message of this id came before; a message without id never did. */
  isKnown(id: string | null): boolean
  /** Whether one more message of a platform is followed in this minute. */
  hasRoom(platform: string): boolean
  /** Runs at once, or when a minute has passed since it ran last for this key; what comes meanwhile is one with that. */
  spaceOut(key: string, run: () => Promise<void>): Promise<void>
  /** Resolves when nothing waits any more: after the signal. */
  settled(): Promise<void>
}

/** Limits by a clock; the signal drops what still waits. */
export const createHintLimits = (clock: Clock, signal: AbortSignal): HintLimits => {
  const ids = new Set<string>()
  const counts = new Map<string, { minute: number; count: number }>()
  const lastRun = new Map<string, number>()
  const waiting = new Map<string, Promise<void>>()
  const now = () => clock.now().getTime()

  const forgetOld = (): void => {
    for (const [key, at] of lastRun) if (now() - at > minuteMs && !waiting.has(key)) lastRun.delete(key)
  }

  const runNow = async (key: string, run: () => Promise<void>): Promise<void> => {
    lastRun.set(key, now())
    await run()
  }

  return {
    isKnown(id) {
      if (id === null) return false
      // An id is as long as its sender likes, and may be a piece of a body that would be kept with it.
      const known = hash('sha256', id)
      if (ids.has(known)) return true
      ids.add(known)
      if (ids.size > rememberedIds) ids.delete(ids.values().next().value!)
      return false
    },
    hasRoom(platform) {
      const minute = Math.floor(now() / minuteMs)
      const known = counts.get(platform)
      const count = known?.minute === minute ? known.count + 1 : 1
      counts.set(platform, { minute, count })
      return count <= perMinute
    },
    async spaceOut(key, run) {
      if (waiting.has(key)) return
      forgetOld()
      const ms = (lastRun.get(key) ?? Number.NEGATIVE_INFINITY) + minuteMs - now()
      if (ms <= 0) return runNow(key, run)
      const later = clock
        .sleep(ms, signal)
        .then(() => runNow(key, run))
        .catch(() => {})
        .finally(() => waiting.delete(key))
      waiting.set(key, later)
    },
    async settled() {
      await Promise.all(waiting.values())
    }
  }
}
