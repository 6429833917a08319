import type { CalendarName, LocalCalendar } from '../erasure/deadline/deadline.ts'
import type { Origin } from '../erasure/demand/demand.ts'
import { leadingDemand } from '../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { readController } from '../store/records/controller.ts'
import type { Store } from '../store/store.ts'
import { holidaysOf } from './holidays.ts'

type Settings = Pick<PlatformBody, 'kind' | 'policy'>

/**
 * The names of the calendar by which a legal period is counted today: the time zone of the platform's policy, and the
 * public holidays of the controller's region, or of another that the policy names.
 */
export const calendarNameFor = async (
  store: Store,
  { kind, policy }: Settings,
  origin: Origin
): Promise<CalendarName> => {
  const { timeZone, region } = resolvePolicy(kind, policy, origin)
  return { timeZone, region: region ?? (await readController(store)).region }
}

const open = async ({ timeZone, region }: CalendarName): Promise<LocalCalendar> => ({
  timeZone,
  isHoliday: await holidaysOf(region)
})

/** The calendar by which the period of a demand that arrives now is counted. */
export const calendarFor = async (store: Store, settings: Settings, origin: Origin): Promise<LocalCalendar> =>
  open(await calendarNameFor(store, settings, origin))

const isSame = (one: CalendarName, other: CalendarName): boolean =>
  one.timeZone === other.timeZone && one.region === other.region

/** Every calendar by which a request was ever counted, and the one that counts today. */
export const calendarNamesOf = async (
  store: Store,
  settings: Settings,
  request: ErasureRequest
): Promise<readonly CalendarName[]> => {
  const { calendars = [] } = request
  const today = await calendarNameFor(store, settings, leadingDemand(request).origin)
  return calendars.some(known => isSame(known, today)) ? calendars : [...calendars, today]
}

/** The earliest of the ends that several calendars give: what was promised by one does not move when another comes. */
export const earliestEnd = async (
  names: readonly CalendarName[],
  count: (calendar: LocalCalendar) => string
): Promise<string> => (await Promise.all(names.map(open))).map(count).sort()[0]!
