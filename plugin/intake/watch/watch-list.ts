import type { Sighting } from '../../../adapters/contract.ts'
import { dayMs } from '../../durations.ts'
import type { WatchedRow, WatchList } from '../../store/records/lists/watch-lists.ts'
import { clockSlackMs } from '../ended-erasures.ts'

/** What two complete snapshots differ in. */
export interface Compared {
  readonly rows: readonly WatchedRow[]
  /** Absent for the second time: no longer among the rows. */
  readonly gone: readonly WatchedRow[]
  /** Carried on since the last look by whoever drives; one that was begun since, and is no longer where it begins, too. */
  readonly moved: readonly WatchedRow[]
}

const absencesThatCount = 2

/** The account of a row or of a sighting, as a key of a map. */
export const accountKeyOf = ({ id, bornAt }: Pick<WatchedRow, 'id' | 'bornAt'>): string => JSON.stringify([id, bornAt])

/** Whether a deletion can still come to an end, or be taken back. */
export const isUnderWay = ({ phase }: Pick<WatchedRow, 'phase'>): boolean => phase !== 'done' && phase !== 'cancelled'

/** So few may vanish at once without anybody wondering. */
const fewRows = 20
/** What is missing for so long is missing. */
const believedAfterMs = dayMs

/** Whether a complete snapshot lacks most of what was under way: a broken answer looks like that. */
export const isShrunk = (list: WatchList, sightings: readonly Sighting[], now: string): boolean => {
  const seen = new Set(sightings.map(({ subject }) => accountKeyOf(subject)))
  const underWay = list.rows.filter(isUnderWay)
  const lost = underWay.filter(row => !seen.has(accountKeyOf(row))).length
  if (lost <= fewRows || lost * 2 <= underWay.length) return false
  return Date.parse(now) - Date.parse(list.shrunkSince ?? now) < believedAfterMs
}

/** What the platform says of a row, in the words of the list. */
const said = ({ subject, phase, state, changedAt }: Sighting) => ({
  id: subject.id,
  bornAt: subject.bornAt,
  phase,
  state,
  changedAt,
  missing: 0
})

const firstRow = (list: WatchList, sighting: Sighting, now: string): WatchedRow => {
  const since = sighting.since ?? now
  const row = { ...said(sighting), since, request: null }
  // Cancelled before we ever saw it: nothing is to be done and nothing was.
  if (sighting.phase === 'cancelled') return { ...row, is: 'known' }
  const isEarlier = sighting.since === null ? list.lastCompleteAt === null : sighting.since < list.beganAt
  if (!isEarlier) return { ...row, is: 'new' }
  return { ...row, is: isUnderWay(sighting) ? 'backlog' : 'known' }
}

/**
 * Whether somebody drives a row: it went on from where drivers take rows up. What was given up, or is called off, is
 * moved by people.
 */
const isDriven = (before: WatchedRow | null, { state, phase, since }: Sighting): boolean => {
  if (since === null || phase === 'waiting' || phase === 'cancelled') return false
  return before === null || ((before.phase === 'waiting' || before.phase === 'working') && before.state !== state)
}

/** Whether a row was begun since the last look. An older one that was not listed is back: of a restore, or by hand. */
const isBegunSince = ({ lastCompleteAt, beganAt }: WatchList, { since }: WatchedRow): boolean =>
  Date.parse(since) >= Date.parse(lastCompleteAt ?? beganAt) - clockSlackMs

/** A row that was cancelled and begun again between two looks is another one. */
const isSame = (row: WatchedRow, { since }: Sighting): boolean => since === null || row.since === since

/**
 * Holds a complete snapshot against the list. Pure; an incomplete snapshot must never come here. A row counts as gone
 * when two complete snapshots in a row lack it.
 */
export const compareSnapshot = (list: WatchList, sightings: readonly Sighting[], now: string): Compared => {
  const before = new Map(list.rows.map(row => [accountKeyOf(row), row]))
  const seen = new Set<string>()
  const rows: WatchedRow[] = []
  const moved: WatchedRow[] = []
  for (const sighting of sightings) {
    const key = accountKeyOf(sighting.subject)
    if (seen.has(key)) continue
    seen.add(key)
    const known = before.get(key)
    if (known === undefined || !isSame(known, sighting)) {
      const row = firstRow(list, sighting, now)
      rows.push(row)
      if (row.is === 'new' && isBegunSince(list, row) && isDriven(null, sighting)) moved.push(row)
      continue
    }
    const row: WatchedRow = { ...known, ...said(sighting) }
    rows.push(row)
    if (isDriven(known, sighting)) moved.push(row)
  }
  const absent = list.rows
    .filter(row => !seen.has(accountKeyOf(row)))
    .map(row => ({ ...row, missing: row.missing + 1 }))
  return {
    rows: [...rows, ...absent.filter(({ missing }) => missing < absencesThatCount)],
    gone: absent.filter(({ missing }) => missing >= absencesThatCount),
    moved
  }
}
