import type { Language } from '../language.ts'
import type { MailText } from './block.ts'
import type { MailContext } from './context.ts'

/** Words one kind of mail in one language. */
export type Draw = (context: MailContext) => MailText

/** One kind of mail in every language. */
export type Kind = Readonly<Record<Language, Draw>>
