import { later } from '../erasure/decision.ts'
import type { Told } from '../erasure/fold.ts'
import type { OutboxMessage } from '../erasure/request.ts'
import { commit, type HeldRequest } from './held-request.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'

const firstPauseMs = 60_000
const longestPauseMs = 60 * 60 * 1000
const mostTries = 100

const afterFailure = (message: OutboxMessage, now: string): OutboxMessage => {
  const tries = message.tries + 1
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(tries - 1, 30), longestPauseMs)
  return { ...message, tries, nextAt: later(now, pauseMs), state: tries >= mostTries ? 'given-up' : 'due' }
}

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
  const sent = await parts.send(due, held.request, held.work, connected.body).then(
    () => true,
    () => false
  )
  const message: OutboxMessage = sent
    ? { ...due, state: 'sent', sentAt: now, tries: due.tries + 1 }
    : afterFailure(due, now)
  if (!sent)
    parts.log.error({ request: held.id, message: due.kind, tries: message.tries }, 'a message could not be sent')
  const told: Told = {
    kind: 'notice',
    actor: 'lethe',
    data: { message: message.id, kind: message.kind, state: message.state, tries: message.tries }
  }
  const outbox = held.request.outbox.map(each => (each.id === due.id ? message : each))
  const noticeSentAt = sent && due.kind === 'consequences-notice' ? now : held.request.noticeSentAt
  const after = await commit(parts, held, { request: { ...held.request, outbox, noticeSentAt }, told: [told] })
  return sendDue(parts, connected, after)
}
