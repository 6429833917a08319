import type { PlannedAction } from '../../../adapters/contract.ts'
import { type ActionTraits, type Decision, keptBackUntil, later, latest, type View } from '../decision.ts'
import { isTakenBack } from '../demand/leading-demand.ts'
import { standingObjection } from '../demand/objections.ts'
import { hasWayBack } from '../demand/withdrawal.ts'
import { type ActionProgress, hasBegun } from '../request.ts'
import { isDoubted, resume } from '../resume.ts'

const outcomeAt = (view: View, action: string): string | null =>
  view.request.actions.find(progress => progress.action === action)?.outcome?.at ?? null

/** When an action may begin at the earliest: the longest of what it waits for. */
const mayBeginAt = (view: View, planned: PlannedAction): string =>
  latest(
    view.request.stateSince,
    ...planned.waits.map(({ after, ms }) => later(outcomeAt(view, after) ?? view.request.stateSince, ms))
  )

/** After this many failed calls in a row a request makes room for the others of its platform between its tries. */
const makesRoomAfter = 2

/** Whether nothing of the section has happened yet, so that leaving it is as harmless as not having entered. */
const makesRoom = (view: View, progress: ActionProgress, { section }: ActionTraits): boolean => {
  const { request, actions } = view
  if (section === null || request.section?.name !== section) return false
  const others = actions.filter(action => action.section === section && action.id !== progress.action)
  const isAlone = !request.actions.some(other => hasBegun(other) && others.some(({ id }) => id === other.action))
  return isAlone && (request.waiting?.tries ?? 0) >= makesRoomAfter
}

const isDueBeside = (
  view: View,
  { action, intentAt, outcome, nextAt }: ActionProgress,
  group: readonly string[]
): boolean => {
  const traits = view.actions.find(({ id }) => id === action)
  const planned = view.work.plan?.actions.find(one => one.action === action)
  if (!traits || !planned || intentAt !== null || outcome !== null) return false
  if (traits.section !== null || traits.repeat !== 'safe' || traits.reversible) return false
  if (traits.after.some(id => group.includes(id)) || planned.waits.some(({ after }) => group.includes(after)))
    return false
  return mayBeginAt(view, planned) <= view.now && (nextAt ?? '') <= view.now
}

/** An action that is due, and those right after it that may be called beside it: what one did, none of the others needs. */
const sideBySideFrom = (view: View, first: ActionProgress): readonly string[] => {
  const { actions } = view.request
  const group: string[] = []
  for (const progress of actions.slice(actions.indexOf(first))) {
    if (!isDueBeside(view, progress, group)) break
    group.push(progress.action)
  }
  // Whatever is not safe to repeat, stands in a section or can be taken back goes alone.
  return group.length === 0 ? [first.action] : group
}

/** Brings an action that has begun to its end. What is performed again is begun again, and may be stopped as at first. */
const carryOn = (view: View, progress: ActionProgress, traits: ActionTraits, stop: Decision | null): Decision => {
  if (progress.nextAt !== null && progress.nextAt > view.now)
    return { do: 'wait', until: progress.nextAt, because: 'platform-unavailable' }
  const next = resume(traits, progress, view.now)
  if (next.do === 'read') return { do: 'confirm', action: progress.action }
  if (next.do === 'wait') return { do: 'wait', until: next.until, because: 'settling' }
  // Whatever became of it: what can be put back is put back by reading.
  if (next.do === 'stall' && stop?.do === 'release') return stop
  if (next.do === 'stall') return { do: 'move', to: 'stalled', because: next.because }
  if (next.do === 'perform' && stop !== null) return stop
  if (next.do === 'perform' && makesRoom(view, progress, traits)) return { do: 'step-back', action: progress.action }
  return next.do === 'perform'
    ? { do: 'perform', actions: [progress.action] }
    : { do: next.do, action: progress.action }
}

/** What was done by the platform's word and is in doubt is read, all at once, before anything is done that rests on it. */
const readDoubted = ({ request, now }: View): Decision | null => {
  const inDoubt = request.actions.filter(isDoubted)
  if (inDoubt.length === 0) return null
  const due = inDoubt.filter(({ nextAt }) => (nextAt ?? '') <= now)
  if (due.length > 0) return { do: 'confirm-all', actions: due.map(({ action }) => action) }
  return { do: 'wait', until: inDoubt.map(({ nextAt }) => nextAt!).sort()[0]!, because: 'platform-unavailable' }
}

const releaseOf = ({ request, work }: View): Decision | null =>
  isTakenBack(request) && hasWayBack(work.plan!, request.actions) ? { do: 'release' } : null

/** What may stop the next action, though not one that has begun. */
const stopOf = (view: View): Decision | null => {
  const { request } = view
  const release = releaseOf(view)
  if (release !== null) return release
  if (standingObjection(request) !== null && hasWayBack(view.work.plan!, request.actions))
    return { do: 'move', to: 'stalled', because: 'subject-objected' }
  if (view.holds > 0)
    return request.actions.some(hasBegun)
      ? { do: 'move', to: 'stalled', because: 'legal-hold' }
      : { do: 'wait', until: later(view.now, view.policy.recheckMs), because: 'legal-hold' }
  return view.keptBack === null ? null : { do: 'wait', until: keptBackUntil(view), because: view.keptBack }
}

/**
 * The actions in the order of the plan, side by side where none needs another. What became of an action that has begun is learned before
 * anything may stop the request; inside an exclusive section nothing stops it between the first and the last action, because
 * everybody else on the platform waits there.
 */
export const erasing = (view: View): Decision => {
  const { request, work } = view
  const doubt = readDoubted(view)
  if (doubt !== null) return doubt
  for (const progress of request.actions) {
    if (progress.outcome !== null) continue
    const traits = view.actions.find(action => action.id === progress.action)
    const planned = work.plan?.actions.find(action => action.action === progress.action)
    if (!traits || !planned) return releaseOf(view) ?? { do: 'move', to: 'stalled', because: 'action-unknown' }
    const inside = request.section !== null && request.section.name === traits.section
    const stop = inside ? null : stopOf(view)
    if (progress.intentAt !== null) return carryOn(view, progress, traits, stop)
    if (stop !== null) return stop
    const beginAt =
      progress.nextAt === null ? mayBeginAt(view, planned) : latest(mayBeginAt(view, planned), progress.nextAt)
    if (beginAt > view.now) return { do: 'wait', until: beginAt, because: 'waits-before-action' }
    return { do: 'perform', actions: sideBySideFrom(view, progress) }
  }
  return releaseOf(view) ?? { do: 'move', to: 'confirming', because: 'every-action-has-an-outcome' }
}
