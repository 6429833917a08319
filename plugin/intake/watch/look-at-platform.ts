import type { SeenBefore, Sighting, Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { hourMs } from '../../durations.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { isEnd } from '../../erasure/states.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import {
  beginWatchList,
  readWatchList,
  type WatchedRow,
  type WatchList,
  writeWatchList
} from '../../store/records/lists/watch-lists.ts'
import { requestsBy, subjectKey, tellRequests } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import { countForeignMoves, noteAnotherDriver } from './driver.ts'
import { handOn, isTakenByPlatform } from './hand-on.ts'
import type { Connected, WatchParts } from './parts.ts'
import { accountKeyOf, compareSnapshot, isShrunk, isUnderWay } from './watch-list.ts'
import { watchSourceId } from './watch-source.ts'

/** What one complete look saw. Sightings name people and are never kept. */
export interface Look {
  readonly list: WatchList
  readonly sightings: readonly Sighting[]
  /** Rows that moved since the look before and that no request of ours moved. */
  readonly foreignMoves: number
}

/** A list that did not change is written again after this, so that a restart need not look far back. */
const refreshMs = hourMs

/** The key under which the list of a platform is read, changed and written by one at a time. */
export const exclusiveKeyForWatch = (platform: string): string => `watch:${platform}`

const collect = async (sequence: AsyncIterable<Sighting>): Promise<readonly Sighting[]> => {
  const all: Sighting[] = []
  for await (const one of sequence) all.push(one)
  return all
}

const beginList = async (parts: WatchParts, platform: string) => {
  const known = await readWatchList(parts, platform)
  if (known !== null) return { list: known.body, revision: known.revision }
  const list: WatchList = { platform, beganAt: parts.clock.now().toISOString(), lastCompleteAt: null, rows: [] }
  return { list, revision: await beginWatchList(parts, list) }
}

const openRequestOfRow = async ({ store, keys }: WatchParts, platform: string, row: WatchedRow) => {
  const [open] = await requestsBy(store, subjectKey(subjectHash(keys, platform, row)))
  if (open !== undefined) return open
  const known = row.request === null ? null : await store.get<ErasureRequest>('request', row.request)
  return known === null || isEnd(known.body.state) ? null : known
}

/**
 * A row has vanished. Where the account lives on under the same number and birth, the deletion was cancelled: what the
 * platform itself had taken is withdrawn, other demands go on. Else it came to its end there: that must be read.
 */
const settleGone = async (
  parts: WatchParts,
  { id: platform, platform: connection }: Connected,
  row: WatchedRow,
  signal: AbortSignal
): Promise<void> => {
  const open = await openRequestOfRow(parts, platform, row)
  if (open === null) return
  const found = await connection.find({ identifiers: [{ kind: 'platform-id', value: row.id }] }, signal)
  const isLiving = found.is === 'one' && found.subject.bornAt === row.bornAt
  const said = { by: watchSourceId(platform), at: parts.clock.now().toISOString() }
  const taken = open.body.demands.filter(demand => demand.withdrawnAt === null && isTakenByPlatform(demand))
  const signals: readonly Signal[] =
    isLiving && isUnderWay(row)
      ? taken.map(demand => ({ kind: 'withdraw', demand: demand.id, ...said, sealedNote: null }))
      : [{ kind: 'recheck', ...said }]
  for (const one of signals) await tellRequests(parts.store, [open.id], one)
}

/** Hands on what is new, one row after the other; a subject that another request took at this moment waits a look. */
const settleNew = async (
  parts: WatchParts,
  { id, body }: Connected,
  list: WatchList,
  subjects: ReadonlyMap<string, Subject>,
  endedSince: string
): Promise<WatchList> => {
  const rows: WatchedRow[] = []
  for (const row of list.rows) {
    const subject = subjects.get(accountKeyOf(row))
    if (row.is !== 'new' || subject === undefined) {
      rows.push(row)
      continue
    }
    try {
      const settled = { endedSince, handedBy: { by: 'watch' } } as const
      const { request } = await handOn(parts, { id, name: body.name }, row, subject, settled)
      rows.push({ ...row, is: 'known', request })
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'duplicate-key')) throw error
      rows.push(row)
    }
  }
  return { ...list, rows }
}

const seenBefore = ({ rows }: WatchList, at: string): SeenBefore => ({
  at,
  rows: rows.map(({ id, bornAt, since, phase, is }) => ({ id, bornAt, since, phase, isSettled: is !== 'new' }))
})

const isStale = (list: WatchList, now: string): boolean =>
  list.lastCompleteAt === null || Date.parse(now) - Date.parse(list.lastCompleteAt) > refreshMs

const look = async (parts: WatchParts, connected: Connected, signal: AbortSignal): Promise<Look> => {
  const { id, platform } = connected
  const begun = await beginList(parts, id)
  // Before the snapshot: what ends while it is taken is looked for again next time.
  const now = parts.clock.now().toISOString()
  const endedSince = begun.list.lastCompleteAt ?? begun.list.beganAt
  const sightings = await collect(platform.snapshot(seenBefore(begun.list, endedSince), signal))
  if (isShrunk(begun.list, sightings, now)) {
    const { shrunkSince = now } = begun.list
    if (begun.list.shrunkSince === undefined)
      await writeWatchList(parts, { ...begun.list, shrunkSince }, begun.revision)
    throw new PlatformError('surprise', 'snapshot-shrunk', { operation: 'snapshot' })
  }
  const { rows, gone, moved } = compareSnapshot(begun.list, sightings, now)
  const subjects = new Map(sightings.map(({ subject }) => [accountKeyOf(subject), subject]))
  const ofSubjects = moved.map(row => ({ row, subject: subjects.get(accountKeyOf(row))! }))
  const foreignMoves = await countForeignMoves(parts, id, ofSubjects, endedSince)
  if (foreignMoves > 0) await noteAnotherDriver(parts, id)
  for (const row of gone) await settleGone(parts, connected, row, signal)
  const { shrunkSince: _, ...known } = begun.list
  let list: WatchList = { ...known, rows, lastCompleteAt: now }
  let { revision } = begun
  const write = async () => {
    revision = await writeWatchList(parts, list, revision)
  }
  if (rows.some(row => row.is === 'new')) {
    // Not complete yet: what ended since the last complete look must be found again after a stop.
    list = { ...list, lastCompleteAt: begun.list.lastCompleteAt }
    await write()
    list = { ...(await settleNew(parts, connected, list, subjects, endedSince)), lastCompleteAt: now }
    await write()
  } else if (JSON.stringify(rows) !== JSON.stringify(begun.list.rows) || isStale(begun.list, now)) await write()
  return { list, sightings, foreignMoves }
}

/**
 * One look: a complete snapshot held against the list, and what follows from it. What is new is on the list before it
 * is handed on, so that a stop in the middle neither loses nor doubles it. An incomplete snapshot throws
 * (`PlatformError`), and nothing is concluded from it.
 */
export const lookAtPlatform = (parts: WatchParts, connected: Connected, signal: AbortSignal): Promise<Look> =>
  parts.store.exclusive(exclusiveKeyForWatch(connected.id), () => look(parts, connected, signal))
