import { readAnew } from '../replay.ts'
import { asking, type Fold, happened } from './parts.ts'

/**
 * The platform was restored while this request was under way. What it had done since the snapshot may be undone: each
 * such action counts as begun without an answer, so that it is read before anything goes on.
 */
export const platformRestored: Fold<'platform-restored'> = ({ snapshotAt, by, at }, before) => {
  const actions = before.request.actions.map(progress => readAnew(progress, snapshotAt, at))
  const isUndone = actions.some((progress, index) => progress !== before.request.actions[index])
  if (!isUndone) return before
  const told = { kind: 'replayed', actor: by, data: { snapshotAt } } as const
  return asking(happened(before, { request: { actions, rows: null } }, told), { what: 'do-again', by, at })
}
