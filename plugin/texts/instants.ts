import type { Language } from './language.ts'
import { localeOf } from './locale.ts'

/** An instant (ISO 8601) as a person reads it: date, time, and in brackets the name of the time zone. */
export const writeInstant = (at: string, language: Language, timeZone: string): string => {
  const instant = Date.parse(at)
  const written = new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone
  }).format(instant)
  const zone = new Intl.DateTimeFormat(localeOf[language], { timeZone, timeZoneName: 'long' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')
  return `${written} (${zone?.value ?? timeZone})`
}

/** The day of an instant (ISO 8601) in a time zone, as a person reads it. */
export const writeDay = (at: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone }).format(Date.parse(at))
