import type { OutboxMessage } from '../../erasure/request.ts'
import type { Language } from '../language.ts'
import { askedMails } from './asked.ts'
import type { MailText } from './block.ts'
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

/** The mail of a message in a language. */
export const mailText = (kind: MailKind, language: Language, context: MailContext): MailText =>
  kinds[kind][language](context)
