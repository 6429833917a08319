import { dayMs } from '../../durations.ts'
import type { Decision } from '../../erasure/decision.ts'
import { type Demand, isAskedOnPage, type Origin, origins } from '../../erasure/demand/demand.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { lastStepOf, reasonsOf } from '../../erasure/reasons.ts'
import type { ErasureRequest, OutboxMessage } from '../../erasure/request.ts'
import type { State } from '../../erasure/states.ts'
import type { Turn } from '../turn.ts'

type Move = Extract<Decision, { do: 'move' }>
type MessageKind = OutboxMessage['kind']
/** What is said, and about which reasons where it names some. */
type Saying = Pick<OutboxMessage, 'kind' | 'about'>

/** A cool-off of less than three days is over before a reminder would tell anything new. */
const worthRemindingMs = 3 * dayMs
const remindBeforeMs = 2 * dayMs

/**
 * What the subject is told when a request comes to a state, and for which origins. Invitation and notice, which others'
 * demands begin with, and what stops a demand are decided with the preconditions.
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

/** Whether something that stops it is the subject's to settle, and not only that of others. */
const isFixable = (turn: Turn, demand: Demand, verdicts: ErasureRequest['verdicts']): boolean =>
  reasonsOf(verdicts, lastStepOf(demand, turn.connected.body.gateway?.mode), null).some(
    ({ whoCanFix }) => whoCanFix === 'subject'
  )

/** Whether the subject heard exactly this, and has not asked anew on a page since. */
const isKnown = ({ outbox }: ErasureRequest, demand: Demand, told: Saying): boolean => {
  const last = outbox.findLast(({ kind }) => ['blocked', 'confirm', 'cooling-off'].includes(kind))
  if (last?.kind !== told.kind || JSON.stringify(last.about) !== JSON.stringify(told.about)) return false
  return !isAskedOnPage(demand) || demand.acceptedAt <= last.createdAt
}

const isTold = ({ outbox }: ErasureRequest, wanted: MessageKind): boolean => outbox.some(({ kind }) => kind === wanted)

/** Whether anything was ever said to the subject, or is about to be. */
const isAddressed = ({ outbox }: ErasureRequest): boolean =>
  outbox.some(({ kind, state }) => kind !== 'alert' && state !== 'given-up')

/** What stops the subject's own demand and they can settle, whatever way they asked by; null: it is not theirs to. */
const sayingWhenBlocked = (turn: Turn, request: ErasureRequest, demand: Demand): Saying | null => {
  const { verdicts, subject } = request
  const about = [...new Set(verdicts.flatMap(({ blockers }) => blockers.map(({ code }) => code)))].sort()
  // Whoever used the platform's own button sees a sentence at most: the reasons and the next step come by mail.
  if (isAskedOnPage(demand)) return { kind: isOnlyUnproven(turn, demand, verdicts) ? 'confirm' : 'blocked', about }
  if (demand.origin !== 'self' || subject === null) return null
  if (isOnlyUnproven(turn, demand, verdicts)) return { kind: 'confirm', about }
  return isFixable(turn, demand, verdicts) ? { kind: 'blocked', about } : null
}

/** Whether the request waited for an approval before this look at it, and was given one. */
const wasApproved = ({ evidence, approvals }: ErasureRequest): boolean =>
  approvals.length > 0 && evidence.findLast(({ kind }) => kind === 'moved')?.data.from === 'awaiting-approval'

/** What is said where nothing else is: that the demand arrived, or that it was approved. Once each. */
const acknowledgement = (to: State, request: ErasureRequest, demand: Demand): MessageKind | null => {
  const waits = to === 'blocked' || to === 'awaiting-approval'
  if (waits && demand.origin === 'self' && request.subject !== null && !isAddressed(request)) return 'received'
  const goesOn = to === 'cooling-off' || to === 'erasing'
  return goesOn && wasApproved(request) && !isTold(request, 'approved') ? 'approved' : null
}

const sayingAt = (
  turn: Turn,
  { to, assessed }: Pick<Move, 'to' | 'assessed'>,
  request: ErasureRequest
): Saying | null => {
  const demand = leadingDemand(request)
  const stopped = to === 'blocked' && assessed !== undefined ? sayingWhenBlocked(turn, request, demand) : null
  if (stopped !== null) return isKnown(request, demand, stopped) ? null : stopped
  if (to === 'expired') return request.subject !== null && isAddressed(request) ? { kind: 'expired' } : null
  const row = toldAt[to]
  const isOwn = row?.origins.includes(demand.origin) === true
  if (isOwn && !(to === 'cooling-off' && knowsOfCoolOff(request))) return { kind: row.kind }
  if (!isOwn && assessed?.sendsInvitation && !isTold(request, 'invitation')) return { kind: 'invitation' }
  if (!isOwn && assessed?.sendsNotice && !isTold(request, 'consequences-notice')) return { kind: 'consequences-notice' }
  const kind = acknowledgement(to, request, demand)
  return kind === null ? null : { kind }
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
  const saying = sayingAt(turn, move, request)
  return [
    ...kept,
    ...(saying === null ? [] : [{ ...message(turn, saying.kind, now), ...saying }]),
    ...(isRunning ? reminderOf(turn, { ...request, outbox: kept }, now) : [])
  ]
}
