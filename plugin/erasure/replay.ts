import { hourMs } from '../durations.ts'
import { later } from './decision.ts'
import type { Ground, Origin } from './demand/demand.ts'
import { leadingDemand } from './demand/leading-demand.ts'
import type { SaidDemand } from './incoming.ts'
import type { Policy } from './policy.ts'
import { type ActionProgress, type ErasureRequest, endedBefore } from './request.ts'

/**
 * What was found of somebody who had been erased when the platform was restored. `another-person`: the number was given
 * to somebody else. `not-finished`: the former request never brought the erasure to its end, so what is there now did
 * not come back. `cannot-be-known`: the vault has forgotten who it was.
 */
export type FoundAgain =
  | 'came-back'
  | 'another-person'
  | 'not-there'
  | 'not-finished'
  | 'cannot-tell'
  | 'cannot-be-known'

/** Instants of what a restore may have undone of an action: its outcome, or a call that nobody has an answer to. */
const lastCallAt = ({ outcome, intentAt }: ActionProgress): string => outcome?.at ?? intentAt ?? ''

/** How far the clock of whoever took the snapshot and ours may lie apart. What is on a list without need is only read. */
const clockMarginMs = hourMs

/**
 * From when on a restore can have undone what was done. For what Lethe did alone: whether an account is younger than the
 * snapshot is a matter of the platform's own clock.
 */
export const undoneFrom = (snapshotAt: string): string => later(snapshotAt, -clockMarginMs)

/** Whether a restore from a snapshot taken at `snapshotAt` (ISO 8601) can have undone something of a request. */
export const mayBeUndone = ({ actions }: Pick<ErasureRequest, 'actions'>, snapshotAt: string): boolean =>
  actions.some(progress => lastCallAt(progress) > undoneFrom(snapshotAt))

/** Whether a request ended as an erasure: what was put back after a withdrawal is nobody's to erase again. */
export const isErasure = ({ state }: Pick<ErasureRequest, 'state'>): boolean =>
  state === 'completed' || state === 'partially-completed'

/** Whether a request was ended by the ledger of ended ids, because our own data came back from before its end. */
export const endedAsTold = ({ because }: Pick<ErasureRequest, 'because'>): boolean => because === endedBefore

/**
 * Whether every action was done and nothing was read to be still there: only then can the account have come *back*. Of
 * one that ended as the ledger told, only its end is known: `completed` says the same.
 */
export const wasFinished = (request: Pick<ErasureRequest, 'actions' | 'state' | 'because'>): boolean =>
  endedAsTold(request)
    ? request.state === 'completed'
    : request.actions.every(({ outcome, confirmation }) => outcome !== null && confirmation?.is !== 'still-there')

/**
 * Who stands now under the number of somebody who was erased. Number and birth together are an account; whoever was born
 * after the snapshot cannot have come back with it.
 */
export const whoIsThere = (
  erased: { readonly bornAt: string },
  found: { readonly bornAt: string },
  snapshotAt: string
): 'came-back' | 'another-person' | 'cannot-tell' => {
  if (erased.bornAt === '' || found.bornAt === '') return 'cannot-tell'
  return erased.bornAt === found.bornAt && found.bornAt <= snapshotAt ? 'came-back' : 'another-person'
}

/** An action whose effect the restore may have undone counts as begun without an answer: it is read before anything else. */
export const readAnew = (progress: ActionProgress, snapshotAt: string, until: string): ActionProgress => {
  const at = progress.outcome?.at
  if (at === undefined || at <= undoneFrom(snapshotAt) || at > until) return progress
  return {
    ...progress,
    intentAt: progress.intentAt ?? at,
    insisted: false,
    readings: [],
    outcome: null,
    confirmation: null,
    nextAt: null
  }
}

/** Questions whose answer was given, told or agreed to once and does not come back with a backup. */
const answeredOnce: Policy['asked'] = {
  'social-accounts-unlinked': 'resolved-by-platform',
  'password-set': 'not-asked',
  'identity-proven': 'not-asked',
  'mandate-recorded': 'not-asked',
  'consequences-told': 'not-asked',
  'account-confirmed': 'not-asked',
  'no-unpaid-invoices': 'not-asked'
}

/**
 * How an erasure is repeated: without another cool-off and notice. What the platform has again is asked again: sole
 * ownership, roles, open work, holds.
 */
export const policyOfReplay = (policy: Policy): Policy => ({
  ...policy,
  coolOffMs: 0,
  noticeMs: 0,
  asked: { ...policy.asked, ...answeredOnce }
})

/** A deletion that had begun on the platform without us may have to be begun by us now: that is the subject's own wish. */
const originOf = (origin: Origin): Origin => (origin === 'platform' ? 'self' : origin)

const groundOf = ({ article, letter }: Ground): Ground =>
  article === '17(1)' ? { article, letter } : { article: '17(1)', letter: null }

/** The former demand, made again: under Article 17(1), with what was proven and told then, by whoever made it. */
export const demandAgain = (former: ErasureRequest): { readonly by: string; readonly demand: SaidDemand } => {
  const { by, origin, ground, proof, mandate: given, acknowledged } = leadingDemand(former)
  // Whoever was invited then is not invited again.
  const mandate = given === null ? null : { ...given, standing: true as const }
  return {
    by,
    demand: { origin: originOf(origin), ground: groundOf(ground), saidAt: null, proof, mandate, acknowledged }
  }
}
