import { leadingDemand } from '../erasure/leading-demand.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { SourceBody } from '../store/records/bodies.ts'
import { isReleased } from '../store/records/sources.ts'
import type { WorkParts } from './parts.ts'

/**
 * The mass-deletion brake: what a source brings in over its number in an hour stays `accepted` until as many people as
 * the source needs have released the hour. The first ones of the hour pass, and count also when they have ended;
 * demands of persons over the API are not braked. A source that is gone without a trace releases nothing.
 */
export const isBraked = async ({ store }: WorkParts, request: ErasureRequest): Promise<boolean> => {
  const { by, acceptedAt, arrival } = leadingDemand(request)
  if (arrival === null) return false
  const source = await store.get<SourceBody>('source', by)
  if (source === null) return true
  return arrival > source.body.brakePerHour && !isReleased(source.body, acceptedAt.slice(0, 13))
}
