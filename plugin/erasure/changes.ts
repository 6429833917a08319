import type { Confirmation, Outcome, Plan, RetentionRow, RowReading } from '../../adapters/contract.ts'
import type { Decision } from './decision.ts'
import type { ActionProgress, ErasureRequest, RetainedOutcome } from './request.ts'
import { isDoubted } from './resume.ts'
import { isEnd, mayMove } from './states.ts'

type Move = Extract<Decision, { do: 'move' }>

const fresh = (action: string): ActionProgress => ({
  action,
  supplementary: false,
  intentAt: null,
  insisted: false,
  tries: 0,
  readings: [],
  outcome: null,
  confirmation: null,
  nextAt: null
})

/**
 * A person said: try again. What has no outcome, or is still there, is read first and then begun anew, also where the
 * resume rule alone would not: somebody has looked.
 */
const reopened = (progress: ActionProgress, read = progress.confirmation?.is): ActionProgress => {
  if (progress.outcome === null || read === 'still-there') {
    const { action, tries, intentAt } = progress
    return { ...fresh(action), tries, intentAt, insisted: intentAt !== null }
  }
  return read === 'cannot-tell' ? { ...progress, confirmation: null, readings: [], nextAt: null } : progress
}

/**
 * Done by the word of the platform alone. What comes after it was refused or broke off, and a yes without an effect may be
 * why: when a person says to try again, it is read before anything is done. What can be taken back is not doubted: where it
 * is not there any more, somebody on the platform may have cancelled it.
 */
const doubted = (progress: ActionProgress, plan: Plan | null): ActionProgress => {
  const { action, outcome, confirmation } = progress
  const isReadable = plan?.actions.some(
    planned => planned.action === action && planned.readBack !== 'none' && !planned.reversible
  )
  const isByWord = outcome?.is === 'done' && !outcome.byReading && confirmation === null
  return isByWord && isReadable ? { ...progress, insisted: true, readings: [], nextAt: null } : progress
}

/** What was read of an action in doubt: it is not there and is begun anew, or it counts as done and is read back at the end. */
const resolved = (progress: ActionProgress, is: Confirmation['is'], now: string): ActionProgress =>
  is === 'still-there'
    ? { ...reopened(progress, is), readings: [{ at: now, is }] }
    : { ...progress, insisted: false, nextAt: null }

/** Whether trying an action again means something: it has no outcome, or nobody could read that its thing is gone. */
export const standsOpen = ({ outcome, confirmation }: ActionProgress): boolean =>
  outcome === null || confirmation?.is === 'still-there' || confirmation?.is === 'cannot-tell'

const actionsAfter = (request: ErasureRequest, move: Move, plan: Plan | null): readonly ActionProgress[] => {
  if (move.to === 'erasing' && move.because === 'asked-to-retry') {
    const only = request.asked?.action
    return (
      request.actions
        .map(one => (only === undefined || one.action === only ? reopened(one) : one))
        // Whoever stands in a section goes on in it: something done anew outside of it would keep everybody else waiting.
        .map(one => (request.section === null ? doubted(one, plan) : one))
    )
  }
  if (move.to === 'confirming' && move.because === 'asked-to-look-again')
    return request.actions.map(progress => ({
      ...progress,
      insisted: progress.insisted && progress.outcome === null,
      confirmation: null,
      readings: [],
      nextAt: null
    }))
  if (move.to === 'erasing' && request.actions.length === 0)
    return (plan?.actions ?? []).map(({ action }) => fresh(action))
  return request.actions
}

/** What the certificate says of a row. */
export const certifyRow = ({ id, number, outcome, check, ground }: RetentionRow): RetainedOutcome => ({
  id,
  number,
  outcome,
  check,
  ground
})

/**
 * Carries a move out on the request; throws on a move that the table does not allow, because that is a fault of ours.
 * `plan` is frozen by the move to `erasing`.
 */
export const applyMove = (request: ErasureRequest, move: Move, plan: Plan | null, now: string): ErasureRequest => {
  if (!mayMove(request.state, move.to)) throw new Error(`move not allowed: ${request.state} to ${move.to}`)
  const ends = isEnd(move.to)
  return {
    ...request,
    state: move.to,
    stateSince: now,
    because: move.because,
    ...(move.assessed === undefined
      ? {}
      : {
          verdicts: move.assessed.verdicts,
          fingerprint: move.assessed.fingerprint ?? request.fingerprint,
          ...(move.assessed.agreement && { agreement: move.assessed.agreement }),
          coolOffEndsAt: move.assessed.coolOffEndsAt ?? request.coolOffEndsAt
        }),
    actions: actionsAfter(request, move, plan),
    retained: move.to === 'erasing' && plan !== null ? plan.retained.map(certifyRow) : request.retained,
    rows: move.to === 'erasing' || move.to === 'confirming' ? null : request.rows,
    asked: null,
    ...(move.ground === undefined ? {} : { refusal: move.ground }),
    waiting: null,
    endedAt: ends ? now : request.endedAt,
    section: ends ? null : request.section
  }
}

const change = (request: ErasureRequest, action: string, to: (progress: ActionProgress) => ActionProgress) => ({
  ...request,
  actions: request.actions.map(progress => (progress.action === action ? to(progress) : progress))
})

/** Before the platform is called. Enters the exclusive section with the same commit. */
export const recordIntent = (
  request: ErasureRequest,
  action: string,
  section: string | null,
  now: string
): ErasureRequest => ({
  ...change(request, action, progress => ({
    ...progress,
    intentAt: now,
    insisted: false,
    tries: progress.tries + 1,
    readings: [],
    nextAt: null
  })),
  section: section === null || request.section !== null ? request.section : { name: section, since: now }
})

/** After it answered. `leavesSection`: this was the last action of the section. */
export const recordOutcome = (
  request: ErasureRequest,
  action: string,
  outcome: { readonly is: Outcome['is']; readonly byReading: boolean },
  leavesSection: boolean,
  now: string
): ErasureRequest => ({
  ...change(request, action, progress => ({
    ...progress,
    outcome: { ...outcome, at: now },
    insisted: false,
    readings: [],
    nextAt: null
  })),
  waiting: null,
  section: leavesSection ? null : request.section
})

/** The call certainly never reached the platform: the intent is taken back. `leavesSection`: nothing else began in it. */
export const takeBackIntent = (
  request: ErasureRequest,
  action: string,
  leavesSection: boolean,
  nextAt: string
): ErasureRequest => ({
  ...change(request, action, progress => ({ ...progress, intentAt: null, tries: progress.tries - 1, nextAt })),
  section: leavesSection ? null : request.section
})

/**
 * The call failed, and reading proved twice that it had no effect: it is made again at `nextAt`, and until then others
 * may go through the section. Calls that may have happened stay counted.
 */
export const stepBack = (request: ErasureRequest, action: string, nextAt: string): ErasureRequest => ({
  ...change(request, action, progress => ({ ...progress, intentAt: null, readings: [], nextAt })),
  section: null
})

/** The call may have happened, or could not be read: look again at `nextAt`. */
export const postpone = (request: ErasureRequest, action: string, nextAt: string): ErasureRequest =>
  change(request, action, progress => ({ ...progress, nextAt }))

/** A reading to learn what became of an intent. */
export const recordReading = (
  request: ErasureRequest,
  action: string,
  is: Confirmation['is'],
  now: string
): ErasureRequest =>
  change(request, action, progress => ({
    ...progress,
    nextAt: null,
    readings: [...progress.readings, { at: now, is }]
  }))

/**
 * A reading after the outcome. An action that never had one, and is gone, is done by reading; one in doubt, and not there, has
 * none any more.
 */
export const recordConfirmation = (
  request: ErasureRequest,
  action: string,
  confirmation: Confirmation,
  now: string
): ErasureRequest => ({
  ...change(request, action, progress =>
    isDoubted(progress) ? resolved(progress, confirmation.is, now) : confirmed(progress, confirmation, now)
  ),
  waiting: null
})

const confirmed = (progress: ActionProgress, confirmation: Confirmation, now: string): ActionProgress => ({
  ...progress,
  nextAt: null,
  readings: [...progress.readings, { at: now, is: confirmation.is }],
  outcome:
    progress.outcome === null && progress.intentAt !== null && confirmation.is === 'gone'
      ? { is: 'done', at: now, byReading: true }
      : progress.outcome,
  confirmation: {
    is: confirmation.is,
    at: now,
    dueAt: confirmation.is === 'later' ? confirmation.at : null,
    because: 'because' in confirmation ? confirmation.because : null
  }
})

/** A reading of the platform's rows, after every action was confirmed. */
export const recordRows = (request: ErasureRequest, readings: readonly RowReading[], now: string): ErasureRequest => ({
  ...request,
  rows: { at: now, tries: (request.rows?.tries ?? 0) + 1, readings },
  waiting: null
})
