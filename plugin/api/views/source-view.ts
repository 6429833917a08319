import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { countPeople } from '../../store/records/people/who-is-who.ts'
import { countKept, type RequestDocument, requestsKept } from '../../store/records/requests.ts'
import { agreedTo, brakeOf, isOnTrial, isReleased, releasersOf } from '../../store/records/sources/sources.ts'
import type { Document, Store } from '../../store/store.ts'

interface Ending {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string | null
}

const secretView = ({ id, createdAt, expiresAt }: Ending, now: string) => ({
  id,
  createdAt,
  expiresAt,
  live: expiresAt === null || expiresAt > now
})

/** Base address of a source for identity managers. */
export const scimAddress = (source: string): string => `/scim/v2/${source}`

/** A source without its secrets, and how many of its requests wait for people. */
export const sourceView = async (store: Store, { id, body }: Document<SourceBody>, now: string) => {
  const { percent, timesUsual } = brakeOf(body)
  const { trips: _, addedBy: __, rotatedBy: ___, ...shown } = body
  return {
    id,
    ...shown,
    brakePercent: percent,
    brakeTimesUsual: timesUsual,
    releasersNeeded: await releasersOf(store, body),
    kept: await countKept(store, id),
    liveSince: body.liveSince ?? null,
    isOnTrial: body.origins.includes('identity-manager') && isOnTrial(body, 'identity-manager'),
    scim: body.scim
      ? {
          deactivation: body.scim.deactivation,
          namedBy: body.scim.namedBy,
          ground: body.scim.ground,
          address: scimAddress(id),
          tokens: body.scim.tokens.map(token => secretView(token, now))
        }
      : null,
    secrets: body.secrets.map(secret => secretView(secret, now))
  }
}

/** When the last of what is kept back of an hour came; null: nothing of it is. */
export const newestOf = (kept: readonly RequestDocument[], hour: string): string | null =>
  kept
    .map(({ body }) => leadingDemand(body).acceptedAt)
    .filter(at => at.slice(0, 13) === hour)
    .sort()
    .at(-1) ?? null

const itemOf = ({ id, body }: RequestDocument) => {
  const { because, at, foreseen } = body.keptBack!
  return { request: id, hour: leadingDemand(body).acceptedAt.slice(0, 13), because, keptSince: at, foreseen }
}

const sumOf = (kept: readonly RequestDocument[]) => {
  const sums = new Map<string, { next: string; because: string; count: number }>()
  for (const { body } of kept) {
    const { next, because } = (body as ErasureRequest).keptBack?.foreseen ?? {}
    if (next === undefined || because === undefined) continue
    const key = JSON.stringify([next, because])
    sums.set(key, { next, because, count: (sums.get(key)?.count ?? 0) + 1 })
  }
  return [...sums.values()]
}

/** What of a source waits for people: the hours of its brake, judged over all that is kept back, and a page of it. */
export const keptView = async (
  store: Store,
  { id, body }: Document<SourceBody>,
  kept: readonly RequestDocument[],
  limit: number
) => {
  // What came after a release stands on any page, so the shown one says nothing of an hour.
  const all = await requestsKept(store, id)
  const hours = [...(body.trips ?? [])].sort((one, other) => other.hour.localeCompare(one.hour))
  return {
    source: id,
    liveSince: body.liveSince ?? null,
    count: all.length,
    releasersNeeded: await releasersOf(store, body),
    hours: await Promise.all(
      hours.map(async trip => ({
        ...trip,
        agreed: await countPeople(store, agreedTo(body, trip.hour, newestOf(all, trip.hour) ?? '')),
        isReleased: await isReleased(store, body, trip.hour, newestOf(all, trip.hour) ?? '')
      }))
    ),
    foreseen: sumOf(kept),
    items: kept.map(itemOf),
    next: kept.length === limit ? (kept.at(-1)?.id ?? null) : null
  }
}
