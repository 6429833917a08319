import type { Told } from '../../erasure/fold.ts'
import { type ErasureRequest, isNotice, type OutboxMessage } from '../../erasure/request.ts'
import { Undelivered } from '../../erasure/undelivered.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'
import { afterFailure, codeOf, paceOfMail } from './after-try.ts'
import { alertAddress } from './alert-address.ts'
import { noticeTold } from './message-told.ts'

/** The request remembers since when the subject knows: of a notice the last, of an invitation the first. */
const sentAtOf = (kind: OutboxMessage['kind'], now: string): Partial<ErasureRequest> => {
  if (kind === 'invitation') return { invitedAt: now }
  return isNotice(kind) ? { noticeSentAt: now } : {}
}

/** Who gets it: the subject, or the people who answer for the request. */
const post = async (
  { store, send, sendAlert }: WorkParts,
  message: OutboxMessage,
  { request, work }: HeldRequest,
  { body }: ConnectedPlatform,
  now: string
): Promise<void> => {
  if (message.kind !== 'alert') return send!(message, request, work!, body)
  const people = await alertAddress(store)
  if (people === null || sendAlert === undefined) throw new Error('nobody-to-alert')
  await sendAlert(people.address, people.language, message, request, body, now)
}

/** A message that will not arrive is put before people: it may be one without which nothing goes on. */
const givenUpTold = ({ state }: OutboxMessage): readonly Told[] =>
  state === 'given-up'
    ? [{ kind: 'finding', actor: 'lethe', data: { code: 'message-not-delivered', precondition: null } }]
    : []

/**
 * Sends what is due in the outbox of a request. A mail outage never fails the request: the message waits, and the
 * outage is told. Sent before it is recorded: a message may arrive twice, it is never lost.
 */
export const sendDue = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  held: HeldRequest
): Promise<HeldRequest> => {
  const now = parts.clock.now().toISOString()
  const due = held.request.outbox.find(({ state, nextAt }) => state === 'due' && nextAt <= now)
  if (due === undefined || parts.send === null || held.work === null) return held
  const isStale = due.notAfter !== undefined && now > due.notAfter
  const failure = isStale
    ? new Undelivered('too-late', { isFinal: true })
    : await post(parts, due, held, connected, now).then(
        () => null,
        (error: unknown) => error ?? new Error('not-taken')
      )
  const sent = failure === null
  const message: OutboxMessage = sent
    ? { ...due, state: 'sent', sentAt: now, tries: due.tries + 1 }
    : afterFailure(due, failure, paceOfMail, parts.random, now)
  if (!sent && message.tries > due.tries)
    parts.log.error(
      { request: held.id, message: due.kind, tries: message.tries, code: codeOf(failure) },
      'a message could not be sent'
    )
  const told = message.tries > due.tries ? [noticeTold(message), ...givenUpTold(message)] : []
  const outbox = held.request.outbox.map(each => (each.id === due.id ? message : each))
  const request = { ...held.request, outbox, ...(sent ? sentAtOf(due.kind, now) : {}) }
  const after = await commit(parts, held, { request, told })
  return sendDue(parts, connected, after)
}
