import type { OutboxMessage } from '../../erasure/request.ts'
import type { Language } from '../language.ts'
import { askedMails } from './asked.ts'
import { type MailText, note } from './block.ts'
import { clockMails } from './clock.ts'
import type { MailContext } from './context.ts'
import type { Kind } from './draw.ts'
import { endedMails } from './ended.ts'
import { noticeMails } from './notice.ts'
import { objectionMails } from './objection.ts'
import { withdrawnMails } from './withdrawn.ts'

/** What goes to the subject; alerts go to staff. */
export type MailKind = Exclude<OutboxMessage['kind'], 'alert'>

const kinds: Readonly<Record<MailKind, Kind>> = {
  ...noticeMails,
  ...objectionMails,
  ...askedMails,
  ...clockMails,
  ...withdrawnMails,
  ...endedMails
}

/** Every kind of mail to subjects. */
export const mailKinds = Object.keys(kinds) as readonly MailKind[]

const statusLine: Readonly<Record<Language, (status: { code: string; page: string }) => string>> = {
  en: ({ code, page }) => `How it stands, without signing in: ${page}, code ${code}`,
  de: ({ code, page }) => `Wie es steht, ohne Anmeldung: ${page}, Code ${code}`
}

/** The mail of a message in a language; at its end, by what the subject learns how it stands without signing in. */
export const mailText = (kind: MailKind, language: Language, context: MailContext): MailText => {
  const text = kinds[kind][language](context)
  const { status } = context
  return status === null ? text : { ...text, blocks: [...text.blocks, note(statusLine[language](status))] }
}
