import type { BacklogRow } from '../../../adapters/contract.ts'
import { Problem } from '../../errors.ts'
import { findCovering } from '../../store/records/covering-request.ts'
import { readWatchList, type WatchedRow, writeWatchList } from '../../store/records/lists/watch-lists.ts'
import { getPlatform } from '../../store/records/platforms/platforms.ts'
import { anotherDriver } from './driver.ts'
import { handOn } from './hand-on.ts'
import { exclusiveKeyForWatch } from './look-at-platform.ts'
import type { Connected, WatchParts } from './parts.ts'
import type { Watch } from './watch.ts'
import { accountKeyOf } from './watch-list.ts'

/** A row of a backlog, and whether it can be taken over: no request covers it. */
export interface SeenBacklogRow extends BacklogRow {
  readonly takeable: boolean
}

/** What one look at a backlog showed. It names people and is never kept. */
export interface SeenBacklog {
  readonly lookedAt: string
  readonly foreignMoves: number
  readonly isDrivenElsewhere: boolean
  readonly rows: readonly SeenBacklogRow[]
}

/** Taking a platform's backlog over from whatever drove it. */
export interface TakeOverVerbs {
  /** Reads only. Throws `PlatformError`, `platform-unknown`. */
  look(platform: string, signal: AbortSignal): Promise<SeenBacklog>
  /**
   * Takes so many over, the longest waiting first; answers their requests and how many are left. Throws `another-driver`,
   * `PlatformError`.
   */
  adopt(
    platform: string,
    take: number,
    person: string,
    signal: AbortSignal
  ): Promise<{ requests: readonly string[]; left: number }>
}

const isTakeable = (row: WatchedRow | undefined): boolean => row?.is === 'backlog'

const connectedTo = async (parts: WatchParts, platform: string): Promise<Connected> => {
  const connected = await parts.platforms.get(platform)
  if (connected === null) throw new Problem('platform-unknown')
  return connected
}

const isDriven = async ({ store }: WatchParts, platform: string): Promise<boolean> =>
  (await getPlatform(store, platform)).body.registration.problems.some(({ code }) => code === anotherDriver)

/** Puts the verbs together over the running watch: every look is one of its own, held against the one before. */
export const createTakeOver = (parts: WatchParts, watch: Pick<Watch, 'lookNow'>): TakeOverVerbs => ({
  async look(platform, signal) {
    const connected = await connectedTo(parts, platform)
    const look = await watch.lookNow(platform)
    if (look === null) throw new Problem('platform-unknown')
    const rows = await connected.platform.takeOver.backlog(signal)
    const listed = (row: BacklogRow) =>
      look.list.rows.find(({ id, bornAt }) => id === row.subject.id && bornAt === row.subject.bornAt)
    const seen: SeenBacklogRow[] = []
    for (const row of rows) {
      const isCovered = (await findCovering(parts, platform, row.subject)) !== null
      seen.push({ ...row, takeable: isTakeable(listed(row)) && !isCovered })
    }
    return {
      lookedAt: parts.clock.now().toISOString(),
      foreignMoves: look.foreignMoves,
      isDrivenElsewhere: await isDriven(parts, platform),
      rows: seen
    }
  },

  async adopt(platform, take, person, signal) {
    const { body, platform: connection } = await connectedTo(parts, platform)
    if ((await watch.lookNow(platform)) === null) throw new Problem('platform-unknown')
    if (await isDriven(parts, platform)) throw new Problem('another-driver')
    const backlog = await connection.takeOver.backlog(signal)
    const subjects = new Map(backlog.map(({ subject }) => [accountKeyOf(subject), subject]))
    return parts.store.exclusive(exclusiveKeyForWatch(platform), async () => {
      const { body: list, revision } = (await readWatchList(parts, platform))!
      const waiting = list.rows.filter(isTakeable).sort((one, other) => one.since.localeCompare(other.since))
      const requests = new Map<WatchedRow, string | null>()
      for (const row of waiting.slice(0, take)) {
        const subject = subjects.get(accountKeyOf(row))
        if (subject === undefined) continue
        const settled = {
          endedSince: list.lastCompleteAt ?? list.beganAt,
          handedBy: { by: 'person', person }
        } as const
        const { request } = await handOn(parts, { id: platform, name: body.name }, row, subject, settled)
        requests.set(row, request)
      }
      const rows = list.rows.map(row =>
        requests.has(row) ? ({ ...row, is: 'known', request: requests.get(row)! } as const) : row
      )
      await writeWatchList(parts, { ...list, rows }, revision)
      const made = [...requests.values()].filter(request => request !== null)
      return { requests: made, left: rows.filter(isTakeable).length }
    })
  }
})
