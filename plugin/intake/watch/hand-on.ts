import type { Subject } from '../../../adapters/contract.ts'
import type { Demand } from '../../erasure/demand/demand.ts'
import type { Incoming, SaidDemand } from '../../erasure/incoming.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { isBeforeErasing } from '../../erasure/states.ts'
import { findCovering } from '../../store/records/covering-request.ts'
import type { WatchedRow } from '../../store/records/lists/watch-lists.ts'
import { getPlatform } from '../../store/records/platforms/platforms.ts'
import { type RequestDocument, tellRequests } from '../../store/records/requests.ts'
import { idOfDelivery } from '../delivery-id.ts'
import { findEndedErasure } from '../ended-erasures.ts'
import { recall } from '../recall.ts'
import { takeReceipt } from '../take-receipt.ts'
import type { WatchParts } from './parts.ts'
import { getWatchSource } from './watch-source.ts'

/** Who hands a row on: the watch, inside its brake, or a person who takes a backlog over, outside it. */
export type HandedBy = { readonly by: 'watch' } | { readonly by: 'person'; readonly person: string }

/** What one row came to. */
export interface HandedOn {
  readonly request: string | null
  /** Whether a request was made for it now. */
  readonly isNew: boolean
}

/** Article 17(1) without a letter: why somebody asked on the platform, nobody there wrote down. */
const saidOf = (since: string): SaidDemand => ({
  origin: 'platform',
  ground: { article: '17(1)', letter: null },
  saidAt: since,
  proof: null,
  mandate: null,
  acknowledged: false
})

const deliveryKeyOf = ({ keys }: WatchParts, platform: string, { id, bornAt, since }: WatchedRow): string =>
  keys.hashForIndex('delivery', JSON.stringify(['watch', platform, id, bornAt, since]))

/** Whether the platform itself took a demand: then it ends when the platform forgets it. */
export const isTakenByPlatform = ({ origin, proof }: Demand): boolean =>
  origin === 'platform' || proof?.kind === 'lms-password'

/**
 * An open request of ours makes no second one. Before anything was begun it looks again, because the platform has begun
 * without us; after that the row is its own doing.
 */
const tellCovering = async ({ store, clock }: WatchParts, by: string, { id, body }: RequestDocument): Promise<void> => {
  const signal = { kind: 'recheck', by, at: clock.now().toISOString() } as const
  if (isBeforeErasing(body.state)) await tellRequests(store, [id], signal)
}

/** By the brake of the platform's policy, and by no cap: what is done already must be known. */
const placeOf = async ({ store, clock }: WatchParts, platform: string, source: string, deliveryKey: string) => {
  const { body } = await getPlatform(store, platform)
  const { brakePerHour, brakePercent, brakeTimesUsual } = resolvePolicy(body.kind, body.policy, 'platform')
  return takeReceipt(store, {
    id: idOfDelivery(deliveryKey),
    source,
    platform,
    dailyCap: Number.MAX_SAFE_INTEGER,
    isDemand: true,
    brake: { perHour: brakePerHour, percent: brakePercent, timesUsual: brakeTimesUsual },
    now: clock.now()
  })
}

/**
 * Makes a request of origin `platform` of a deletion that was begun, or done, without us; unless an open request covers
 * it or an ended one did it. The same row again, also after a crash in the middle, is the same request.
 */
export const handOn = async (
  parts: WatchParts,
  platform: { readonly id: string; readonly name: string },
  row: WatchedRow,
  subject: Subject,
  { endedSince, handedBy }: { readonly endedSince: string; readonly handedBy: HandedBy }
): Promise<HandedOn> => {
  const deliveryKey = deliveryKeyOf(parts, platform.id, row)
  const known = await recall(parts.store, deliveryKey)
  if (known !== null) return { request: known.body.request, isNew: false }
  const isWatch = handedBy.by === 'watch'
  const by = isWatch ? await getWatchSource(parts, platform) : handedBy.person
  const covering = await findCovering(parts, platform.id, subject)
  if (covering !== null) {
    await tellCovering(parts, by, covering)
    return { request: covering.id, isNew: false }
  }
  const ended = await findEndedErasure(parts, platform.id, subject, endedSince)
  if (ended !== null) return { request: ended, isNew: false }
  const incoming: Incoming = {
    type: 'account.deletion.requested',
    by,
    way: isWatch ? 'watch' : 'adopt',
    deliveryKey,
    platform: platform.id,
    identifiers: [
      { kind: 'platform-id', value: subject.id },
      { kind: 'username', value: subject.username }
    ],
    subject,
    demand: saidOf(row.since),
    notes: [],
    instants: {},
    ...(isWatch ? await placeOf(parts, platform.id, by, deliveryKey) : {})
  }
  const { body } = await parts.accept(incoming)
  return { request: body.request, isNew: true }
}
