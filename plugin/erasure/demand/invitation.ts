import { later } from '../decision.ts'
import type { ErasureRequest } from '../request.ts'
import { type Demand, needsInvitation } from './demand.ts'

/** How far the invitation of the subject is. `endsAt`: when the demand opens without an answer. */
export type Invitation =
  | { readonly is: 'not-needed' | 'not-sent' | 'over' }
  | { readonly is: 'running'; readonly endsAt: string }

/** Whether the subject was invited to ask themselves, and has had the time for it (ms). */
export const invitationOf = (
  { invitedAt, invitationOverAt }: Pick<ErasureRequest, 'invitedAt' | 'invitationOverAt'>,
  demand: Demand,
  invitationMs: number,
  now: string
): Invitation => {
  if (!needsInvitation(demand)) return { is: 'not-needed' }
  if (invitationOverAt !== undefined) return { is: 'over' }
  if (invitedAt === undefined) return { is: 'not-sent' }
  const endsAt = later(invitedAt, invitationMs)
  return now >= endsAt ? { is: 'over' } : { is: 'running', endsAt }
}

/** Notes that the time to answer is over: from then on a demand that the subject left unproven no longer leads. */
export const noteInvitationOver = (request: ErasureRequest, invitationMs: number, now: string): ErasureRequest => {
  const { invitedAt, invitationOverAt } = request
  if (invitedAt === undefined || invitationOverAt !== undefined || now < later(invitedAt, invitationMs)) return request
  return { ...request, invitationOverAt: now }
}
