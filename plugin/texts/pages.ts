import type { Language } from './language.ts'
import type { PageTexts } from './page-texts.ts'
import { de } from './pages-de.ts'
import { en } from './pages-en.ts'

/** The texts of the pages in a language. */
export const pageTexts: Readonly<Record<Language, PageTexts>> = { en, de }
