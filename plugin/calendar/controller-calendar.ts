import type { LocalCalendar } from '../erasure/deadline.ts'
import type { Origin } from '../erasure/demand.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { readController } from '../store/records/controller.ts'
import type { Store } from '../store/store.ts'
import { holidaysOf } from './holidays.ts'

/**
 * The calendar by which the legal period of a request is counted: the time zone of the platform's policy, and the public
 * holidays of the controller's region, or of another that the policy names.
 */
export const calendarFor = async (
  store: Store,
  { kind, policy }: Pick<PlatformBody, 'kind' | 'policy'>,
  origin: Origin
): Promise<LocalCalendar> => {
  const { timeZone, region } = resolvePolicy(kind, policy, origin)
  return { timeZone, isHoliday: await holidaysOf(region ?? (await readController(store)).region) }
}
