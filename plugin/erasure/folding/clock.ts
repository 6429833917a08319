import { isExtensionLapsed, isExtensionUntold, runningSuspension, type Suspension } from '../deadline/legal-clock.ts'
import { isReceiptInQuestion } from '../demand/demand.ts'
import type { ErasureRequest, OutboxMessage } from '../request.ts'
import { changeDemand, type Fold, type Folded, findDemand, happened, notSent, withNote } from './parts.ts'

const withMessage = (
  { request: { outbox } }: Folded,
  id: string | null,
  kind: OutboxMessage['kind'],
  at: string
): readonly OutboxMessage[] => (id === null ? outbox : [...outbox, { id, kind, createdAt: at, ...notSent(at) }])

const noteOf = (openNote: (sealed: string) => string, sealed: string | null): string | null =>
  sealed === null ? null : openNote(sealed)

/**
 * Once only, unless the one before lapsed; the evidence says the new end, which only the controller's calendar knows
 * (`plugin/work/hear.ts`).
 */
export const extend: Fold<'extend'> = ({ by, at, months, because, message, tellBy, sealedNote }, before, openNote) => {
  if (before.request.extension != null && !isExtensionLapsed(before.request)) return before
  const work = withNote(before.work, 'extension', at, noteOf(openNote, sealedNote))
  const isByMail = message !== null && tellBy !== undefined
  const outbox = withMessage(before, message, 'extended', at).map(each =>
    each.id === message && isByMail ? { ...each, notAfter: tellBy } : each
  )
  const extension = { months, because, by, at, ...(isByMail ? { message, tellBy } : {}) }
  return { ...before, request: { ...before.request, extension, outbox }, work }
}

/** A longer period of which the subject was not told in time does not count any more, and its mail is not sent later. */
export const lapseExtension = (before: ErasureRequest, now: string): ErasureRequest => {
  const { extension, outbox } = before
  if (extension == null || isExtensionLapsed(before) || !isExtensionUntold(before, now)) return before
  return {
    ...before,
    extension: { ...extension, lapsedAt: now },
    outbox: outbox.map(each =>
      each.id === extension.message && each.state === 'due' ? { ...each, state: 'given-up' } : each
    )
  }
}

/** One at a time: a second doubt while the first lasts changes nothing. */
export const suspend: Fold<'suspend'> = ({ by, at, message, sealedNote }, before, openNote) => {
  const { suspensions = [] } = before.request
  if (runningSuspension(before.request) !== null || suspensions.some(({ since }) => since === at)) return before
  const begun: Suspension = {
    ground: 'identity-doubtful',
    by,
    since: at,
    endedAt: null,
    endedBy: null,
    endedBecause: null
  }
  const work = withNote(before.work, 'suspension', at, noteOf(openNote, sealedNote))
  const outbox = withMessage(before, message, 'identity-asked', at)
  const request = { suspensions: [...suspensions, begun], outbox }
  return happened(before, { request, work }, { kind: 'clock-suspended', actor: by, data: { because: begun.ground } })
}

/** The clock runs again: the proof has come, or an officer says that there is no doubt. */
export const endSuspension = (before: Folded, by: string, at: string, because: 'proven' | 'lifted'): Folded => {
  const running = runningSuspension(before.request)
  if (running === null || at < running.since) return before
  const ended: Suspension = { ...running, endedAt: at, endedBy: by, endedBecause: because }
  const suspensions = before.request.suspensions!.map(one => (one === running ? ended : one))
  return happened(before, { request: { suspensions } }, { kind: 'clock-resumed', actor: by, data: { because } })
}

/** An officer lifts a suspension. */
export const resumeClock: Fold<'resume-clock'> = ({ by, at }, before) => endSuspension(before, by, at, 'lifted')

/** A person agrees to a receipt that lies far back: the clock goes back to it. */
export const agreeReceipt: Fold<'agree-receipt'> = ({ by, at, demand: id }, before) => {
  const known = findDemand(before, id)
  if (known === undefined || !isReceiptInQuestion(known)) return before
  const receivedAt = known.saidAt!
  const data = { demand: id, receivedAt }
  return changeDemand(
    before,
    id,
    { receivedAt, receiptAgreed: { by, at } },
    { kind: 'receipt-agreed', actor: by, data }
  )
}
