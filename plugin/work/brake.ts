import { leadingDemand } from '../erasure/leading-demand.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { SourceBody } from '../store/records/bodies.ts'
import { arrivalKey, requestsBy } from '../store/records/requests.ts'
import type { WorkParts } from './parts.ts'

/**
 * The mass-deletion brake: what a source brings in over its number in an hour stays `accepted` until released. The
 * first ones of the hour pass; demands of persons over the API are not braked.
 */
export const isBraked = async ({ store }: WorkParts, request: ErasureRequest): Promise<boolean> => {
  const { by, acceptedAt, id } = leadingDemand(request)
  const source = await store.get<SourceBody>('source', by)
  if (source === null) return false
  const hour = acceptedAt.slice(0, 13)
  if (source.body.brakeReleases.some(release => release.hour === hour)) return false
  const arrivals = await requestsBy(store, arrivalKey(by, acceptedAt))
  const earlier = arrivals
    .flatMap(({ body }) => body.demands)
    .filter(demand => demand.by === by && demand.acceptedAt.startsWith(hour))
    .sort((one, other) => one.acceptedAt.localeCompare(other.acceptedAt) || one.id.localeCompare(other.id))
  return earlier.findIndex(demand => demand.id === id) >= source.body.brakePerHour
}
