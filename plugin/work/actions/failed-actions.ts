import type { Action } from '../../../adapters/contract.ts'
import type { PlatformError } from '../../../adapters/errors.ts'
import { applyMove, postpone, takeBackIntent } from '../../erasure/changes.ts'
import type { View } from '../../erasure/decision.ts'
import type { Told } from '../../erasure/fold.ts'
import { type ErasureRequest, hasBegun } from '../../erasure/request.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import { nextTry } from '../retry.ts'
import type { Turn } from '../turn.ts'
import { noteSurprise } from './surprise.ts'

/** An action whose call failed. */
export interface FailedAction {
  readonly action: Action
  readonly error: PlatformError
}

/** Told when the section of an action is left. */
export const sectionLeft = ({ section }: Action): Told => ({
  kind: 'section-left',
  actor: 'lethe',
  data: { section: section! }
})

const failedTold = ({ action, error }: FailedAction): Told => ({
  kind: 'failed',
  actor: 'lethe',
  data: {
    action: action.id,
    failure: error.failure,
    code: error.code,
    status: error.status,
    mayHaveHappened: error.mayHaveHappened
  }
})

/** Whether nothing else may have been called in the section of an action, and this action once only. */
const isFirstOfSection = ({ connected }: Turn, request: ErasureRequest, { id, section }: Action): boolean =>
  request.section !== null &&
  section !== null &&
  request.actions.every(progress => {
    if (progress.action === id) return progress.tries === 1
    const other = connected.platform.actions.find(action => action.id === progress.action)!
    return other.section !== section || !hasBegun(progress)
  })

/** A gateway's 502 to 504 says nothing about the platform; a 500 is its own, and something of it may be lost. */
const logBrokenOff = ({ parts, connected }: Turn, request: string, { action, error }: FailedAction): void => {
  if (!error.mayHaveHappened || error.status !== 500) return
  const where = { request, platform: connected.id, action: action.id, code: error.code }
  parts.log.error(where, 'a change on a platform broke off half-way; it is read, then carried on')
}

const commitStall = (turn: Turn, held: HeldRequest, because: string, told: readonly Told[], now: string) =>
  commit(turn.parts, held, {
    request: applyMove(held.request, { do: 'move', to: 'stalled', because }, null, now),
    told: [...told, { kind: 'moved', actor: 'lethe', data: { from: held.request.state, to: 'stalled', because } }]
  })

/** The longest that the platform asked to be left alone, in milliseconds; null: it did not. */
const longestRetryAfter = (failed: readonly FailedAction[]): number | null => {
  const asked = failed.flatMap(({ error }) => error.retryAfterMs ?? [])
  return asked.length === 0 ? null : Math.max(...asked)
}

/**
 * What failed calls leave behind: intents to be read, intents taken back, or a stalled request. `held` has what became of
 * the calls beside them; `view` is of before the calls: how often the request has failed counts on, although others
 * were answered.
 */
export const commitFailures = async (
  turn: Turn,
  held: HeldRequest,
  view: View,
  failed: readonly FailedAction[]
): Promise<HeldRequest | null> => {
  const { parts } = turn
  const now = parts.clock.now().toISOString()
  const told = failed.map(failedTold)
  for (const one of failed) {
    logBrokenOff(turn, held.id, one)
    if (one.error.failure === 'surprise') await noteSurprise(turn, held.id, one.error.code, now)
  }
  const final = failed.find(({ error }) => error.failure !== 'unavailable')
  if (final !== undefined) return commitStall(turn, held, `platform-${final.error.code}`, told, now)
  const { code } = failed[0]!.error
  const waiting = nextTry(view.request.waiting, code, view.policy, longestRetryAfter(failed), parts.random, now)
  let { request } = held
  for (const { action, error } of failed) {
    const leaves = !error.mayHaveHappened && isFirstOfSection(turn, request, action)
    const after = error.mayHaveHappened
      ? postpone(request, action.id, waiting.nextAt)
      : takeBackIntent(request, action.id, leaves, waiting.nextAt)
    if (leaves) told.push(sectionLeft(action))
    request = after
  }
  request = { ...request, waiting }
  await commit(parts, held, { request, told, dueAt: waiting.nextAt, release: true })
  return null
}
