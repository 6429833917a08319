import type { Facts, Plan } from '../../../adapters/contract.ts'
import type { Policy } from '../policy.ts'
import type { ErasureRequest } from '../request.ts'
import { asksThemselves, isAtDesk, type Origin } from './demand.ts'
import { leadingDemand } from './leading-demand.ts'

/** What is known of those who asked and of those who agreed. */
export interface Speakers {
  /** By id: the same value for persons who may be one human being. An id that is not named stands for itself. */
  readonly humans: Readonly<Record<string, string>>
  /** Ids of those whose own account the request is about. */
  readonly subjects: readonly string[]
  /** Ids of those who may have asked by somebody else's: who had the secret of a source in hand, or the account. */
  readonly requesters: readonly string[]
  /** Ids of those who were shut out since. */
  readonly shutOut: readonly string[]
}

/** How many must agree to a plan, and whether a privacy officer must be among them. */
export interface AgreementNeeded {
  readonly needed: number
  readonly officer: boolean
}

/** Everybody is who they say, and nobody speaks of their own account. */
export const strangers: Speakers = { humans: {}, subjects: [], requesters: [], shutOut: [] }

const humanOf = ({ humans }: Speakers, id: string): string => humans[id] ?? id

/**
 * The request with only those approvals, waivers and attestations that count: none by whoever asked, may have asked or
 * is meant, under whatever name, also where they asked only afterwards or their account was found out later; and none by
 * whoever was shut out since. A *no* of theirs counts.
 */
export const withFitVoices = (request: ErasureRequest, speakers: Speakers): ErasureRequest => {
  const asked = [...request.demands.map(({ by }) => by), ...speakers.requesters]
  const requesters = new Set(asked.map(by => humanOf(speakers, by)))
  const unheard = [...speakers.subjects, ...speakers.shutOut]
  const isFit = ({ by }: { readonly by: string }): boolean =>
    !requesters.has(humanOf(speakers, by)) && !unheard.includes(by)
  return {
    ...request,
    approvals: request.approvals.filter(isFit),
    waivers: request.waivers.filter(isFit),
    attestations: request.attestations.filter(said => !said.answer || isFit(said))
  }
}

/** How many different human beings approved, and whether a privacy officer is among them. */
export const agreedBy = (
  { approvals }: Pick<ErasureRequest, 'approvals'>,
  speakers: Speakers
): { readonly people: number; readonly hasOfficer: boolean } => ({
  people: new Set(approvals.map(({ by }) => humanOf(speakers, by))).size,
  hasOfficer: approvals.some(({ asOfficer }) => asOfficer === true)
})

/** Whether a plan is one on which a privacy officer must look: privileged roles, or very many solely owned objects. */
export const isHighRisk = (plan: Plan, { protection }: Facts, { highRiskOwnedObjects }: Policy): boolean =>
  plan.privilegedRoles.length > 0 ||
  (protection?.is === 'known' && protection.value.privilegedRoles.length > 0) ||
  plan.handOvers.length > highRiskOwnedObjects

/**
 * As which origins a request is held against the number of approvals. Where others ask, the strictest of all demands: a
 * further one with an origin of its own saves nobody an approval, and a person at a desk asks on behalf, whatever origin
 * they name.
 */
export const originsOfApproval = (request: ErasureRequest): readonly Origin[] => {
  const { origin } = leadingDemand(request)
  if (asksThemselves.includes(origin)) return [origin]
  const others = request.demands.filter(
    ({ withdrawnAt, origin: asked }) => withdrawnAt === null && !asksThemselves.includes(asked)
  )
  const said = others.flatMap(demand => (isAtDesk(demand) ? [demand.origin, 'on-behalf' as const] : [demand.origin]))
  return [...new Set([origin, ...said])]
}
