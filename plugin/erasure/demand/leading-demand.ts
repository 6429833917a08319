import { defaultPolicy } from '../policy.ts'
import type { ErasureRequest } from '../request.ts'
import { type Demand, isAskedOnPage, needsInvitation, proofIsFor } from './demand.ts'

/** How far a proof lies from the receipt of its demand; a session alone proves nothing. */
const proofDistanceMs = (demand: Demand): number => {
  const { proof } = demand
  if (proof === null || proof.kind === 'lms-session') return Infinity
  return proof.answersDemand ? 0 : Math.abs(Date.parse(proofIsFor(demand)) - Date.parse(proof.at))
}

/**
 * Smaller leads. What still can prove or carry the demand comes before what was good once. While a subject has the time
 * to answer an invitation, what they ask on a page leads, so that they are told the step that is missing.
 */
const rank = ({ invitationOverAt, objections }: ErasureRequest, demand: Demand, isInvited: boolean) => {
  const { origin, mandate } = demand
  if (origin === 'self') {
    const distanceMs = proofDistanceMs(demand)
    if (distanceMs <= defaultPolicy.proofFreshMs) return [0, distanceMs] as const
    const answers = isInvited && invitationOverAt === undefined && isAskedOnPage(demand)
    return [answers ? 1 : 3, distanceMs] as const
  }
  if (origin === 'platform') return [2, 0] as const
  const isConsentGone = mandate?.kind === 'consent-to-act' && objections?.some(({ isTooLate }) => !isTooLate) === true
  if (mandate === null || isConsentGone) return [4, 0] as const
  // The mandate that lasts longest, since an expired one carries nothing.
  return [2, mandate.expiresAt === null ? -Infinity : -Date.parse(mandate.expiresAt)] as const
}

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

/**
 * The demand that rules what is asked: the subject's own with a fresh proof first, then one with a mandate, so that an
 * unproven demand never shadows a proven one, nor a stale proof a fresh one; of equals the earliest.
 */
export const leadingDemand = (request: ErasureRequest): Demand => {
  const live = request.demands.filter(demand => demand.withdrawnAt === null)
  const isInvited = live.some(needsInvitation)
  return [...(live.length > 0 ? live : request.demands)].sort((one, other) => {
    const [[group, within], [otherGroup, otherWithin]] = [one, other].map(each => rank(request, each, isInvited)) as [
      ReturnType<typeof rank>,
      ReturnType<typeof rank>
    ]
    return (
      compare(group, otherGroup) ||
      compare(within, otherWithin) ||
      compare(Date.parse(one.receivedAt), Date.parse(other.receivedAt))
    )
  })[0]!
}

/** Whether every demand in it was withdrawn. */
export const isWithdrawn = (request: ErasureRequest): boolean =>
  request.demands.every(demand => demand.withdrawnAt !== null)

/** Whether a demand was added after the erasing had begun, so that nobody ever assessed it. */
const joinedWhileErasing = ({ evidence }: ErasureRequest, { id }: Demand): boolean => {
  const began = evidence.find(({ kind, data }) => kind === 'moved' && data.to === 'erasing')
  const added = evidence.find(({ kind, data }) => kind === 'demand-added' && data.demand === id)
  return began !== undefined && added !== undefined && added.n > began.n
}

/** Whether a demand says by itself that the subject asked, or that somebody may ask for them. */
const standsAlone = ({ origin, proof, mandate }: Demand): boolean =>
  origin === 'self' ? proof !== null && proof.kind !== 'lms-session' : origin === 'platform' || mandate !== null

/**
 * Whether nothing carries an erasure that has begun: every demand that it was begun on is withdrawn, and of those that
 * joined since none proves anything. An unproven demand must not keep going what its subject has taken back.
 */
export const isTakenBack = (request: ErasureRequest): boolean =>
  request.demands.every(
    demand => demand.withdrawnAt !== null || (joinedWhileErasing(request, demand) && !standsAlone(demand))
  )
