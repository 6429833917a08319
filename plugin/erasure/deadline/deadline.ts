import { dayMs } from '../../durations.ts'
/** Whether a calendar day (YYYY-MM-DD, in the controller's region) is a public holiday. */
export type IsHoliday = (day: string) => boolean

/** Where the controller counts its days: a zone of the IANA data base, and the public holidays of its region. */
export interface LocalCalendar {
  readonly timeZone: string
  readonly isHoliday: IsHoliday
}

/** A calendar by its names, as a request remembers it: a zone, and a region of public holidays (null: none). */
export interface CalendarName {
  readonly timeZone: string
  readonly region: string | null
}

/** How long a period is: whole months from the receipt, and days in which it did not run. */
export interface Period {
  readonly months: number
  readonly suspendedDays: number
}

/** The month of Article 12(3) GDPR. */
export const oneMonth: Period = { months: 1, suspendedDays: 0 }

const calendars = new Map<string, Intl.DateTimeFormat>()
/** Of instants that are written down: they are asked for at each decision on a request. */
const days = new Map<string, string>()
const rememberedInstants = 1000

/** The day (YYYY-MM-DD) that the calendar of a time zone shows at an instant. @throws RangeError for an unknown zone */
export const localDay = (at: string | number, timeZone: string): string => {
  if (typeof at === 'number') return dayAt(at, timeZone)
  const key = `${at} ${timeZone}`
  const known = days.get(key)
  if (known !== undefined) return known
  const day = dayAt(Date.parse(at), timeZone)
  if (days.size >= rememberedInstants) days.clear()
  days.set(key, day)
  return day
}

const dayAt = (ms: number, timeZone: string): string => {
  let calendar = calendars.get(timeZone)
  if (calendar === undefined) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    calendars.set(timeZone, calendar)
  }
  return calendar.format(ms)
}

/** Whether there is such a zone. */
export const isTimeZone = (timeZone: string): boolean => {
  try {
    return localDay(0, timeZone) !== ''
  } catch {
    return false
  }
}

/** How many days lie between two days of a calendar; negative when the second comes first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/**
 * The first instant of a local day. Found by halving, because a zone may change its clock in the night before, or at
 * midnight itself; zones reach from -12 to +14 hours.
 */
const findStartOfDay = (day: string, timeZone: string): number => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  let before = midnight - dayMs
  let start = midnight + dayMs
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2)
    if (localDay(middle, timeZone) < day) before = middle
    else start = middle
  }
  return start
}

const starts = new Map<string, number>()
const rememberedStarts = 500

/** The same, found once: what comes on one day ends on one day. */
const startOfDay = (day: string, timeZone: string): number => {
  const key = `${day} ${timeZone}`
  const known = starts.get(key)
  if (known !== undefined) return known
  const start = findStartOfDay(day, timeZone)
  if (starts.size >= rememberedStarts) starts.clear()
  starts.set(key, start)
  return start
}

const isWorkingDay = (day: string, isHoliday: IsHoliday): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The same date so many months on, or the last day of that month where it has no such date: Article 3(2)(c). */
const plusMonths = (day: string, months: number): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDate))).toISOString().slice(0, 10)
}

const hasTwoWorkingDays = (after: string, last: string, isHoliday: IsHoliday): boolean => {
  let count = 0
  for (let day = plusDays(after, 1); day <= last && count < 2; day = plusDays(day, 1))
    count += Number(isWorkingDay(day, isHoliday))
  return count >= 2
}

/** What came on one day, and is counted by one calendar, ends on one day. */
const lastDays = new WeakMap<IsHoliday, Map<string, string>>()
const rememberedDays = 500

/**
 * The last day of a period by Article 3 of Regulation (EEC, Euratom) No 1182/71, as a day of the calendar: (1) the day
 * of the event does not count; (2)(c) a period of months ends with the same date, or the last day of a shorter month;
 * (4) a last day on a public holiday, Sunday or Saturday moves to the next working day; (5) a period of two days or more
 * holds at least two working days.
 */
export const lastDayOf = (eventDay: string, { months, suspendedDays }: Period, isHoliday: IsHoliday): string => {
  const known = lastDays.get(isHoliday) ?? new Map<string, string>()
  const key = `${eventDay} ${months} ${suspendedDays}`
  const last = known.get(key) ?? findLastDay(eventDay, { months, suspendedDays }, isHoliday)
  if (known.size >= rememberedDays) known.clear()
  lastDays.set(isHoliday, known.set(key, last))
  return last
}

const findLastDay = (eventDay: string, { months, suspendedDays }: Period, isHoliday: IsHoliday): string => {
  let day = plusDays(plusMonths(eventDay, months), suspendedDays)
  while (!isWorkingDay(day, isHoliday) || !hasTwoWorkingDays(eventDay, day, isHoliday)) day = plusDays(day, 1)
  return day
}

/**
 * The end of the period that Article 12(3) GDPR gives: the last instant of its last day in the controller's zone. EDPB
 * Guidelines 01/2022 (version 2.1), paragraphs 159 to 161, count the same way: from the day on which the request reaches
 * the controller, whether or not anybody there has noticed it.
 */
export const legalDeadline = (
  receivedAt: string,
  { timeZone, isHoliday }: LocalCalendar,
  period: Period = oneMonth
): string => {
  const day = lastDayOf(localDay(receivedAt, timeZone), period, isHoliday)
  return new Date(startOfDay(plusDays(day, 1), timeZone) - 1).toISOString()
}

/**
 * Days of the controller's calendar until a deadline: 0 on its last day, negative by how many days it is overdue.
 */
export const daysLeft = (deadlineAt: string, timeZone: string, now: string): number =>
  daysBetween(localDay(now, timeZone), localDay(deadlineAt, timeZone))
