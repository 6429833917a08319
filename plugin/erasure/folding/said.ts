import { hasWayBack } from '../demand/withdrawal.ts'
import { isCoveredBy } from '../fingerprint.ts'
import type { Attestation } from '../preconditions/precondition.ts'
import { endSuspension } from './clock.ts'
import { asking, type Fold, type Folded, happened, isKnown, withNote } from './parts.ts'

/** A named person agrees to exactly this plan. */
export const approve: Fold<'approve'> = (signal, before) => {
  const { request } = before
  const { by, at, fingerprint, asOfficer } = signal
  const approval = { by, at, fingerprint, ...(asOfficer === undefined ? {} : { asOfficer }) }
  if (isKnown(request.approvals, approval)) return before
  // An approval of something else than what is planned now is kept in the evidence and counts for nothing.
  if (fingerprint !== request.fingerprint) {
    return happened(
      before,
      {},
      { kind: 'finding', actor: by, data: { code: 'approval-of-another-plan', precondition: null } }
    )
  }
  // What covered more than is planned now stays given; what covered less or other things falls.
  const stays = isCoveredBy(before.work.decidedSet, before.work.approvedSet)
  const approvals = [...request.approvals.filter(given => stays && given.by !== by), approval]
  const work = { ...before.work, approvedSet: before.work.decidedSet }
  return happened(before, { request: { approvals }, work }, { kind: 'approved', actor: by, data: { fingerprint } })
}

/** An officer refuses, on a ground. */
export const refuse: Fold<'refuse'> = (signal, before, openNote) => {
  const { by, at, ground, sealedNote } = signal
  const work = withNote(before.work, 'refusal', at, sealedNote === null ? null : openNote(sealedNote))
  return asking(before, { what: 'refuse', by, at, ground }, work)
}

/** A named person states something of the subject. */
export const attest: Fold<'attest'> = (signal, before, openNote) => {
  const { precondition, answer, by, at, sealedNote } = signal
  const attestation: Attestation = { precondition, answer, by, at }
  if (isKnown(before.request.attestations, attestation)) return before
  const work = withNote(
    before.work,
    `attestation ${precondition}`,
    at,
    sealedNote === null ? null : openNote(sealedNote)
  )
  const attested = happened(
    before,
    { request: { attestations: [...before.request.attestations, attestation] }, work },
    { kind: 'attested', actor: by, data: { precondition, answer } }
  )
  // Whoever states who asks, or that it was somebody else, leaves no doubt for the clock to wait for.
  return precondition === 'identity-proven' ? endSuspension(attested, by, at, 'lifted') : attested
}

/** An officer lets a question stand unanswered, on a ground. */
export const waive: Fold<'waive'> = (signal, before, openNote) => {
  const { precondition, by, at, ground, sealedNote } = signal
  if (isKnown(before.request.waivers, { precondition, by, at })) return before
  const work = withNote(before.work, `waiver ${precondition}`, at, sealedNote === null ? null : openNote(sealedNote))
  return happened(
    before,
    { request: { waivers: [...before.request.waivers, { precondition, by, at, ground }] }, work },
    { kind: 'waived', actor: by, data: { precondition, article: ground.article, letter: ground.letter } }
  )
}

/** Whether something was lost already, so that saying no comes too late. */
const isLost = ({ request, work }: Folded): boolean => work.plan !== null && !hasWayBack(work.plan, request.actions)

/** The subject says no to what others asked. */
export const object: Fold<'object'> = ({ id, by, at, sealedNote }, before, openNote) => {
  const { objections = [] } = before.request
  if (objections.some(known => known.id === id)) return before
  const isTooLate = isLost(before)
  const work = withNote(before.work, 'objection', at, sealedNote === null ? null : openNote(sealedNote))
  const objected = { id, by, at, isTooLate }
  return happened(
    before,
    { request: { objections: [...objections, objected] }, work },
    { kind: 'objected', actor: by, data: { tooLate: isTooLate } }
  )
}

/** A hold was placed. */
export const holdPlaced: Fold<'hold-placed'> = ({ hold, ground, items }, before) =>
  happened(before, {}, { kind: 'held', actor: 'lethe', data: { hold, ...ground, ...(items && { items }) } })

/** A hold was lifted: who agreed is the actor. */
export const holdReleased: Fold<'hold-released'> = ({ hold, askedBy, agreedBy }, before) =>
  happened(
    before,
    {},
    { kind: 'released', actor: agreedBy ?? 'lethe', data: { hold, ...(askedBy !== undefined && { askedBy }) } }
  )
