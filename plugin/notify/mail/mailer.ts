import type { Subject } from '../../../adapters/contract.ts'
import type { ErasureRequest, OutboxMessage, Work } from '../../erasure/request.ts'
import { Undelivered } from '../../erasure/undelivered.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { ControllerBody } from '../../store/records/controller.ts'
import { subjectPagesUrl } from '../../store/records/platforms/sites.ts'
import { writeInstant } from '../../texts/instants.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import { type AlarmContext, alarmText } from '../../texts/mails/alarms.ts'
import { alertText } from '../../texts/mails/alerts.ts'
import type { MailText } from '../../texts/mails/block.ts'
import { mailText } from '../../texts/mails/catalogue.ts'
import { type HoldReviewContext, holdReviewText } from '../../texts/mails/hold-review.ts'
import { mailCodeText } from '../../texts/mails/mail-code.ts'
import { type PartnerContext, partnerText } from '../../texts/mails/partner.ts'
import { drawPlain } from '../../texts/mails/plain.ts'
import { type WarningKind, warningText } from '../../texts/mails/warnings.ts'
import { alertContext } from './alert-context.ts'
import { type LinkSeals, mailContext } from './context.ts'
import { drawHtml } from './html.ts'
import { openPostbox } from './transport.ts'

type MailParts = Parameters<typeof openPostbox>[1] & {
  /** Who answers for the processing, as it is at the time of sending. */
  readController(): Promise<ControllerBody>
  /** Lets the code of a request be found, long enough after each of its mails. Throws `StoreError`. */
  noteStatusCode(request: Pick<ErasureRequest, 'id' | 'platform'>): Promise<void>
  /** The origin of our own pages; absent or null: nobody said it, and no mail leads there. */
  readonly publicUrl?: string | null
}

/** What is said without a link; the mailer knows where our pages are. */
type Unlinked<Context extends { readonly page: string | null }> = Omit<Context, 'page'>

/** A code on its way. `token`: what the link carries in its place. */
interface CodeMail {
  /** Of the mail: an attempt is one message. */
  readonly id: string
  readonly platform: string
  readonly name: string
  readonly code: string
  readonly token: string
}

/** A message that has no address: nobody can be told, and saying so is all there is to do. */
const noAddress = () => new Undelivered('no-address', { isFinal: true })

/**
 * One address and nothing else. What a platform calls an e-mail address may hold a list of them, a name or a line break,
 * and a mail library sends to everything that it can read in it.
 */
const isOneAddress = (address: string): boolean => /^[^\s<>()[\]:;,"\\@]+@[^\s<>()[\]:;,"\\@]+$/.test(address)

/** Throws `Undelivered` where there is no address, or none that a mail can go to. */
const checkAddress = (to: string | null): string => {
  if (to === null) throw noAddress()
  if (!isOneAddress(to)) throw new Undelivered('mail-address-invalid', { isFinal: true })
  return to
}

/** Sends the messages of requests by SMTP, to the address in the vault, in the language that the subject chose. */
export const createMailer = (
  mail: { readonly url: string; readonly from: string },
  seals: LinkSeals,
  around: MailParts
) => {
  const postbox = openPostbox(mail.url, around)
  const post = async (address: string | null, id: string, language: Language, draw: () => MailText): Promise<void> => {
    const to = checkAddress(address)
    const drawn = draw()
    await postbox.post({
      from: mail.from,
      to,
      subject: drawn.subject,
      text: drawPlain(drawn),
      html: drawHtml(drawn, language),
      // The same message keeps its id, so that a mail server can drop a second copy.
      messageId: `<${id}@lethe.invalid>`,
      // RFC 3834: no machine answers it.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
    })
  }
  /** A page for those who work with Lethe. */
  const staffPage = (below: string): string | null =>
    around.publicUrl == null ? null : new URL(`/admin/${below}`, around.publicUrl).href
  return {
    /** Resolves when the mail server took it. Throws `Undelivered`: `no-address`, or what the server said as a code. */
    async send(message: OutboxMessage, request: ErasureRequest, work: Work, platform: PlatformBody): Promise<void> {
      const { kind } = message
      if (kind === 'alert') throw noAddress()
      const to = checkAddress(work.subject?.email ?? null)
      const language = languageOf(work.subject?.language ?? null)
      const controller = await around.readController()
      const context = mailContext(seals, request, work, platform, controller, around.publicUrl ?? null)
      // Before it is said: a code that a mail names leads somewhere. After the address is known to be one: a demand that
      // nobody can be written to about costs no write.
      if (context.status !== null) await around.noteStatusCode(request)
      await post(to, message.id, language, () => mailText(kind, language, context))
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
    /** Sends somebody the code by which they come to our pages, to the address that the platform has; as `send`. */
    async sendCode({ email, language: tongue }: Subject, { id, platform, name, code, token }: CodeMail): Promise<void> {
      const { publicUrl = null } = around
      const link = publicUrl === null ? null : new URL(`code/${token}`, subjectPagesUrl(publicUrl, platform)).href
      const language = languageOf(tongue)
      await post(email, `code-${id}`, language, () => mailCodeText(language, { platform: name, code, link }))
    },
    /** Puts a request before somebody of the staff; as `send`, and it names nobody. */
    async alert(
      address: string,
      language: Language,
      message: OutboxMessage,
      request: ErasureRequest,
      platform: PlatformBody,
      now: string
    ): Promise<void> {
      await post(address, message.id, language, () =>
        alertText(
          language,
          alertContext(message, request, platform, language, now, staffPage(`requests/${request.id}`))
        )
      )
    },
    /** Tells somebody of the staff that the brake keeps something back; an hour is one message until it is released. */
    async alarm(address: string, language: Language, about: Unlinked<AlarmContext>): Promise<void> {
      const after = about.releasedAt === null ? '' : `-${about.releasedAt.replace(/\W/g, '')}`
      await post(address, `alarm-${about.source}-${about.hour}${after}`, language, () =>
        alarmText(language, { ...about, page: staffPage(`sources/${about.source}/kept`) })
      )
    },
    /** Tells somebody of the staff that a hold is to be looked at; the same review is one message. */
    async remindOfReview(address: string, language: Language, about: Unlinked<HoldReviewContext>): Promise<void> {
      await post(address, `hold-${about.hold}-${about.reviewAt.replace(/\W/g, '')}`, language, () =>
        holdReviewText(language, { ...about, page: staffPage('holds') })
      )
    },
    /** Asks a recipient of the subject's data to erase it; as `send`. */
    async tellPartner(address: string, language: Language, id: string, about: PartnerContext): Promise<void> {
      await post(address, id, language, () => partnerText(language, about))
    },
    /** Whether the mail server lets us in and takes our sender: null, or a code. Nothing is sent. */
    tryOut: () => postbox.tryOut(mail.from),
    close: () => postbox.close()
  }
}
