import { createTransport } from 'nodemailer'
import type { Subject } from '../../adapters/contract.ts'
import { isBegunAtPlatform } from '../erasure/begun-at-platform.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import { lastStepOf, reasonsOf } from '../erasure/reasons.ts'
import type { ErasureRequest, OutboxMessage, Work } from '../erasure/request.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { makeLink } from '../store/records/links.ts'
import { mayBegin } from '../store/records/platforms.ts'
import { blockerText } from '../texts/blockers.ts'
import { type Language, languageOf } from '../texts/language.ts'
import { mailText } from '../texts/mail.ts'
import type { MailContext, MailLinks } from '../texts/mail-context.ts'
import { nameReuse } from '../texts/name-reuse.ts'
import { type WarningKind, warningText } from '../texts/warnings.ts'

/** A message that has no address: nobody can be told, and saying so is all there is to do. */
export class NoAddressError extends Error {
  readonly code = 'no-address'
}

type LinkSeals = Parameters<typeof makeLink>[0]

const writeInstant = (at: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(Date.parse(at))

/** Built from the configured public address, never from what a caller sent. */
const linksOf = (seals: LinkSeals, request: ErasureRequest, work: Work, platform: PlatformBody): MailLinks | null => {
  const { gateway, registration } = platform
  if (gateway == null) return null
  const { id, deadlineAt } = request
  const page = (path: string) => new URL(`/lethe/${path}`, gateway.publicUrl).href
  return {
    help: page(''),
    confirm: mayBegin(platform) ? page(`confirm/${makeLink(seals, 'confirm', id, deadlineAt)}`) : null,
    withdraw: page(`withdraw/${makeLink(seals, 'withdraw', id, deadlineAt)}`),
    pressAgain: lastStepOf(leadingDemand(request), gateway.mode) === 'password',
    isLocked: isBegunAtPlatform(work.reading?.facts ?? {}),
    mayCancel: registration.capabilities.cancel !== false
  }
}

const contextOf = (seals: LinkSeals, request: ErasureRequest, work: Work, platform: PlatformBody): MailContext => {
  const language = languageOf(work.subject!.language)
  const opening = Object.values(work.openings)[0]
  const at = request.coolOffEndsAt
  const leading = leadingDemand(request)
  const { timeZone } = resolvePolicy(platform.kind, platform.policy, leading.origin)
  const plan = work.plan ?? work.reading?.plan ?? null
  const reasons = reasonsOf(request.verdicts, lastStepOf(leading, platform.gateway?.mode), plan)
  return {
    platform: platform.name,
    username: work.subject!.username,
    erasureAt: at === null ? null : writeInstant(at, language, timeZone),
    request: request.id,
    opening: opening === undefined ? null : Buffer.from(JSON.stringify(opening)).toString('base64url'),
    nameReuse: nameReuse[platform.kind][language],
    blockers: reasons.map(({ code, objects }) => blockerText(code, language, objects)),
    links: linksOf(seals, request, work, platform)
  }
}

/** Sends the messages of requests by SMTP, to the address in the vault, in the language that the subject chose. */
export const createMailer = (mail: { readonly url: string; readonly from: string }, seals: LinkSeals) => {
  const transport = createTransport({
    url: mail.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000
  })
  return {
    /** Resolves when the mail server took it. Throws `NoAddressError` or what the server said. */
    async send(message: OutboxMessage, request: ErasureRequest, work: Work, platform: PlatformBody): Promise<void> {
      if (work.subject === null || work.subject.email === null) throw new NoAddressError('no-address')
      const { subject, text } = mailText(
        message.kind,
        languageOf(work.subject.language),
        contextOf(seals, request, work, platform)
      )
      await transport.sendMail({
        from: mail.from,
        to: work.subject.email,
        subject,
        text,
        // The same message keeps its id, so that a mail server can drop a second copy.
        messageId: `<${message.id}@lethe.invalid>`,
        headers: { 'Auto-Submitted': 'auto-generated' }
      })
    },
    /** Tells somebody what is about to happen to their account; as `send`. */
    async warn(
      kind: WarningKind,
      { email, username, language: tongue }: Subject,
      { platform, at, id }: { readonly platform: string; readonly at: string | null; readonly id: string }
    ): Promise<void> {
      if (email === null) throw new NoAddressError('no-address')
      const language = languageOf(tongue)
      const day = at === null ? null : writeInstant(at, language, 'UTC')
      const { subject, text } = warningText(kind, language, { platform, username, at: day })
      await transport.sendMail({
        from: mail.from,
        to: email,
        subject,
        text,
        messageId: `<${id}@lethe.invalid>`,
        headers: { 'Auto-Submitted': 'auto-generated' }
      })
    },
    close: () => transport.close()
  }
}
