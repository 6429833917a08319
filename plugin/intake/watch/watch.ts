import { PlatformError } from '../../../adapters/errors.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { dropWatchList, readWatchList } from '../../store/records/lists/watch-lists.ts'
import { dropLoopStatus, readLoopStatus, writeLoopStatus } from '../../store/records/loop-status.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import { StoreError } from '../../store/store-error.ts'
import { type Look, lookAtPlatform } from './look-at-platform.ts'
import type { WatchParts } from './parts.ts'
import { removeWatchSource } from './watch-source.ts'

/** How the watch of one platform stands. Times ISO 8601. */
export interface WatchStatus {
  readonly lastCompleteAt: string | null
  /** Why the looks since then failed (a code), and since when; null: the last look was complete. */
  readonly problem: { readonly code: string; readonly since: string } | null
  /** How many deletions were there before Lethe and wait for `lethe platform adopt`. */
  readonly backlog: number
}

/** The running watch. */
export interface Watch {
  /** Null for a platform that was not looked at yet. */
  status(platform: string): Promise<WatchStatus | null>
  /** Why the looks since the last complete one failed, without opening the list; null: they did not. */
  trouble(platform: string): Promise<WatchStatus['problem']>
  /** A look now, or the one that is under way; null when there is no such platform. Throws what a look throws. */
  lookNow(platform: string): Promise<Look | null>
  /** Begins no further look, breaks off those under way, and resolves when none is left. */
  stop(): Promise<void>
}

/**
 * Who watches: the only process there is, the instance that leads, or one that only answers for it. Among several how it
 * stands is told through the store.
 */
export type WatchedBy = 'one-process' | 'leader' | 'nobody-here'

interface Watched {
  running: Promise<Look | null> | null
  problem: WatchStatus['problem']
  lastCompleteAt: string | null
  /** When the registration was made or tested that the last look used. */
  registeredAt: string | null
  bell: PromiseWithResolvers<void>
}

type Told = Pick<Watched, 'problem' | 'lastCompleteAt'>

/** How long a watch waits for a store that could not be asked. */
const faultPauseMs = 15_000

const codeOf = (error: unknown): string =>
  error instanceof PlatformError || error instanceof StoreError ? error.code : 'internal-fault'

/**
 * Watches every registered platform, each by itself: one look at a time, the next one so long after the end of the last
 * as the policy says, so that a slow platform never piles up. A pause stops what destroys, not the watch.
 */
export const startWatch = (parts: WatchParts, by: WatchedBy = 'one-process'): Watch => {
  const { store, clock, platforms, log } = parts
  const stopping = new AbortController()
  const watched = new Map<string, Watched>()
  const loops = new Map<string, Promise<void>>()

  const tellAll = async (id: string, { problem, lastCompleteAt }: Told): Promise<void> => {
    if (by !== 'one-process') await writeLoopStatus<Told>(store, 'watch', id, { problem, lastCompleteAt })
  }

  const look = async (id: string, state: Watched): Promise<Look | null> => {
    const connected = await platforms.get(id)
    if (connected === null) {
      await dropWatchList(store, id)
      await removeWatchSource(parts, id)
      if (by !== 'one-process') await dropLoopStatus(store, 'watch', id)
      return null
    }
    state.registeredAt = connected.body.registeredAt
    try {
      const seen = await lookAtPlatform(parts, connected, stopping.signal)
      state.problem = null
      state.lastCompleteAt = seen.list.lastCompleteAt
      await tellAll(id, state)
      return seen
    } catch (error) {
      if (!stopping.signal.aborted) {
        const code = codeOf(error)
        state.problem = { code, since: state.problem?.since ?? clock.now().toISOString() }
        await tellAll(id, state).catch(() => {})
        log.error({ platform: id, code }, 'a platform could not be watched')
      }
      throw error
    }
  }

  const lookOnce = (id: string, state: Watched): Promise<Look | null> => {
    state.running ??= look(id, state).finally(() => {
      state.running = null
    })
    return state.running
  }

  /** Until the next look is due by today's policy, or what failed was tested again; the bell makes it think again. */
  const rest = async (id: string, state: Watched): Promise<void> => {
    const from = clock.now().getTime()
    for (;;) {
      const connected = await platforms.get(id)
      if (connected === null || stopping.signal.aborted) return
      // Whoever mended a login and tested it is not told for minutes that it fails.
      if (state.problem !== null && connected.body.registeredAt !== state.registeredAt) return
      const { watchEveryMs } = resolvePolicy(connected.body.kind, connected.body.policy, 'platform')
      const ms = from + watchEveryMs - clock.now().getTime()
      if (ms <= 0) return
      const timer = new AbortController()
      await Promise.race([clock.sleep(ms, timer.signal).catch(() => {}), state.bell.promise])
      timer.abort()
      state.bell = Promise.withResolvers()
    }
  }

  /** A store that cannot be asked for a moment ends no watch. */
  const restFromFault = async (error: unknown, platform: string | null): Promise<void> => {
    if (stopping.signal.aborted) return
    log.error({ platform, code: codeOf(error) }, 'the watch waits until the store can be asked')
    await clock.sleep(faultPauseMs, stopping.signal).catch(() => {})
  }

  const run = async (id: string, state: Watched): Promise<void> => {
    while (!stopping.signal.aborted) {
      const seen = await lookOnce(id, state).catch(() => undefined)
      if (seen === null || stopping.signal.aborted) return
      await rest(id, state).catch(error => restFromFault(error, id))
    }
  }

  const stateOf = (id: string): Watched => {
    const known = watched.get(id)
    if (known !== undefined) return known
    const made: Watched = {
      running: null,
      problem: null,
      lastCompleteAt: null,
      registeredAt: null,
      bell: Promise.withResolvers()
    }
    watched.set(id, made)
    return made
  }

  const begin = (id: string): void => {
    if (stopping.signal.aborted || loops.has(id) || by === 'nobody-here') return
    const state = stateOf(id)
    loops.set(
      id,
      run(id, state).finally(() => loops.delete(id))
    )
  }

  const unlisten = store.onChange((kind, id) => {
    if (kind !== 'platform') return
    if (id === null) return void beginAll()
    watched.get(id)?.bell.resolve()
    begin(id)
  })
  const beginAll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        for (const { id } of await listPlatforms(store)) {
          watched.get(id)?.bell.resolve()
          begin(id)
        }
        return
      } catch (error) {
        await restFromFault(error, null)
      }
    }
  }
  const beginning = beginAll()

  return {
    async status(platform) {
      const list = await readWatchList(parts, platform)
      if (list === null) return null
      const told = by === 'one-process' ? null : await readLoopStatus<Told>(store, 'watch', platform)
      const state = told ?? watched.get(platform)
      const backlog = list.body.rows.filter(row => row.is === 'backlog').length
      const lastCompleteAt = state?.lastCompleteAt ?? list.body.lastCompleteAt
      return { lastCompleteAt, problem: state?.problem ?? null, backlog }
    },
    async trouble(platform) {
      const told = by === 'one-process' ? null : await readLoopStatus<Told>(store, 'watch', platform)
      return (told ?? watched.get(platform))?.problem ?? null
    },
    lookNow: platform => lookOnce(platform, stateOf(platform)),
    async stop() {
      stopping.abort()
      unlisten()
      for (const { bell } of watched.values()) bell.resolve()
      await beginning
      await Promise.all(loops.values())
      await Promise.allSettled([...watched.values()].map(({ running }) => running))
    }
  }
}
