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

/**
 * Our own data came back from a backup while this request was under way: what it had begun since is not known, so
 * everything without an outcome counts as begun, and is read before it is done.
 */
export const storeRestored: Fold<'store-restored'> = ({ at }, before) => {
  const isUnknown = before.request.actions.some(({ outcome, intentAt }) => outcome === null && intentAt === null)
  if (!isUnknown) return before
  const actions = before.request.actions.map(progress =>
    progress.outcome === null && progress.intentAt === null
      ? { ...progress, intentAt: at, tries: progress.tries + 1 }
      : progress
  )
  const told = { kind: 'finding', actor: 'lethe', data: { code: 'store-restored', precondition: null } } as const
  return happened(before, { request: { actions } }, told)
}
