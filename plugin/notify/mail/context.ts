import type { Plan } from '../../../adapters/contract.ts'
import { dayMs } from '../../durations.ts'
import { isBegunAtPlatform } from '../../erasure/begun-at-platform.ts'
import { later } from '../../erasure/decision.ts'
import type { Copy } from '../../erasure/demand/demand.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { lastStepOf, reasonsOf } from '../../erasure/reasons.ts'
import type { ErasureRequest, Work } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import type { ControllerBody } from '../../store/records/controller.ts'
import { makeLink } from '../../store/records/links.ts'
import { mayBegin } from '../../store/records/platforms/platforms.ts'
import { subjectPagesUrl, takesMailCodes } from '../../store/records/platforms/sites.ts'
import { statusCodeOf } from '../../store/records/subject-codes/status-codes.ts'
import { blockerText } from '../../texts/blockers.ts'
import { wordConsequences } from '../../texts/consequences/index.ts'
import { meaningOf } from '../../texts/consequences/meaning.ts'
import { writeGround } from '../../texts/grounds.ts'
import { writeDay, writeInstant } from '../../texts/instants.ts'
import { keptRowText } from '../../texts/kept-rows/index.ts'
import { type Language, languageOf } from '../../texts/language.ts'
import type { MailContext, MailLinks } from '../../texts/mails/context.ts'
import { nameReuse } from '../../texts/name-reuse.ts'

/** What makes the tokens of links. */
export type LinkSeals = Parameters<typeof makeLink>[0]

/** Longer than the period itself: whoever comes too late is told so. */
const objectableUntil = ({ deadlineAt, endedAt }: ErasureRequest): string =>
  later(endedAt ?? deadlineAt, objectionGraceMs)

/** After that whoever wants it asks the institution. */
const certificateLinkMs = 90 * dayMs

const objectionGraceMs = 30 * dayMs

/**
 * Where the pages for a subject stand: under the platform's own host, else with us, where people come in by a code. Built
 * from configured public addresses, never from what a caller sent.
 */
const pagesOf = (request: ErasureRequest, platform: PlatformBody, publicUrl: string | null): string | null => {
  if (platform.gateway != null) return new URL('/lethe/', platform.gateway.publicUrl).href
  return publicUrl === null || !takesMailCodes(platform) ? null : subjectPagesUrl(publicUrl, request.platform)
}

const linksOf = (
  seals: LinkSeals,
  request: ErasureRequest,
  work: Work,
  platform: PlatformBody,
  pages: string | null
): MailLinks | null => {
  const { gateway, registration } = platform
  if (pages === null) return null
  const { id, deadlineAt, endedAt } = request
  const language = languageOf(work.subject?.language ?? null)
  const page = (path: string) => new URL(path, pages).href
  return {
    help: page(''),
    confirm: mayBegin(platform) ? page(`confirm/${makeLink(seals, 'confirm', id, deadlineAt)}`) : null,
    withdraw: page(`withdraw/${makeLink(seals, 'withdraw', id, deadlineAt)}`),
    object: page(`object/${makeLink(seals, 'object', id, objectableUntil(request))}`),
    certificate: page(
      `certificate/${makeLink(seals, 'certificate', id, later(endedAt ?? deadlineAt, certificateLinkMs))}?language=${language}`
    ),
    pressAgain: lastStepOf(leadingDemand(request), gateway?.mode) === 'password',
    isLocked: isBegunAtPlatform(work.reading?.facts ?? {}),
    mayCancel: registration.capabilities.cancel !== false
  }
}

/** Of several demands what was asked for counts, then what was refused. */
const copyOf = ({ demands }: ErasureRequest): Copy =>
  (['asked', 'not-wanted'] as const).find(said => demands.some(({ copy }) => copy === said)) ?? 'not-said'

/** The rows of the frozen plan that the platform keeps, changes or clears later, each with its ground if it has one. */
const keptIn = (
  plan: Plan | null,
  { retained }: ErasureRequest,
  { kind }: PlatformBody,
  language: Language
): readonly string[] =>
  (plan?.retained ?? [])
    .filter(({ outcome, count }) => outcome !== 'delete' && count !== 0)
    .map(row => {
      const ground = retained.find(({ id }) => id === row.id)?.ground ?? null
      const text = keptRowText(kind, row, language)
      return ground === null ? text : `${text} (${writeGround(ground, language)})`
    })

/** What a mail about a request may speak of, in the subject's language. The subject must be known. */
export const mailContext = (
  seals: LinkSeals,
  request: ErasureRequest,
  work: Work,
  platform: PlatformBody,
  controller: ControllerBody,
  publicUrl: string | null = null
): MailContext => {
  const language = languageOf(work.subject!.language)
  const opening = Object.values(work.openings)[0]
  const at = request.coolOffEndsAt
  const leading = leadingDemand(request)
  const policy = resolvePolicy(platform.kind, platform.policy, leading.origin)
  const { timeZone } = policy
  const erasureAt = at === null ? null : writeInstant(at, language, timeZone)
  const deadlineOn = writeDay(request.deadlineAt, language, timeZone)
  const plan = work.plan ?? work.reading?.plan ?? null
  const invitedUntil =
    request.coolOffEndsAt === null ? later(request.invitedAt ?? request.lastAt, policy.invitationMs) : null
  const pages = pagesOf(request, platform, publicUrl)
  const reasons = reasonsOf(request.verdicts, lastStepOf(leading, platform.gateway?.mode), plan)
  return {
    platform: platform.name,
    username: work.subject!.username,
    erasureAt,
    beginsAt: request.state === 'cooling-off' ? erasureAt : null,
    deadlineOn,
    extendedBecause: request.extension?.because ?? null,
    request: request.id,
    opening: opening === undefined ? null : Buffer.from(JSON.stringify(opening)).toString('base64url'),
    nameReuse: nameReuse[platform.kind][language],
    blockers: reasons.map(({ code, objects }) => blockerText(code, language, objects)),
    isProofMissing: request.verdicts.some(({ blockers }) =>
      blockers.some(({ code }) => code === 'identity-not-proven')
    ),
    links: linksOf(seals, request, work, platform, pages),
    status: pages === null ? null : { code: statusCodeOf(seals, request.id), page: new URL('status', pages).href },
    isBegunElsewhere: leading.origin === 'platform',
    answerBy: invitedUntil === null ? null : writeInstant(invitedUntil, language, timeZone),
    privacyContact: controller.privacyContact,
    authority: controller.authority,
    kept: keptIn(work.plan, request, platform, language),
    recipients: (request.posts ?? []).flatMap(({ recipient }) => (recipient === undefined ? [] : [recipient.name])),
    refusal: request.refusal ?? null,
    consequences: wordConsequences(
      meaningOf({
        site: platform,
        controller,
        policy,
        facts: work.reading?.facts ?? {},
        plan,
        isAskedByOthers: leading.origin !== 'self',
        copy: copyOf(request),
        until: erasureAt,
        deadlineOn
      }),
      language
    )
  }
}
