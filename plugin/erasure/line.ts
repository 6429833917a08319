import { clockStart, isExtensionLapsed, nearDeadlineAt, runningSuspension } from './deadline/legal-clock.ts'
import type { Origin } from './demand/demand.ts'
import { leadingDemand } from './demand/leading-demand.ts'
import { standingObjection } from './demand/objections.ts'
import { isStoppedBy, type KeptBackCode, type PlatformStop, type Stoppable, stoppableOf } from './kept-back.ts'
import type { WhoCanFix } from './preconditions/precondition.ts'
import type { ErasureRequest } from './request.ts'
import { isEnd, type State } from './states.ts'

/** On whom a request waits; `nobody`: it goes on by itself, when its time has come. */
export type Turn = WhoCanFix | 'nobody'

/** Of what shape a stored line is: one of another shape is drawn anew from its request. */
export const lineSchema = 2

/** What the queue knows of a request that is not shelved: codes, instants and opaque ids, so little that all fit in memory. */
export interface Line {
  readonly schema: typeof lineSchema
  readonly id: string
  readonly platform: string
  readonly origin: Origin
  readonly state: State
  readonly because: string
  readonly receivedAt: string
  readonly deadlineAt: string
  readonly endedAt: string | null
  /** When four fifths of the period have run; null while the clock stands still. */
  readonly nearAt: string | null
  readonly isExtended: boolean
  readonly isAlerted: boolean
  readonly blockers: readonly string[]
  readonly turns: readonly Turn[]
  /** Who asked, and who has approved the plan as it is: opaque ids. */
  readonly askedBy: readonly string[]
  readonly approvedBy: readonly string[]
  /** Why it stands still: stored, what was noted on the request alone; as it is shown, first what stops its platform. */
  readonly keptBack: KeptBackCode | null
  /** Whether it stands still while its platform is stopped. */
  readonly stoppable: Stoppable
  /** Why its platform could not be asked lately. */
  readonly waiting: string | null
  /** How many of its mails nobody could send. */
  readonly mailsGivenUp: number
  /** How many of its messages are still to be sent, and when the oldest of them was written. */
  readonly messagesWaiting: number
  readonly outboxSince: string | null
}

const approvers: readonly Turn[] = ['administrator', 'privacy-officer']

const whoFixes = ({ verdicts }: ErasureRequest, severity: 'stops' | 'approval'): readonly Turn[] =>
  verdicts.flatMap(({ blockers }) =>
    blockers.flatMap(blocker => (blocker.severity === severity ? [blocker.whoCanFix] : []))
  )

/** Whose turn it is, each once. */
const turnsOf = (request: ErasureRequest): readonly Turn[] => {
  const { state, keptBack, agreement, because } = request
  if (state === 'blocked') return [...new Set(whoFixes(request, 'stops'))]
  if (state === 'awaiting-approval') {
    const wantsOfficer = because === 'privacy-officer-needed' || standingObjection(request) !== null
    const only = wantsOfficer || (agreement?.officer === true && agreement.needed < 2)
    return [...new Set([...whoFixes(request, 'stops'), ...(only ? (['privacy-officer'] as const) : approvers)])]
  }
  if (state === 'stalled') return standingObjection(request) === null ? ['administrator'] : ['privacy-officer']
  if (state === 'accepted' && keptBack) return approvers
  return ['nobody']
}

/** The line of a request. */
export const lineOf = (request: ErasureRequest): Line => {
  const { approvals, fingerprint, endedAt } = request
  const unsent = [...request.outbox, ...(request.posts ?? [])].filter(({ state }) => state === 'due')
  return {
    schema: lineSchema,
    id: request.id,
    platform: request.platform,
    origin: leadingDemand(request).origin,
    state: request.state,
    because: request.because,
    receivedAt: clockStart(request),
    deadlineAt: request.deadlineAt,
    endedAt,
    // A suspension that has ended keeps its length, so that the instant is the same whenever it is asked.
    nearAt: runningSuspension(request) === null ? nearDeadlineAt(request, request.deadlineAt) : null,
    isExtended: request.extension != null && !isExtensionLapsed(request),
    isAlerted: (request.alerts ?? []).length > 0,
    blockers: [...new Set(request.verdicts.flatMap(({ blockers }) => blockers.map(({ code }) => code)))],
    turns: isEnd(request.state) ? ['nobody'] : turnsOf(request),
    askedBy: request.demands.map(({ by }) => by),
    approvedBy: approvals.filter(given => given.fingerprint === fingerprint).map(({ by }) => by),
    keptBack: request.state === 'accepted' && request.keptBack ? request.keptBack.because : null,
    stoppable: stoppableOf(request),
    waiting: isEnd(request.state) ? null : (request.waiting?.code ?? null),
    mailsGivenUp: request.outbox.filter(({ state }) => state === 'given-up').length,
    messagesWaiting: unsent.length,
    outboxSince: unsent.map(({ createdAt }) => createdAt).sort()[0] ?? null
  }
}

/**
 * A line as it is shown. What stops its platform comes before the brake, which is asked about only when that is over; it is
 * stored with no request, because it begins and ends for all of a platform at once.
 */
export const shownLine = (line: Line, stop: PlatformStop | null | undefined): Line =>
  stop != null && isStoppedBy(stop, line.stoppable) ? { ...line, turns: [stop.turn], keptBack: stop.because } : line

/** Whether a stored value is a line of this release. */
export const isLine = (stored: unknown): stored is Line =>
  typeof stored === 'object' && stored !== null && 'schema' in stored && stored.schema === lineSchema
