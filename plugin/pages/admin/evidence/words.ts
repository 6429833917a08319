import { evidenceEnglish } from '../../../texts/admin/evidence.ts'
import { evidenceGerman } from '../../../texts/admin/evidence-de.ts'
import type { Visit } from '../frame/visit.ts'

/** Words of the pages about evidence. */
export const evidenceTexts = { en: evidenceEnglish, de: evidenceGerman } as const

/** Those in the language of the reader. */
export const textsOf = ({ language }: Pick<Visit, 'language'>) => evidenceTexts[language]
