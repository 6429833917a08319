import type { OutboxMessage } from '../../erasure/request.ts'
import type { Language } from '../language.ts'
import { askedMails } from './asked.ts'
import type { MailText } from './block.ts'
import type { MailContext } from './context.ts'
import type { Kind } from './draw.ts'
import { endedMails } from './ended.ts'
import { noticeMails } from './notice.ts'
import { withdrawnMails } from './withdrawn.ts'

const kinds: Readonly<Record<OutboxMessage['kind'], Kind>> = {
  ...noticeMails,
  ...askedMails,
  ...withdrawnMails,
  ...endedMails
}

/** The mail of a message in a language. */
export const mailText = (kind: OutboxMessage['kind'], language: Language, context: MailContext): MailText =>
  kinds[kind][language](context)
