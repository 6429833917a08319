import type { Ground } from '../erasure/demand/demand.ts'
import type { Language } from './language.ts'

/** A ground as it is cited to people. */
export const writeGround = ({ article, letter }: Ground, language: Language): string =>
  language === 'de'
    ? `Artikel ${article}${letter === null ? '' : ` Buchstabe ${letter}`} DSGVO`
    : `Article ${article}${letter === null ? '' : `(${letter})`} GDPR`
