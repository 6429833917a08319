import type { Orphan, OwnershipSnapshot } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { dayMs, hourMs } from '../../durations.ts'
import { startRounds } from '../../rounds.ts'
import { readOwnershipList, writeOwnershipList } from '../../store/records/lists/ownership-lists.ts'
import { readLoopStatus, writeLoopStatus } from '../../store/records/loop-status.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import { StoreError } from '../../store/store-error.ts'
import type { WorkParts } from '../parts.ts'

/** So few may vanish in a night without anybody wondering. */
const fewRows = 20
/** What is missing for so long is missing. */
const believedAfterMs = 3 * dayMs

/**
 * Whether most of what was owned is owned by nobody any more: a broken answer looks like that, and would make plain people
 * of sole owners. What is missing for three days is missing.
 */
export const isShrunk = (before: OwnershipSnapshot | null, { at, rows }: OwnershipSnapshot): boolean => {
  if (before === null || before.rows.length <= fewRows || rows.length * 2 >= before.rows.length) return false
  return Date.parse(at) - Date.parse(before.at) < believedAfterMs
}

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms' | 'log'>

/** The hour of the day, in UTC, from which on a new night's list is due. */
const nightHour = 1
/** After the start the process has other things to do first. */
const firstAfterMs = 10 * 60 * 1000

/** How the reading of a platform's ownerships stands; times ISO 8601. */
export interface OwnershipStatus {
  /** Since when it is being read now. */
  readonly readingSince: string | null
  /** Why the last reading broke off (a code), and when. */
  readonly problem: { readonly code: string; readonly at: string } | null
}

/** Who reads: as with the watch, the only process, the instance that leads, or one that reads when it is asked to. */
export type ReadBy = 'one-process' | 'leader' | 'nobody-here'

/** The running nights. */
export interface OwnershipNights {
  status(platform: string): Promise<OwnershipStatus>
  /** Begins a reading unless one is under way; false when the platform has no such list. */
  readNow(platform: string): Promise<boolean>
  /** Breaks off what is under way and resolves when nothing is. */
  stop(): Promise<void>
}

/** Whether a list is from before the last night. */
export const isFromBeforeLastNight = (at: string, now: string): boolean => {
  const night = Math.floor((Date.parse(now) - nightHour * hourMs) / dayMs) * dayMs + nightHour * hourMs
  return Date.parse(at) < night
}

const nameOf = ({ category, key }: Orphan): string => `${category} ${key}`

const codeOf = (error: unknown): string =>
  error instanceof PlatformError || error instanceof StoreError ? error.code : 'internal-fault'

/**
 * Reads every night who owns what on each platform that can tell: one call an object is too much for each request, so
 * all requests share the list, and its orphans are reported. A reading that breaks off leaves the list of before.
 */
export const startOwnershipNights = (parts: Parts, by: ReadBy = 'one-process'): OwnershipNights => {
  const { store, clock, platforms, log } = parts
  const stopping = new AbortController()
  const underWay = new Map<string, { readonly since: string; readonly done: Promise<void> }>()
  const problems = new Map<string, { readonly code: string; readonly at: string }>()
  const now = () => clock.now().toISOString()

  /** Keys and titles are for whoever asks for the list: the log says how many, and only when it changed. */
  const tellOrphans = (id: string, before: OwnershipSnapshot | null, { orphans }: OwnershipSnapshot): void => {
    const known = new Set(before?.orphans.map(nameOf))
    const fresh = orphans.filter(orphan => !known.has(nameOf(orphan))).length
    if (fresh === 0 && orphans.length === known.size) return
    log.info({ platform: id, orphans: orphans.length, new: fresh }, 'objects without a living owner')
  }

  const read = async (id: string): Promise<void> => {
    const connected = await platforms.get(id)
    try {
      const snapshot = await connected?.platform.ownershipSnapshot?.(stopping.signal)
      if (snapshot !== undefined) {
        const before = await readOwnershipList(parts, id)
        if (isShrunk(before, snapshot)) throw new PlatformError('surprise', 'list-shrunk', { operation: 'ownerships' })
        await writeOwnershipList(parts, { ...snapshot, platform: id })
        tellOrphans(id, before, snapshot)
      }
      problems.delete(id)
    } catch (error) {
      if (stopping.signal.aborted) return
      const code = codeOf(error)
      problems.set(id, { code, at: now() })
      log.error({ platform: id, code }, 'the ownerships of a platform could not be read')
    }
  }

  const statusOf = (id: string): OwnershipStatus => ({
    readingSince: underWay.get(id)?.since ?? null,
    problem: problems.get(id) ?? null
  })

  const tellAll = async (id: string): Promise<void> => {
    if (by !== 'one-process') await writeLoopStatus(store, 'ownership', id, statusOf(id))
  }

  const begin = (id: string): Promise<void> => {
    const known = underWay.get(id)
    if (known !== undefined) return known.done
    const done = Promise.resolve()
      .then(() => tellAll(id))
      .then(() => read(id))
      .catch(error =>
        log.error({ platform: id, code: codeOf(error) }, 'the ownerships of a platform could not be read')
      )
      .finally(() => {
        underWay.delete(id)
        return tellAll(id).catch(() => {})
      })
    underWay.set(id, { since: now(), done })
    return done
  }

  const round = async (): Promise<void> => {
    const all = await listPlatforms(store)
    for (const { id } of all) {
      const list = await readOwnershipList(parts, id)
      if (stopping.signal.aborted) return
      if (list === null || isFromBeforeLastNight(list.at, now())) await begin(id)
    }
  }

  const stopRounds =
    by === 'nobody-here'
      ? async () => {}
      : startRounds({
          clock,
          everyMs: hourMs,
          firstAfterMs,
          round,
          tell: error => log.error({ code: codeOf(error) }, 'the platforms could not be listed')
        })

  return {
    async status(id) {
      if (by === 'one-process' || underWay.has(id)) return statusOf(id)
      const told = await readLoopStatus<OwnershipStatus>(store, 'ownership', id)
      if (told === null) return statusOf(id)
      // Whoever said that it reads may have died over it.
      const isFresh = told.readingSince !== null && Date.parse(told.readingSince) + dayMs > clock.now().getTime()
      return { ...told, readingSince: isFresh ? told.readingSince : null }
    },
    async readNow(id) {
      const connected = await platforms.get(id)
      if (connected?.platform.ownershipSnapshot === undefined) return false
      void begin(id)
      return true
    },
    async stop() {
      stopping.abort()
      await stopRounds()
      await Promise.all([...underWay.values()].map(({ done }) => done))
    }
  }
}
