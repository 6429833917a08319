import { evidenceTexts } from '../../../texts/admin/evidence.ts'
import type { Visit } from '../frame/visit.ts'

/** Words of the pages about evidence, in the language of the reader. */
export const textsOf = ({ language }: Pick<Visit, 'language'>) => evidenceTexts[language]
