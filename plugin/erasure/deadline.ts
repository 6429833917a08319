/** Whether a calendar day (YYYY-MM-DD, in the controller's region) is a public holiday. */
export type IsHoliday = (day: string) => boolean

const dayMs = 24 * 60 * 60 * 1000

/** Tells the day (YYYY-MM-DD) that the calendar of a time zone shows at an instant. */
const calendarOf = (timeZone: string): ((instant: number) => string) => {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return instant => calendar.format(instant)
}

/**
 * The first instant of a local day. Found by halving, because a zone may change its clock in the night before, or at
 * midnight itself; zones reach from -12 to +14 hours.
 */
const startOfDay = (day: string, toLocalDay: (instant: number) => string): number => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  let before = midnight - dayMs
  let start = midnight + dayMs
  while (start - before > 1) {
    const middle = Math.floor((before + start) / 2)
    if (toLocalDay(middle) < day) before = middle
    else start = middle
  }
  return start
}

const isWorkingDay = (day: string, isHoliday: IsHoliday): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

/**
 * The end of the month that Article 12(3) GDPR gives, by Regulation (EEC, Euratom) No 1182/71: the day of receipt
 * does not count, the period ends with the same date of the next month or its last day, and a last day on a weekend
 * or public holiday moves to the next working day. Answers the last instant of that day in the controller's zone.
 */
export const legalDeadline = (receivedAt: string, timeZone: string, isHoliday: IsHoliday = () => false): string => {
  const toLocalDay = calendarOf(timeZone)
  const [year, month, date] = toLocalDay(Date.parse(receivedAt)).split('-').map(Number) as [number, number, number]
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  let day = new Date(Date.UTC(year, month, Math.min(date, lastOfNext))).toISOString().slice(0, 10)
  while (!isWorkingDay(day, isHoliday)) day = nextDay(day)
  return new Date(startOfDay(nextDay(day), toLocalDay) - 1).toISOString()
}

/** The instant at which a share (0 to 1) of the legal period has passed. */
export const shareOfPeriod = (receivedAt: string, deadlineAt: string, share: number): string => {
  const from = Date.parse(receivedAt)
  return new Date(from + (Date.parse(deadlineAt) - from) * share).toISOString()
}
