import { isBegunAtPlatform } from '../../erasure/begun-at-platform.ts'
import { leadingDemand } from '../../erasure/leading-demand.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import { lastStepOf, reasonsOf } from '../../erasure/reasons.ts'
import type { ErasureRequest, Work } from '../../erasure/request.ts'
import type { PlatformBody } from '../../store/records/bodies.ts'
import { makeLink } from '../../store/records/links.ts'
import { mayBegin } from '../../store/records/platforms.ts'
import { blockerText } from '../../texts/blockers.ts'
import { writeInstant } from '../../texts/instants.ts'
import { languageOf } from '../../texts/language.ts'
import type { MailContext, MailLinks } from '../../texts/mails/context.ts'
import { nameReuse } from '../../texts/name-reuse.ts'

/** What makes the tokens of links. */
export type LinkSeals = Parameters<typeof makeLink>[0]

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

/** What a mail about a request may speak of, in the subject's language. The subject must be known. */
export const mailContext = (
  seals: LinkSeals,
  request: ErasureRequest,
  work: Work,
  platform: PlatformBody
): MailContext => {
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
