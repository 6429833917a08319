import { hourMs } from '../../durations.ts'
import { isEnd } from '../../erasure/states.ts'
import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import {
  forgetRestoredCopy,
  noteStoreRestore,
  pausedByRestore,
  writeStarts
} from '../../store/records/own/store-restores.ts'
import { changePlatform, listPlatforms } from '../../store/records/platforms/platforms.ts'
import { requestsBy, tellRequests } from '../../store/records/requests.ts'
import type { KnownEnds, WorkParts } from '../parts.ts'
import { type Compared, compareWithStore } from './compare.ts'

type Parts = Pick<WorkParts, 'store' | 'clock' | 'log'> & {
  readonly endedIds: EndedIds
  /** Whether other instances write into the ledger, too. */
  readonly isShared?: boolean
}

/** An open line of another instance may be about to be closed; after this that instance has died. */
const underWayMs = hourMs

/** Nothing destructive happens before a person has looked: holds and withdrawals of the time in between are gone. */
const pauseEverything = async ({ store, clock }: Parts): Promise<readonly string[]> => {
  const at = clock.now().toISOString()
  const paused = { at, by: 'lethe', because: pausedByRestore }
  const ids: string[] = []
  for (const { id, body } of await listPlatforms(store)) {
    if (body.paused !== null && body.paused.because !== pausedByRestore) continue
    await changePlatform(store, id, before => ({ ...before, paused }))
    ids.push(id)
  }
  return ids
}

/** What was begun since the backup was taken is not known: it is read before it is done. */
const doubtOpenRequests = async ({ store, clock }: Parts): Promise<void> => {
  const at = clock.now().toISOString()
  for (const state of ['erasing', 'stalled']) {
    const ids = (await requestsBy(store, `state:${state}`)).filter(({ body }) => !isEnd(body.state)).map(({ id }) => id)
    await tellRequests(store, ids, { kind: 'store-restored', at })
  }
}

const noteRestore = async (parts: Parts, compared: Compared): Promise<void> => {
  const paused = await pauseEverything(parts)
  await doubtOpenRequests(parts)
  const { missing, holdsLost, holdsBack, from, until } = compared
  await noteStoreRestore(parts.store, {
    noticedAt: parts.clock.now().toISOString(),
    from,
    until,
    ended: missing.filter(({ n }) => n > compared.settledTo).map(({ request }) => request),
    holdsLost,
    holdsBack,
    paused,
    acknowledged: null
  })
  const counts = { ended: missing.length, holdsLost: holdsLost.length, holdsBack: holdsBack.length }
  parts.log.error(
    { code: pausedByRestore, ...counts },
    'our own data came back from a backup: everything is paused until a privacy officer has looked'
  )
}

/**
 * Lines that a stop left open: closed where the store has what they say, taken back where it never came to be. Where the
 * store is older nobody can tell the two apart, and the line wins.
 */
const settleOpenLines = async (
  { endedIds, log, clock, isShared }: Parts,
  { isRestored, uncommitted }: Compared
): Promise<void> => {
  for (const line of endedIds.lines()) {
    if (line.standing === 'closed') continue
    if (isShared && Date.parse(line.at) + underWayMs > clock.now().getTime()) continue
    const isTakenBack = !isRestored && uncommitted.includes(line.n)
    if (isTakenBack && 'hold' in line) {
      // Whoever asked for it never had an answer.
      log.error({ code: 'hold-broken-off', hold: line.hold, was: line.is }, 'a stop came between: say it again')
    }
    if (isTakenBack) await endedIds.takeBack(line.n)
    else await endedIds.close(line.n)
  }
}

/**
 * Holds the store against the ledger of ended ids before anything is carried on. A store that came back from a backup is
 * told so, everything is paused, and what had ended stays ended.
 */
export const settleWithLedger = (parts: Parts): Promise<KnownEnds> =>
  parts.isShared === true ? parts.store.exclusive('settle', () => settle(parts)) : settle(parts)

const settle = async (parts: Parts): Promise<KnownEnds> => {
  const { store, endedIds, log } = parts
  if (parts.isShared === true) await endedIds.refresh()
  const compared = await compareWithStore(store, endedIds.lines())
  if (compared.isRestored) await noteRestore(parts, compared)
  await settleOpenLines(parts, compared)
  const { unreadable } = endedIds
  if (unreadable > 0) log.error({ code: 'ended-ids-unreadable', count: unreadable }, 'lines of ended ids are damaged')
  if (compared.isLedgerBehind)
    log.error({ code: 'ended-ids-behind' }, 'the ledger of ended ids is older than the data, or a copy')
  const starts = compared.starts + 1
  const settledTo = endedIds.lines().at(-1)?.n ?? 0
  await endedIds.noteAround({ is: 'started', starts }, () => writeStarts(store, { starts, settledTo }))
  // Last: a start that breaks off before notices it once more.
  await forgetRestoredCopy(store)
  const counts = compared.isRestored
    ? compared.missing
    : compared.missing.filter(({ standing }) => standing === 'closed')
  const ends = new Map(counts.map(line => [line.request, line]))
  return { endOf: request => ends.get(request) ?? null }
}
