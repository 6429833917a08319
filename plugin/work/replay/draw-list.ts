import { later } from '../../erasure/decision.ts'
import { origins } from '../../erasure/demand/demand.ts'
import { type PlatformPolicy, resolvePolicy } from '../../erasure/policy.ts'
import { endedAsTold, isErasure, mayBeUndone, undoneFrom } from '../../erasure/replay.ts'
import { type ErasureRequest, hasBegun } from '../../erasure/request.ts'
import type { ReplayBody, ReplayDocument, ReplayRow } from '../../store/records/replays.ts'
import { openOn, type RequestDocument, tellRequests } from '../../store/records/requests.ts'
import { StoreError } from '../../store/store-error.ts'
import { everyRequest } from '../every-request.ts'
import { erasedAccount, findAgain } from './find-again.ts'
import type { Reading, ReplayParts } from './parts.ts'

const endedAtOf = ({ body }: RequestDocument): string => body.endedAt ?? ''

/**
 * The ended requests whose effect the restore can have undone. Who was erased more than once (a second restore) stands
 * there once, with the last.
 */
const listUndone = async (parts: ReplayParts, { body }: ReplayDocument): Promise<readonly RequestDocument[]> => {
  const last = new Map<string, RequestDocument>()
  for await (const request of everyRequest(parts)) {
    const { platform, vault } = request.body
    if (platform !== body.platform || !isErasure(request.body)) continue
    // Ended by the ledger: what it had done since is lost, and so may be whom it was about.
    const isAsTold = endedAsTold(request.body) && endedAtOf(request) > undoneFrom(body.snapshotAt)
    if (!isAsTold && (vault.replay === null || !mayBeUndone(request.body, body.snapshotAt))) continue
    const erased = erasedAccount(parts.keys, request)
    const key = typeof erased === 'string' ? request.id : JSON.stringify([erased.id, erased.bornAt])
    const before = last.get(key)
    if (before === undefined || endedAtOf(before) <= endedAtOf(request)) last.set(key, request)
  }
  return [...last.values()]
}

/**
 * Erasures after the snapshot that only the ledger of ended ids knows: their requests were lost with our own data, or
 * cannot be read. Whom they erased nobody knows any more.
 */
const listLost = async (
  { store, endedIds }: ReplayParts,
  { body }: ReplayDocument
): Promise<readonly Pick<ReplayRow, 'request' | 'because'>[]> => {
  const lost = new Map<string, string>()
  for (const line of endedIds?.lines() ?? []) {
    if (line.is !== 'ended' || line.platform !== body.platform) continue
    if (line.at <= undoneFrom(body.snapshotAt) || !isErasure({ state: line.end })) continue
    const found = await store.get('request', line.request).catch(error => {
      if (error instanceof StoreError && error.code === 'corrupt') return 'request-damaged' as const
      throw error
    })
    if (found === null) lost.set(line.request, 'request-lost')
    if (found === 'request-damaged') lost.set(line.request, found)
  }
  return [...lost].map(([request, because]) => ({ request, because }))
}

/** Open requests that had begun: what they did may be undone, so they read it again before they go on. */
const tellOpen = async ({ store, clock }: ReplayParts, { body }: ReplayDocument): Promise<number> => {
  const ids: string[] = []
  for (const id of await openOn(store, body.platform)) {
    const request = await store.get<ErasureRequest>('request', id)
    if (request?.body.actions.some(hasBegun)) ids.push(id)
  }
  const { snapshotAt, by } = body
  await tellRequests(store, ids, { kind: 'platform-restored', snapshotAt, by, at: clock.now().toISOString() })
  return ids.length
}

/** From the snapshot until then the vault may have forgotten; null where it remembers longer than the backup is old. */
const unknownUntil = ({ connected, snapshotAt }: Reading, policy: PlatformPolicy, now: string): string | null => {
  const terms = origins.map(origin => resolvePolicy(connected.body.kind, policy, origin).keepReplayMs)
  const knownFrom = later(now, -Math.min(...terms))
  return undoneFrom(snapshotAt) < knownFrom ? knownFrom : null
}

/** What a list was before counts on: who was asked for again is not asked for twice. */
const againOf = ({ body }: ReplayDocument, request: string): ReplayRow['again'] =>
  body.rows.find(row => row.request === request)?.again ?? null

/** Whether something on the list is still to be agreed to. */
const isWaiting = (rows: readonly ReplayRow[]): boolean =>
  rows.some(({ is, again }) => is === 'came-back' && again === null)

/**
 * Draws the list: everybody who was erased after the snapshot, and who stands there now. Reads the platform, and changes
 * nothing there. @throws PlatformError *unavailable*
 */
export const drawList = async (reading: Reading, replay: ReplayDocument): Promise<ReplayBody> => {
  const { parts, connected, signal } = reading
  const told = await tellOpen(parts, replay)
  const rows: ReplayRow[] = []
  for (const request of await listUndone(parts, replay)) {
    signal.throwIfAborted()
    const { is, because } = await findAgain(reading, request)
    rows.push({ request: request.id, is, because, again: againOf(replay, request.id) })
  }
  for (const { request, because } of await listLost(parts, replay)) {
    rows.push({ request, is: 'cannot-be-known', because, again: null })
  }
  const now = parts.clock.now().toISOString()
  const isOver = !isWaiting(rows)
  return {
    ...replay.body,
    rows,
    told: Math.max(replay.body.told, told),
    unknownUntil: unknownUntil(reading, connected.body.policy, now),
    lookedAt: now,
    state: isOver ? 'done' : 'awaiting-release',
    because: isOver ? null : 'awaiting-release',
    endedAt: isOver ? now : null
  }
}
