import type { PlatformKind } from '../../adapters/contract.ts'
import type { Policy } from './policy.ts'
import { defaultAsked } from './preconditions/defaults.ts'
import { preconditions } from './preconditions/index.ts'
import type { Asked, Inquiry, Precondition, PreconditionId, Verdict } from './preconditions/precondition.ts'
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
    const asked = policy.asked[id] ?? defaultAsked(kind, inquiry.demand.origin, id)
    const waived =
      waivable && policy.waivable.includes(id) && request.waivers.some(waiver => waiver.precondition === id)
    return verdictOn(precondition, asked, waived, inquiry)
  })

/** Which facts the platform must be asked for a request: of every question that is asked at all. */
export const factsWanted = (
  kind: PlatformKind,
  policy: Policy,
  origin: ErasureRequest['demands'][number]['origin']
) => [
  ...new Set(
    preconditions
      .filter(({ id }: { id: PreconditionId }) => (policy.asked[id] ?? defaultAsked(kind, origin, id)) !== 'not-asked')
      .flatMap(({ wants }) => wants)
  )
]
