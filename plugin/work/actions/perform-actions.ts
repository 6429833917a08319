import type { Action, Outcome } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { recordIntent, recordOutcome, stepBack } from '../../erasure/changes.ts'
import type { View } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { weighHolds } from '../../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../../store/records/holds/section.ts'
import { StoreError } from '../../store/store-error.ts'
import { carry, commit, type HeldRequest, save, unlessOvertaken } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'
import { commitFailures, type FailedAction, sectionLeft } from './failed-actions.ts'
import { backAt, placeOf, timesLeft, waitForSection } from './section-line.ts'

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

const outcomeTold = (action: string, outcome: Outcome, byReading: boolean): Told => ({
  kind: 'outcome',
  actor: 'lethe',
  data: { action, is: outcome.is, byReading, counts: outcome.counts ?? {} }
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

/** What is told with the intents. */
const intentsTold = (
  before: ErasureRequest,
  after: ErasureRequest,
  actions: readonly Action[],
  section: string | null
) => {
  const enters = before.section === null && after.section !== null
  const entered = { kind: 'section-entered', actor: 'lethe', data: { section: section! } } as const
  const intents = actions.map(({ id }) => {
    const { tries } = after.actions.find(({ action }) => action === id)!
    return { kind: 'intent', actor: 'lethe', data: { action: id, try: tries, section } } as const
  })
  return [...(enters ? [entered] : []), ...intents] satisfies readonly Told[]
}

/**
 * Commits the intents of actions that are called side by side, in a section of one alone; the request as it was where a
 * hold came in between, null where it waits for others. Beginning an action shares one critical section with the placing
 * of holds, and is refused by the store itself where that was lost: whoever was told that a hold is in force may rely on it.
 */
const storeIntents = async (
  turn: Turn,
  given: HeldRequest,
  actions: readonly Action[]
): Promise<HeldRequest | null> => {
  const { parts, connected } = turn
  const { id: platform } = connected
  const section = sectionOf(turn, given.request, actions[0]!)
  const isInside = given.request.section !== null && given.request.section.name === section
  const begin = async (held: HeldRequest): Promise<HeldRequest> => {
    const now = parts.clock.now().toISOString()
    const request = actions.reduce((after, { id }) => recordIntent(after, id, section, now), held.request)
    const begun = { request, told: intentsTold(held.request, request, actions, section) }
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
      const plan = held.work!.plan!
      const prepare = async (letGo: AbortSignal) =>
        actions[0]!.prepare?.(plan.subject, plan, AbortSignal.any([turn.signal, letGo]))
      const waited = await waitForSection(parts, { held, platform, place, left, prepare }, turn.draining)
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
 * Intent, call, outcome: the intents are stored before the calls, the outcomes before the next ones, so that a crash
 * between any two is followed up by reading.
 */
export const performActions = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  ids: readonly string[]
): Promise<HeldRequest | null> => {
  const actions = ids.map(id => actionOf(turn, id))
  const intended = await storeIntents(turn, held, actions)
  if (intended === null || triesOf(intended, ids[0]!) === triesOf(held, ids[0]!)) return intended
  const plan = intended.work!.plan!
  // Whatever one of them throws: the others are waited for, so that nothing is under way when the request is let go.
  const called = await Promise.allSettled(actions.map(action => action.perform(plan.subject, plan, turn.signal)))
  const now = turn.parts.clock.now().toISOString()
  const failed: FailedAction[] = []
  let after = intended
  for (const [at, answer] of called.entries()) {
    const action = actions[at]!
    if (answer.status === 'fulfilled') after = await recordLearned(turn, after, action, answer.value, false, now)
    else if (answer.reason instanceof PlatformError) failed.push({ action, error: answer.reason })
    else throw answer.reason
  }
  return failed.length === 0 ? after : commitFailures(turn, after, view, failed)
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
