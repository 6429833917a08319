import { isLine } from '../../erasure/line.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import type { StandingLine } from '../../store/ended-ids/line.ts'
import { readRestoredCopy, readStarts } from '../../store/records/own/store-restores.ts'
import type { Document, Store } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import type { EndedLine } from '../parts.ts'

/** How the store stands against the ledger. */
export interface Compared {
  /** The store is older than the ledger: it came back from a backup. */
  readonly isRestored: boolean
  /** The ledger is older than the store, or gone: it protects less than it should. */
  readonly isLedgerBehind: boolean
  readonly starts: number
  /** Up to this line the store was held against the ledger before. */
  readonly settledTo: number
  /** Ends that the store does not have, the last of each request. */
  readonly missing: readonly EndedLine[]
  readonly holdsLost: readonly string[]
  readonly holdsBack: readonly string[]
  /** Lines that a stop left open and whose happening the store does not have. */
  readonly uncommitted: readonly number[]
  /**
   * When the backup was made, else the last line that the store has; and when it was written back, or the last line of
   * all: what came after a line and has none, such as a demand, is lost as well.
   */
  readonly from: string | null
  readonly until: string | null
}

type Known = 'ended' | 'open' | 'absent'

const standingOf = async (store: Store, kind: 'request' | 'hold', id: string): Promise<Known> => {
  try {
    const found: Document<unknown> | null = await store.get(kind, id)
    if (found === null) return 'absent'
    if (kind === 'hold') return found.shelf === null ? 'open' : 'ended'
    return isEnd((found.body as ErasureRequest).state) ? 'ended' : 'open'
  } catch (error) {
    // It lies aside: nobody carries it on, and it is not lost.
    if (error instanceof StoreError && error.code === 'corrupt') return 'ended'
    throw error
  }
}

const linesAtOnce = 1000

/**
 * How the requests of these lines stand, asked by what lists show of open ones. What was compared before is read only
 * where it is open again, as when one file was put back from a backup: a start must not grow with the ends.
 */
const endsIn = async (store: Store, lines: readonly EndedLine[], settledTo: number) => {
  const standings = new Map<string, Known>()
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    const some = lines.slice(at, at + linesAtOnce)
    const ids = some.map(({ request }) => request)
    const listed = new Map((await store.lines('request', ids)).map(({ id, line }) => [id, line]))
    for (const { request, n, standing } of some) {
      const line = listed.get(request)
      const isListedEnd = isLine(line) && isEnd(line.state)
      const isSettled = n <= settledTo && standing === 'closed' && !listed.has(request)
      standings.set(request, isListedEnd || isSettled ? 'ended' : await standingOf(store, 'request', request))
    }
  }
  return standings
}

const lastOf = <One extends StandingLine>(lines: readonly One[], idOf: (line: One) => string): readonly One[] => [
  ...new Map(lines.map(line => [idOf(line), line])).values()
]

type HoldLine = Extract<StandingLine, { readonly hold: string }>

const isHoldLine = (line: StandingLine): line is HoldLine => line.is === 'held' || line.is === 'lifted'

const compareHolds = async (store: Store, lines: readonly HoldLine[]) => {
  const holdsLost: string[] = []
  const holdsBack: string[] = []
  for (const { is, hold } of lastOf(lines, line => line.hold)) {
    const standing = await standingOf(store, 'hold', hold)
    if (is === 'held' && standing === 'absent') holdsLost.push(hold)
    if (is === 'lifted' && standing === 'open') holdsBack.push(hold)
  }
  return { holdsLost, holdsBack }
}

/** Whether the store has what an open line of a hold says. */
const isCommitted = async (store: Store, { is, hold }: HoldLine): Promise<boolean> =>
  (await standingOf(store, 'hold', hold)) !== (is === 'held' ? 'absent' : 'open')

const startsOf = (lines: readonly StandingLine[]): number =>
  Math.max(0, ...lines.flatMap(line => (line.is === 'started' ? line.starts : [])))

/** Of instants in ISO 8601 in UTC. */
const latestOf = (instants: readonly (string | undefined)[]): string | null =>
  instants
    .filter(at => at !== undefined)
    .sort()
    .at(-1) ?? null

/**
 * Holds the store against the ledger. Each start is counted in both, by a line around the store's: a store that counts
 * fewer is an older copy, a ledger in which one was not even begun is another one, or older. One that was copied and put back within one start shows by an end or a hold that it should have. A line
 * that was never closed proves nothing: the process stopped between line and commit. Once the store is known to be
 * older, such a line counts: rather a hold too many is looked for. What `lethe store restore` wrote says so itself.
 */
export const compareWithStore = async (store: Store, lines: readonly StandingLine[]): Promise<Compared> => {
  const counted = startsOf(lines.filter(({ standing }) => standing === 'closed'))
  const begun = startsOf(lines)
  // Damaged: what is there is told by ends and holds alone.
  const { starts, settledTo } = (await readStarts(store)) ?? { starts: counted, settledTo: 0 }
  const ended = lines.flatMap(line => (line.is === 'ended' ? [line] : []))
  const lastEnds = lastOf(ended, each => each.request)
  const standings = await endsIn(store, lastEnds, settledTo)
  const missing = lastEnds.filter(({ request }) => standings.get(request) !== 'ended')
  const known = lastEnds.flatMap(({ request, at }) => (standings.get(request) === 'ended' ? [at] : []))
  const since = lines.filter(({ n }) => n > settledTo)
  const told = since.filter(isHoldLine)
  const closed = await compareHolds(
    store,
    told.filter(({ standing }) => standing === 'closed')
  )
  const isOpenAgain = missing.some(
    ({ n, standing, request }) => n > settledTo && standing === 'closed' && standings.get(request) === 'open'
  )
  const copy = await readRestoredCopy(store)
  const isRestored =
    copy !== null || starts < counted || closed.holdsLost.length > 0 || closed.holdsBack.length > 0 || isOpenAgain
  const uncommitted = missing.filter(({ standing }) => standing === 'open').map(({ n }) => n)
  for (const line of lines.filter(isHoldLine)) {
    if (line.standing === 'open' && !(await isCommitted(store, line))) uncommitted.push(line.n)
  }
  for (const line of lines)
    if (line.is === 'started' && line.standing === 'open' && line.starts > starts) uncommitted.push(line.n)
  return {
    isRestored,
    isLedgerBehind: starts > begun,
    starts: Math.max(starts, begun),
    settledTo,
    missing,
    ...(isRestored ? await compareHolds(store, told) : closed),
    uncommitted,
    from: copy?.madeAt ?? known.sort().at(-1) ?? null,
    until: latestOf([copy?.restoredAt, lines.at(-1)?.at])
  }
}
