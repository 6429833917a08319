import { deriveEnd } from '../../evidence/derive.ts'
import { type Decision, later, latest, type View } from '../decision.ts'
import { toResults } from '../derivable.ts'
import { type ActionProgress, hasBegun } from '../request.ts'

const isUnreadable = (view: View, { action }: ActionProgress): boolean =>
  view.work.plan?.actions.find(planned => planned.action === action)?.readBack === 'none'

/** When an action is read again; null when its reading is final, or it was never begun. */
const readAgainAt = (view: View, progress: ActionProgress): string | null => {
  const { confirmation, outcome } = progress
  if (outcome === null && !hasBegun(progress)) return null
  if (confirmation === null) return view.now
  const again = later(confirmation.at, view.policy.confirmEveryMs)
  if (confirmation.is === 'still-there') return again
  // A platform may need longer than it said: then at the same pace as anything else.
  if (confirmation.is === 'later' && !isUnreadable(view, progress)) return latest(confirmation.dueAt ?? again, again)
  return null
}

/** What the platform refused to say, or said out of contract, is no answer: a person looks before the end is derived. */
const unansweredCode = (view: View): string | null =>
  view.request.actions.find(
    progress =>
      progress.confirmation?.is === 'cannot-tell' &&
      progress.confirmation.because?.startsWith('platform-') &&
      !isUnreadable(view, progress)
  )?.confirmation?.because ?? null

const tooOften = (view: View, progress: ActionProgress): boolean =>
  progress.confirmation?.is === 'still-there' &&
  progress.readings.filter(reading => reading.is === 'still-there').length >= view.policy.confirmTries

/** What is to be done about the platform's rows: read them, or ask a person about one that should be gone. */
const rowsNext = ({ request: { rows }, readsRows, policy, now }: View): Decision | null => {
  if (!readsRows) return null
  if (rows === null) return { do: 'read-rows' }
  if (!rows.readings.some(({ is }) => is === 'still-there')) return null
  if (rows.tries >= policy.confirmTries) return { do: 'move', to: 'stalled', because: 'row-still-there' }
  const again = later(rows.at, policy.confirmEveryMs)
  return again <= now ? { do: 'read-rows' } : { do: 'wait', until: again, because: 'read-again-later' }
}

/**
 * Reads back every action until each answer is final; the end is derived, never written. Whoever had only another look
 * at a stalled request has not decided what becomes of actions without an outcome.
 */
export const confirming = (view: View): Decision => {
  if (view.request.asked?.what === 'do-again') return { do: 'move', to: 'erasing', because: 'platform-restored' }
  const open = view.request.actions.filter(progress => readAgainAt(view, progress) !== null)
  const stuck = open.find(progress => tooOften(view, progress))
  if (stuck) return { do: 'move', to: 'stalled', because: 'still-there' }
  const due = open.filter(progress => readAgainAt(view, progress)! <= view.now && (progress.nextAt ?? '') <= view.now)
  if (due.length > 0) return { do: 'confirm-all', actions: due.map(({ action }) => action) }
  const next = open.map(progress => [readAgainAt(view, progress)!, progress.nextAt ?? ''].sort().at(-1)!).sort()[0]
  if (next !== undefined) return { do: 'wait', until: next, because: 'read-again-later' }
  const unanswered = unansweredCode(view)
  if (unanswered !== null) return { do: 'move', to: 'stalled', because: unanswered }
  if (view.request.actions.some(progress => progress.outcome === null))
    return { do: 'move', to: 'stalled', because: view.holds > 0 ? 'legal-hold' : 'outcome-missing' }
  const rows = rowsNext(view)
  if (rows !== null) return rows
  const end = deriveEnd(toResults(view.work.plan, view.request.actions), view.request.rows?.readings)
  return end.is === 'confirming'
    ? { do: 'wait', until: end.dueAt, because: 'read-again-later' }
    : { do: 'move', to: end.is, because: 'derived' }
}
