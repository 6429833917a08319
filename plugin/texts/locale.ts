import type { Language } from './language.ts'

/**
 * What `Intl` is told for each language (BCP 47). English is written as in Europe: the day before the month, the clock of
 * 24 hours.
 */
export const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }
