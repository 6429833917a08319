import { hourMs } from '../durations.ts'
import { clockWakesAt } from '../erasure/deadline/near-deadline.ts'
import { later } from '../erasure/decision.ts'
import type { Incoming } from '../erasure/incoming.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { Canonicalise } from '../evidence/canonical.ts'
import { appendEntry } from '../evidence/chain.ts'
import type { SourceBody } from '../store/records/bodies.ts'
import { isOnTrial } from '../store/records/sources/sources.ts'
import type { Store } from '../store/store.ts'

/** Every so many go by the worker all the same, which tries again to tell people when a mail could not be sent. */
const oneIn = 50

/**
 * Whether the brake keeps a demand back without anybody looking at it: it came over the limit, this hour of its source was
 * kept back already and nobody has released any of it. The first of an hour is the worker's, which raises the alarm.
 */
export const isKeptAtOnce = async (
  store: Store,
  { by, arrival, limit, settlesAt, batch, demand }: Incoming,
  now: string
): Promise<boolean> => {
  if (arrival === undefined || limit === undefined || arrival <= limit || demand === null) return false
  if (settlesAt !== undefined || batch !== undefined) return false
  const source = await store.look<SourceBody>('source', by)
  if (source === null || isOnTrial(source.body, demand.origin)) return false
  const { trips = [], brakeReleases } = source.body
  const hour = now.slice(0, 13)
  const trip = trips.find(one => one.hour === hour)
  if (trip === undefined || brakeReleases.some(release => release.hour === hour)) return false
  return trip.toldAt !== null || arrival % oneIn !== 0
}

/**
 * The request as the worker would leave it, in the one write that accepts it, and when it is looked at again unless people
 * speak before. A thousand demands at once cost a write each, not four.
 */
export const keptAtOnce = (
  request: ErasureRequest,
  { by, arrival }: Incoming,
  canonicalise: Canonicalise
): { readonly request: ErasureRequest; readonly dueAt: string } => {
  const { lastAt: at } = request
  const told = { at, kind: 'brake-kept', actor: 'lethe', data: { source: by, count: arrival ?? null } } as const
  const kept: ErasureRequest = {
    ...request,
    keptBack: { because: 'brake', at, foreseen: null },
    evidence: appendEntry(request.evidence, told, canonicalise)
  }
  return { request: kept, dueAt: [later(at, hourMs), clockWakesAt(kept, at) ?? '9999'].sort()[0]! }
}
