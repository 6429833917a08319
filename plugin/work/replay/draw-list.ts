import { later } from '../../erasure/decision.ts'
import { type PlatformPolicy, resolvePolicy } from '../../erasure/policy.ts'
import { isErasure, mayBeUndone } from '../../erasure/replay.ts'
import { hasBegun } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import type { ReplayBody, ReplayDocument, ReplayRow } from '../../store/records/replays.ts'
import { type RequestDocument, requestsBy, tellRequests } from '../../store/records/requests.ts'
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
    if (platform !== body.platform || !isErasure(request.body) || vault.replay === null) continue
    if (!mayBeUndone(request.body, body.snapshotAt)) continue
    const erased = erasedAccount(parts.keys, request)
    const key = typeof erased === 'string' ? request.id : JSON.stringify([erased.id, erased.bornAt])
    const before = last.get(key)
    if (before === undefined || endedAtOf(before) <= endedAtOf(request)) last.set(key, request)
  }
  return [...last.values()]
}

/** Open requests that had begun: what they did may be undone, so they read it again before they go on. */
const tellOpen = async ({ store, clock }: ReplayParts, { body }: ReplayDocument): Promise<number> => {
  const open = await requestsBy(store, `on:${body.platform}`)
  const begun = open.filter(({ body: request }) => !isEnd(request.state) && request.actions.some(hasBegun))
  const ids = begun.map(({ id }) => id)
  const { snapshotAt, by } = body
  await tellRequests(store, ids, { kind: 'platform-restored', snapshotAt, by, at: clock.now().toISOString() })
  return ids.length
}

const origins = ['self', 'on-behalf', 'identity-manager', 'lifecycle', 'platform'] as const

/** From the snapshot until then the vault may have forgotten; null where it remembers longer than the backup is old. */
const unknownUntil = ({ connected, snapshotAt }: Reading, policy: PlatformPolicy, now: string): string | null => {
  const terms = origins.map(origin => resolvePolicy(connected.body.kind, policy, origin).keepReplayMs)
  const knownFrom = later(now, -Math.min(...terms))
  return snapshotAt < knownFrom ? knownFrom : null
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
