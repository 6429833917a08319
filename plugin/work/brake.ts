import { leadingDemand } from '../erasure/leading-demand.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { SourceBody } from '../store/records/bodies.ts'
import { isSelectionReleased, type SelectionBody } from '../store/records/selections.ts'
import { isReleased } from '../store/records/sources.ts'
import type { Store } from '../store/store.ts'
import type { WorkParts } from './parts.ts'

const isSelectionBraked = async (store: Store, batch: string, arrival: number): Promise<boolean> => {
  const selection = await store.get<SelectionBody>('selection', batch)
  if (selection === null) return true
  return arrival > selection.body.brake.perHour && !isSelectionReleased(selection.body)
}

/**
 * The mass-deletion brake: what a source brings in over its number in an hour stays `accepted` until as many people as
 * the source needs have released the hour. The first ones of the hour pass, and count also when they have ended;
 * single demands of persons over the API are not braked, people picked from a list are. A source or a list that is gone
 * without a trace releases nothing.
 */
export const isBraked = async ({ store }: WorkParts, request: ErasureRequest): Promise<boolean> => {
  const { by, acceptedAt, arrival, batch } = leadingDemand(request)
  if (arrival === null) return false
  if (batch !== undefined) return isSelectionBraked(store, batch, arrival)
  const source = await store.get<SourceBody>('source', by)
  if (source === null) return true
  return arrival > source.body.brakePerHour && !isReleased(source.body, acceptedAt.slice(0, 13))
}
