import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { isSelectionReleased, type SelectionBody } from '../../store/records/selections.ts'
import { isOnTrial, isReleased } from '../../store/records/sources/sources.ts'
import type { Store } from '../../store/store.ts'
import type { WorkParts } from '../parts.ts'

const isSelectionBraked = async (store: Store, batch: string, arrival: number): Promise<boolean> => {
  const selection = await store.get<SelectionBody>('selection', batch)
  if (selection === null) return true
  return arrival > selection.body.brake.perHour && !(await isSelectionReleased(store, selection.body))
}

/**
 * Why what a source brought in stays `accepted`, or null. `dry-run`: nobody has said yet that an identity manager may
 * go live. `brake`, the mass-deletion brake: it came over the number of its hour, and not as many people as are needed
 * have released that hour since it came; the first ones of the hour pass, and count also when they have ended. Single
 * demands of persons over the API are not braked, people picked from a list are. A source or a list that is gone without
 * a trace releases nothing.
 */
export const keptBackBy = async (
  { store }: Pick<WorkParts, 'store'>,
  request: ErasureRequest
): Promise<'brake' | 'dry-run' | null> => {
  const demand = leadingDemand(request)
  const { by, acceptedAt, arrival, batch } = demand
  if (arrival === null) return null
  if (batch !== undefined) return (await isSelectionBraked(store, batch, arrival)) ? 'brake' : null
  const source = await store.get<SourceBody>('source', by)
  if (source === null) return 'brake'
  if (isOnTrial(source.body, demand.origin)) return 'dry-run'
  const isOver = arrival > (demand.limit ?? source.body.brakePerHour)
  return isOver && !(await isReleased(store, source.body, acceptedAt.slice(0, 13), acceptedAt)) ? 'brake' : null
}
