import type { Decision } from '../erasure/decision.ts'
import { type Demand, isAskedOnPage, type Origin, origins } from '../erasure/demand.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { lastStepOf, reasonsOf } from '../erasure/reasons.ts'
import type { ErasureRequest, OutboxMessage } from '../erasure/request.ts'
import type { State } from '../erasure/states.ts'
import type { Turn } from './turn.ts'

type Move = Extract<Decision, { do: 'move' }>
type MessageKind = OutboxMessage['kind']

const day = 24 * 60 * 60 * 1000
/** A cool-off of less than three days is over before a reminder would tell anything new. */
const worthRemindingMs = 3 * day
const remindBeforeMs = 2 * day

/**
 * What the subject is told when a request comes to a state, and for which origins. Invitation and notice, which others'
 * demands begin with, are decided with the preconditions; whoever used a page is told what stops it by mail too.
 */
const toldAt: Readonly<Partial<Record<State, { readonly kind: MessageKind; readonly origins: readonly Origin[] }>>> = {
  'cooling-off': { kind: 'cooling-off', origins: ['self'] },
  completed: { kind: 'completed', origins },
  'partially-completed': {
    kind: 'partially-completed',
    origins
  },
  withdrawn: { kind: 'withdrawn', origins },
  refused: { kind: 'refused', origins }
}

const message = ({ parts }: Pick<Turn, 'parts'>, kind: MessageKind, now: string, nextAt = now): OutboxMessage => ({
  id: parts.random.uuid(),
  kind,
  state: 'due',
  createdAt: now,
  tries: 0,
  nextAt,
  sentAt: null
})

/** Nothing stands in the way but that the subject has not proven to be the one who asks. */
const isOnlyUnproven = ({ connected }: Turn, demand: Demand, verdicts: ErasureRequest['verdicts']): boolean =>
  verdicts.length > 0 && reasonsOf(verdicts, lastStepOf(demand, connected.body.gateway?.mode), null).length === 0

/** Whether the last that the subject was told is the cool-off: another look in between is nothing new to them. */
const knowsOfCoolOff = ({ outbox }: ErasureRequest): boolean =>
  outbox.findLast(({ kind }) => ['blocked', 'confirm', 'cooling-off'].includes(kind))?.kind === 'cooling-off'

/** One message to the subject; none where no mail is set up. */
export const messageOf = (turn: Pick<Turn, 'parts'>, kind: MessageKind, now: string): readonly OutboxMessage[] =>
  turn.parts.send === null ? [] : [message(turn, kind, now)]

const kindAt = (
  turn: Turn,
  { to, assessed }: Pick<Move, 'to' | 'assessed'>,
  request: ErasureRequest
): MessageKind | null => {
  const demand = leadingDemand(request)
  const isTold = (wanted: MessageKind) => request.outbox.some(({ kind }) => kind === wanted)
  // Whoever used the platform's own button sees a sentence at most: the reasons and the next step come by mail.
  if (to === 'blocked' && assessed !== undefined && isAskedOnPage(demand))
    return isOnlyUnproven(turn, demand, assessed.verdicts) ? 'confirm' : 'blocked'
  const row = toldAt[to]
  if (row?.kind === 'cooling-off' && row.origins.includes(demand.origin))
    return knowsOfCoolOff(request) ? null : row.kind
  if (assessed?.sendsInvitation && !isTold('invitation')) return 'invitation'
  if (assessed?.sendsNotice && !isTold('consequences-notice')) return 'consequences-notice'
  return row?.origins.includes(demand.origin) ? row.kind : null
}

/** Shortly before the cool-off ends, once for each end: how it can still be stopped. */
const reminderOf = (turn: Turn, { outbox, coolOffEndsAt }: ErasureRequest, now: string): readonly OutboxMessage[] => {
  if (coolOffEndsAt === null || Date.parse(coolOffEndsAt) - Date.parse(now) < worthRemindingMs) return []
  const at = new Date(Date.parse(coolOffEndsAt) - remindBeforeMs).toISOString()
  const isKnown = outbox.some(each => each.kind === 'last-days' && (each.state === 'sent' || each.nextAt === at))
  return isKnown ? [] : [message(turn, 'last-days', now, at)]
}

/**
 * The outbox after a move: what the subject is told with it, so that they know where they stand, without reminders of
 * an end that is not coming any more. Nothing is added where no mail is set up.
 */
export const outboxAfter = (
  turn: Turn,
  move: Pick<Move, 'to' | 'assessed'>,
  request: ErasureRequest,
  now: string
): readonly OutboxMessage[] => {
  if (turn.parts.send === null) return request.outbox
  const isRunning = move.to === 'cooling-off'
  const kept = request.outbox.filter(({ kind, state }) => isRunning || kind !== 'last-days' || state !== 'due')
  const kind = kindAt(turn, move, request)
  return [
    ...kept,
    ...(kind === null ? [] : [message(turn, kind, now)]),
    ...(isRunning ? reminderOf(turn, { ...request, outbox: kept }, now) : [])
  ]
}
