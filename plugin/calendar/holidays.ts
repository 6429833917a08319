import { dayMs } from '../durations.ts'
import type { IsHoliday } from '../erasure/deadline/deadline.ts'

/**
 * The door to the holiday library (date-holidays). Measured on Node 24: loading it takes about 240 ms and 40 MB, a
 * first year of a region about 50 ms, a further one 20. So it is loaded when the first region is asked for (a site
 * without a region never pays), and each year of a region is worked out once.
 */
const loadLibrary = async () => (await import('date-holidays')).default

type Library = Awaited<ReturnType<typeof loadLibrary>>

let library: Promise<Library> | null = null

const ask = (): Promise<Library> => {
  library ??= loadLibrary()
  return library
}

const parted = (region: string): readonly [string, string?, string?] =>
  region.split('-') as unknown as readonly [string, string?, string?]

const open = (Holidays: Library, region: string) => {
  const [country, state, part] = parted(region)
  if (part !== undefined) return new Holidays(country, state!, part)
  return state === undefined ? new Holidays(country) : new Holidays(country, state)
}

const has = (named: Readonly<Record<string, unknown>> | undefined, code: string): boolean =>
  named !== undefined && Object.hasOwn(named, code)

/**
 * Whether the public holidays of a region are known: a country of ISO 3166-1 (`DE`), a state of it (`DE-BY`), or a
 * part of a state as the library names it (`DE-BY-A`). The library itself takes an unknown state for its country
 * without a word, which would forget holidays.
 */
export const knownRegion = async (region: string): Promise<boolean> => {
  const catalogue = new (await ask())()
  const [country, state, part, ...rest] = region.split('-') as [string, string?, string?, ...string[]]
  if (rest.length > 0 || !has(catalogue.getCountries(), country)) return false
  if (state === undefined) return true
  if (!has(catalogue.getStates(country), state)) return false
  return part === undefined || has(catalogue.getRegions(country, state), part)
}

/** The whole days of a holiday. One that begins in the day, or at sunset, leaves both of its days working days. */
const wholeDays = ({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }) => {
  const [day, time] = date.split(' ') as [string, string]
  if (!time.startsWith('00:00')) return []
  const length = Math.max(Math.round((end.getTime() - start.getTime()) / dayMs), 0)
  return Array.from({ length }, (_, at) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + at * dayMs).toISOString().slice(0, 10)
  )
}

const isFreeIn = new Map<string, IsHoliday>()

const yearsOf = (Holidays: Library, region: string): IsHoliday => {
  const calendar = open(Holidays, region)
  const years = new Map<string, ReadonlySet<string>>()
  return day => {
    const year = day.slice(0, 4)
    const known = years.get(year)
    if (known !== undefined) return known.has(day)
    const holidays = calendar.getHolidays(year).filter(({ type }) => type === 'public')
    const days = new Set(holidays.flatMap(wholeDays))
    years.set(year, days)
    return days.has(day)
  }
}

const noHolidays: IsHoliday = () => false

/**
 * The public holidays of a region, for Article 2(1) of Regulation (EEC, Euratom) No 1182/71: days that the law of the
 * place makes public holidays, not bank days, school days or customs (in Germany 24 December is a working day). No
 * region: weekends only. A region must be known (`knownRegion`); what nobody knows any more counts as weekends only,
 * which is never later than the law.
 */
export const holidaysOf = async (region: string | null): Promise<IsHoliday> => {
  if (region === null) return noHolidays
  const known = isFreeIn.get(region)
  if (known !== undefined) return known
  const isHoliday = (await knownRegion(region)) ? yearsOf(await ask(), region) : noHolidays
  isFreeIn.set(region, isHoliday)
  return isHoliday
}
