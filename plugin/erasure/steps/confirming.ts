import { deriveEnd } from '../../evidence/derive.ts'
import { type Decision, later, type View } from '../decision.ts'
import { toResults } from '../derivable.ts'
import type { ActionProgress } from '../request.ts'

/** Whether the reading of an action is final, or when it is read again. */
const readAgainAt = (view: View, progress: ActionProgress): string | null => {
  const { confirmation } = progress
  if (confirmation === null) return view.now
  if (confirmation.is === 'later') return confirmation.dueAt
  if (confirmation.is === 'still-there') return later(confirmation.at, view.policy.confirmEveryMs)
  return null
}

const tooOften = (view: View, progress: ActionProgress): boolean =>
  progress.confirmation?.is === 'still-there' &&
  progress.readings.filter(reading => reading.is === 'still-there').length >= view.policy.confirmTries

/** Reads back every action until each answer is final; the end is derived, never written. */
export const confirming = (view: View): Decision => {
  const open = view.request.actions.filter(progress => readAgainAt(view, progress) !== null)
  const stuck = open.find(progress => tooOften(view, progress))
  if (stuck) return { do: 'move', to: 'stalled', because: 'still-there' }
  const due = open.find(progress => readAgainAt(view, progress)! <= view.now && (progress.nextAt ?? '') <= view.now)
  if (due) return { do: 'confirm', action: due.action, final: true }
  const next = open.map(progress => [readAgainAt(view, progress)!, progress.nextAt ?? ''].sort().at(-1)!).sort()[0]
  if (next !== undefined) return { do: 'wait', until: next, because: 'read-again-later' }
  const end = deriveEnd(toResults(view.work.plan, view.request.actions))
  return end.is === 'confirming'
    ? { do: 'wait', until: end.dueAt, because: 'read-again-later' }
    : { do: 'move', to: end.is, because: 'derived' }
}
