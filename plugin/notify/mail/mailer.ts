import { createTransport } from 'nodemailer'
import type { Subject } from '../../../adapters/contract.ts'
import type { ErasureRequest, OutboxMessage, Work } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { writeInstant } from '../../texts/instants.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import type { MailText } from '../../texts/mails/block.ts'
import { mailText } from '../../texts/mails/catalogue.ts'
import { drawPlain } from '../../texts/mails/plain.ts'
import { type WarningKind, warningText } from '../../texts/mails/warnings.ts'
import { type LinkSeals, mailContext } from './context.ts'
import { drawHtml } from './html.ts'

/** A message that has no address: nobody can be told, and saying so is all there is to do. */
export class NoAddressError extends Error {
  readonly code = 'no-address'
}

/** Sends the messages of requests by SMTP, to the address in the vault, in the language that the subject chose. */
export const createMailer = (mail: { readonly url: string; readonly from: string }, seals: LinkSeals) => {
  const transport = createTransport({
    url: mail.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000
  })
  const post = async (to: string | null, id: string, language: Language, draw: () => MailText): Promise<void> => {
    if (to === null) throw new NoAddressError('no-address')
    const drawn = draw()
    await transport.sendMail({
      from: mail.from,
      to,
      subject: drawn.subject,
      text: drawPlain(drawn),
      html: drawHtml(drawn, language),
      // The same message keeps its id, so that a mail server can drop a second copy.
      messageId: `<${id}@lethe.invalid>`,
      headers: { 'Auto-Submitted': 'auto-generated' }
    })
  }
  return {
    /** Resolves when the mail server took it. Throws `NoAddressError` or what the server said. */
    async send(message: OutboxMessage, request: ErasureRequest, work: Work, platform: PlatformBody): Promise<void> {
      const language = languageOf(work.subject?.language ?? null)
      await post(work.subject?.email ?? null, message.id, language, () =>
        mailText(message.kind, language, mailContext(seals, request, work, platform))
      )
    },
    /** Tells somebody what is about to happen to their account; as `send`. */
    async warn(
      kind: WarningKind,
      { email, username, language: tongue }: Subject,
      { platform, at, id }: { readonly platform: string; readonly at: string | null; readonly id: string }
    ): Promise<void> {
      const language = languageOf(tongue)
      const day = at === null ? null : writeInstant(at, language, 'UTC')
      await post(email, id, language, () => warningText(kind, language, { platform, username, at: day }))
    },
    close: () => transport.close()
  }
}
