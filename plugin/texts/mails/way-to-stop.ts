import type { Language } from '../language.ts'
import { type Block, button } from './block.ts'
import type { MailContext } from './context.ts'

const officers: Readonly<Record<Language, string>> = {
  en: 'the privacy officer of the institution',
  de: 'die Datenschutzstelle der Einrichtung'
}

/** Whom a mail tells the subject to write to, in a language. */
export const officerOf = ({ privacyContact }: Pick<MailContext, 'privacyContact'>, language: Language): string =>
  privacyContact ?? officers[language]

const inWriting: Readonly<Record<Language, (officer: string) => string>> = {
  en: officer => `write to ${officer} in time, and give the number of the request below.`,
  de: officer => `schreiben Sie rechtzeitig an ${officer} und nennen Sie die Nummer der Anfrage unten.`
}

/**
 * How a subject stops it: by a button that leads to a page, else in writing. `when` begins the sentence (“If you want to
 * keep it”), `label` stands on the button.
 */
export const wayToStop = (context: MailContext, language: Language, when: string, label: string): Block | string =>
  context.links === null
    ? `${when}, ${inWriting[language](officerOf(context, language))}`
    : button(when, label, context.links.withdraw)
