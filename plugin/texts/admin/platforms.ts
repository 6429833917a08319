import { de } from './platforms/de.ts'
import { en } from './platforms/en.ts'
import { siteDe } from './platforms/site-de.ts'
import { siteEn } from './platforms/site-en.ts'

/** Words of the pages about platforms. */
export const platformTexts = { en: { ...en, ...siteEn }, de: { ...de, ...siteDe } } as const
