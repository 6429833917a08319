import type { FactName, PlatformKind } from '../../adapters/contract.ts'
import { askedAs } from './begun-at-platform.ts'
import { isNearDeadline } from './deadline/legal-clock.ts'
import type { Origin } from './demand/demand.ts'
import type { Policy } from './policy.ts'
import { defaultAsked } from './preconditions/defaults.ts'
import { preconditions } from './preconditions/index.ts'
import type { Asked, Inquiry, Precondition, PreconditionId, Verdict } from './preconditions/precondition.ts'
import type { SubjectQuestion } from './preconditions/provided.ts'
import type { ErasureRequest } from './request.ts'

const verdictOn = (precondition: Precondition, asked: Asked, waived: boolean, inquiry: Inquiry): Verdict => {
  const { id } = precondition
  if (asked === 'not-asked') return { precondition: id, is: 'not-asked', source: 'policy', blockers: [] }
  const answer = precondition.ask(inquiry)
  if (answer.is === 'met') return { precondition: id, is: 'met', source: answer.source, blockers: [] }
  const quiet = (is: Verdict['is']): Verdict => ({ precondition: id, is, source: answer.source, blockers: [] })
  if (waived) return quiet('waived')
  if (asked === 'resolved-by-platform' || asked === 'resolve-on-behalf') return quiet('resolved-by-platform')
  if (asked === 'notice-only') return quiet('noticed')
  const stops = answer.blockers.some(blocker => blocker.severity === 'stops')
  return { precondition: id, is: stops ? 'unmet' : 'needs-approval', source: answer.source, blockers: answer.blockers }
}

/** Policy before default; whether there is a hold is nobody's to choose. */
const askedOf = (kind: PlatformKind, policy: Policy, origin: Origin, id: PreconditionId): Asked =>
  (id === 'no-legal-hold' ? undefined : policy.asked[id]) ?? defaultAsked(kind, origin, id)

/** What the subject says against it is heard whatever a site asks. */
const isHeard = (id: PreconditionId, { objection }: Inquiry): boolean => id === 'mandate-recorded' && objection !== null

/** Near the end of the legal period what can be resolved on behalf of the subject is. */
const nearEnd = (request: ErasureRequest, precondition: Precondition, now: string, asked: Asked): Asked => {
  if (asked !== 'required' || !precondition.waivable || precondition.nearDeadline !== 'resolve-on-behalf') return asked
  return isNearDeadline(request, now) ? 'resolve-on-behalf' : asked
}

/**
 * Asks every question, so that a person sees every reason at once, and applies the treatment of the site. A waiver
 * counts only where the question and the policy allow one, and never for a hold.
 */
export const evaluate = (
  kind: PlatformKind,
  policy: Policy,
  request: ErasureRequest,
  inquiry: Inquiry
): readonly Verdict[] =>
  preconditions.map(precondition => {
    const { id, waivable } = precondition
    const origin = askedAs(inquiry.demand.origin, inquiry.facts)
    const asked = isHeard(id, inquiry)
      ? 'required'
      : nearEnd(request, precondition, inquiry.now, askedOf(kind, policy, origin, id))
    const waived =
      waivable && policy.waivable.includes(id) && request.waivers.some(waiver => waiver.precondition === id)
    return verdictOn(precondition, asked, waived, inquiry)
  })

/** Asked for no question: as which origin the request is asked, and what the subject is told that they may fetch. */
const askedAlways: readonly FactName[] = ['begun-at-platform', 'certificates']

/** Which facts the platform must be asked for a request: of every question that is asked at all, and two beside them. */
export const factsWanted = (kind: PlatformKind, policy: Policy, origin: Origin): readonly FactName[] => {
  const asked = preconditions.filter(({ id }) => askedOf(kind, policy, origin, id) !== 'not-asked')
  return asked.length === 0 ? [] : [...new Set([...askedAlways, ...asked.flatMap(({ wants }) => wants)])]
}

/**
 * Which questions a fact provider must be asked of a subject: those that stop a request here and that neither the
 * platform, a declaration nor an attestation answers. Nobody outside learns of a deletion without need (Article
 * 5(1)(c) of Regulation (EU) 2016/679).
 */
export const questionsFor = (kind: PlatformKind, policy: Policy, inquiry: Inquiry): readonly SubjectQuestion[] =>
  preconditions.flatMap(({ id, asksProvider, ask }) => {
    if (
      asksProvider === undefined ||
      askedOf(kind, policy, askedAs(inquiry.demand.origin, inquiry.facts), id) !== 'required'
    )
      return []
    const isAttested = inquiry.attestations.some(({ precondition }) => precondition === id)
    return !isAttested && ask({ ...inquiry, provided: {} }).is === 'unmet' ? [asksProvider] : []
  })
