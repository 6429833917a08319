import type { Action, Outcome } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { applyMove, postpone, recordIntent, recordOutcome, stepBack, takeBackIntent } from '../../erasure/changes.ts'
import type { View } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import { type ErasureRequest, hasBegun } from '../../erasure/request.ts'
import { weighHolds } from '../../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../../store/records/holds/section.ts'
import { StoreError } from '../../store/store-error.ts'
import { carry, commit, type HeldRequest, save, unlessOvertaken } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'
import { backAt, placeOf, timesLeft, waitForSection } from './section-line.ts'
import { noteSurprise } from './surprise.ts'

const actionOf = ({ connected }: Turn, id: string): Action =>
  connected.platform.actions.find(action => action.id === id)!

/** Whether no later action of the plan stands in the same section. */
const isLastOfSection = (turn: Turn, request: ErasureRequest, action: Action): boolean => {
  const rest = request.actions.slice(request.actions.findIndex(progress => progress.action === action.id) + 1)
  return !rest.some(progress => actionOf(turn, progress.action).section === action.section)
}

/**
 * The exclusive section that an action is begun in; null: none. A section keeps others out between its actions, so an
 * action whose others are not planned, as `retire` where there is no forum, has nothing to keep anybody out of.
 */
const sectionOf = (turn: Turn, { section, actions }: ErasureRequest, { id, section: name }: Action): string | null => {
  if (name === null || section?.name === name) return name
  return actions.some(({ action }) => action !== id && actionOf(turn, action).section === name) ? name : null
}

/** Whether nothing else may have been called in the section of an action, and this action once only. */
const isFirstOfSection = (turn: Turn, request: ErasureRequest, { id, section }: Action): boolean =>
  request.section !== null &&
  section !== null &&
  request.actions.every(progress => {
    if (progress.action === id) return progress.tries === 1
    return actionOf(turn, progress.action).section !== section || !hasBegun(progress)
  })

const sectionLeft = ({ section }: Action): Told => ({
  kind: 'section-left',
  actor: 'lethe',
  data: { section: section! }
})

const outcomeTold = (action: string, outcome: Outcome, byReading: boolean): Told => ({
  kind: 'outcome',
  actor: 'lethe',
  data: { action, is: outcome.is, byReading, counts: outcome.counts ?? {} }
})

const failedTold = (action: string, error: PlatformError): Told => ({
  kind: 'failed',
  actor: 'lethe',
  data: {
    action,
    failure: error.failure,
    code: error.code,
    status: error.status,
    mayHaveHappened: error.mayHaveHappened
  }
})

const recordLearned = async (
  turn: Turn,
  held: HeldRequest,
  action: Action,
  outcome: Outcome,
  byReading: boolean,
  now: string
): Promise<HeldRequest> => {
  const leaves = held.request.section !== null && isLastOfSection(turn, held.request, action)
  const request = recordOutcome(held.request, action.id, { is: outcome.is, byReading }, leaves, now)
  const left: readonly Told[] = leaves ? [sectionLeft(action)] : []
  const learned = { request, told: [outcomeTold(action.id, outcome, byReading), ...left] }
  // Whoever waits before the section goes on with this commit; else it is one with what comes next.
  return leaves ? commit(turn.parts, held, learned) : carry(held, 'outcome', learned)
}

const commitStall = (turn: Turn, held: HeldRequest, because: string, told: readonly Told[], now: string) =>
  commit(turn.parts, held, {
    request: applyMove(held.request, { do: 'move', to: 'stalled', because }, null, now),
    told: [...told, { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'stalled', because } }]
  })

/** What a failed call leaves behind: an intent to be read, an intent taken back, or a stalled request. */
const commitFailure = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  action: string,
  error: PlatformError
): Promise<HeldRequest | null> => {
  const now = turn.parts.clock.now().toISOString()
  const told = [failedTold(action, error)]
  // A gateway's 502 to 504 says nothing about the platform; a 500 is its own, and something of it may be lost.
  if (error.mayHaveHappened && error.status === 500) {
    const where = { request: held.id, platform: turn.connected.id, action, code: error.code }
    turn.parts.log.error(where, 'a change on a platform broke off half-way; it is read, then carried on')
  }
  if (error.failure === 'surprise') await noteSurprise(turn, held.id, error.code, now)
  if (error.failure !== 'unavailable') return commitStall(turn, held, `platform-${error.code}`, told, now)
  const waiting = nextTry(held.request.waiting, error.code, view.policy, error.retryAfterMs, turn.parts.random, now)
  const leaves = !error.mayHaveHappened && isFirstOfSection(turn, held.request, actionOf(turn, action))
  const after = error.mayHaveHappened
    ? postpone(held.request, action, waiting.nextAt)
    : takeBackIntent(held.request, action, leaves, waiting.nextAt)
  const left: readonly Told[] = leaves ? [sectionLeft(actionOf(turn, action))] : []
  const request = { ...after, waiting }
  await commit(turn.parts, held, { request, told: [...told, ...left], dueAt: waiting.nextAt, release: true })
  return null
}

/** What is told with an intent. */
const intentTold = (
  { request: before }: HeldRequest,
  request: ErasureRequest,
  { id }: Action,
  section: string | null
) => {
  const { tries } = request.actions.find(({ action }) => action === id)!
  const enters = before.section === null && request.section !== null
  return [
    ...(enters ? [{ kind: 'section-entered', actor: 'lethe', data: { section: section! } } as const] : []),
    { kind: 'intent', actor: 'lethe', data: { action: id, try: tries, section } }
  ] satisfies readonly Told[]
}

/**
 * Commits the intent; the request as it was where a hold came in between, null where it waits for others. Beginning an
 * action shares one critical section with the placing of holds, and is refused by the store itself where that was lost:
 * whoever was told that a hold is in force may rely on it.
 */
const storeIntent = async (turn: Turn, given: HeldRequest, action: Action): Promise<HeldRequest | null> => {
  const { parts, connected } = turn
  const { id: platform } = connected
  const section = sectionOf(turn, given.request, action)
  const isInside = given.request.section !== null && given.request.section.name === section
  const begin = async (held: HeldRequest): Promise<HeldRequest> => {
    const now = parts.clock.now().toISOString()
    const request = recordIntent(held.request, action.id, section, now)
    const begun = { request, told: intentTold(held, request, action, section) }
    if (isInside) return commit(parts, held, begun)
    const { stop, expects } = await weighHolds(parts.store, platform, held.request.aliases, held.work!.plan, now)
    // Placed since the view was drawn, or damaged: decide again, with that in it.
    return stop ? held : commit(parts, held, { ...begun, terms: { expects } }).catch(unlessOvertaken(held))
  }
  for (let held = given; ; ) {
    const left = timesLeft(parts, platform, section)
    try {
      const after = await exclusiveOnSubject(parts.store, held.request.aliases, () => begin(held))
      // Given back as it was, to be decided on anew: it keeps its place.
      if (after === held) return held
      const { place: _, ...begun } = after
      return begun
    } catch (error) {
      if (section === null || !(error instanceof StoreError) || error.code !== 'duplicate-key') throw error
      // Another request stands in the section: one at a time on this platform.
      const place = placeOf(parts, held, platform, section)
      held = { ...(await save(parts, held)), place }
      const waited = await waitForSection(parts, { held, platform, place, left }, turn.draining)
      if (waited === 'left') continue
      if (waited === 'said') return held
      const dueAt = new Date(backAt(parts, platform, section, waited)).toISOString()
      await commit(parts, held, { request: held.request, told: [], dueAt, release: true })
      return null
    }
  }
}

const triesOf = ({ request }: HeldRequest, id: string): number =>
  request.actions.find(({ action }) => action === id)!.tries

/**
 * Intent, call, outcome: the intent is stored before the call, the outcome before the next one, so that a crash between
 * any two is followed up by reading.
 */
export const performAction = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  id: string
): Promise<HeldRequest | null> => {
  const action = actionOf(turn, id)
  const intended = await storeIntent(turn, held, action)
  if (intended === null || triesOf(intended, id) === triesOf(held, id)) return intended
  const plan = intended.work!.plan!
  try {
    const outcome = await action.perform(plan.subject, plan, turn.signal)
    return await recordLearned(turn, intended, action, outcome, false, turn.parts.clock.now().toISOString())
  } catch (error) {
    if (error instanceof PlatformError) return commitFailure(turn, intended, view, id, error)
    throw error
  }
}

/** Nothing happened, again and again: others go through the section until the next try. */
export const stepBackFrom = async (turn: Turn, held: HeldRequest, view: View, id: string): Promise<null> => {
  const { code } = held.request.waiting!
  const waiting = nextTry(held.request.waiting, code, view.policy, null, turn.parts.random, view.now)
  const request = { ...stepBack(held.request, id, waiting.nextAt), waiting }
  const told = [sectionLeft(actionOf(turn, id))]
  await commit(turn.parts, held, { request, told, dueAt: waiting.nextAt, release: true })
  return null
}

/** The platform was read after an intent without outcome, and what should be gone is gone. */
export const takeAsDone = (turn: Turn, held: HeldRequest, view: View, id: string): Promise<HeldRequest> =>
  recordLearned(turn, held, actionOf(turn, id), { is: 'done' }, true, view.now)
