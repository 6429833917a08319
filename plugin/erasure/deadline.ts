/** Whether a calendar day (YYYY-MM-DD, in the controller's region) is a public holiday. */
export type IsHoliday = (day: string) => boolean

const dayMs = 24 * 60 * 60 * 1000

const localDay = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    Date.parse(instant)
  )

/** The instant at which a local day begins in a time zone: noon of the day less what its clock then shows. */
const startOfDay = (day: string, timeZone: string): number => {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit'
  })
  const shown = Object.fromEntries(clock.formatToParts(noon).map(({ type, value }) => [type, value]))
  // Zones reach from -12 to +14 hours: at noon UTC it is the same day there, or the next.
  const dayShift = shown.day === day.slice(8) ? 0 : 1
  const offsetMs = ((Number(shown.hour) - 12) * 60 + Number(shown.minute)) * 60_000 + dayShift * dayMs
  return Date.parse(`${day}T00:00:00Z`) - offsetMs
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
  const [year, month, date] = localDay(receivedAt, timeZone).split('-').map(Number) as [number, number, number]
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  let day = new Date(Date.UTC(year, month, Math.min(date, lastOfNext))).toISOString().slice(0, 10)
  while (!isWorkingDay(day, isHoliday)) day = nextDay(day)
  return new Date(startOfDay(nextDay(day), timeZone) - 1).toISOString()
}

/** The instant at which a share (0 to 1) of the legal period has passed. */
export const shareOfPeriod = (receivedAt: string, deadlineAt: string, share: number): string => {
  const from = Date.parse(receivedAt)
  return new Date(from + (Date.parse(deadlineAt) - from) * share).toISOString()
}
