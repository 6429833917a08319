import { hourMs } from '../../durations.ts'
import { Problem } from '../../errors.ts'
import { startRounds } from '../../rounds.ts'
import { type HoldBody, isDueForReview } from '../../store/records/holds/body.ts'
import { changeHold } from '../../store/records/holds/change.ts'
import { listHolds } from '../../store/records/holds/in-force.ts'
import { checkHoldRegister } from '../../store/records/holds/register.ts'
import type { Document } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import { VaultError } from '../../vault/errors.ts'
import type { WorkParts } from '../parts.ts'
import { completeHold } from './complete.ts'

/** Tells whoever answers for a hold that its review is due; resolves when the next hop took it. */
export type RemindOfReview = (hold: Document<HoldBody>) => Promise<void>

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'platforms' | 'log'> & {
  /** Null where no mail is set up: `lethe doctor` and `lethe hold list --due` say it all the same. */
  readonly remind: RemindOfReview | null
}

const everyMs = 60 * 1000
const againMs = hourMs

/** A platform that could not be asked is asked each minute, one that knew nobody each hour: an account may come. */
const isToBeLookedUp = ({ lookup, sealedIdentifiers }: HoldBody, nowMs: number): boolean => {
  if (lookup === undefined || lookup.is === 'found' || sealedIdentifiers == null) return false
  return lookup.is === 'not-yet' || Date.parse(lookup.at) + againMs <= nowMs
}

const remindOf = async ({ store, clock, log, remind }: Parts, hold: Document<HoldBody>): Promise<void> => {
  const { reviewAt, remindedOf } = hold.body
  if (!isDueForReview(hold.body, clock.now().toISOString()) || remindedOf === reviewAt) return
  log.error({ hold: hold.id, reviewAt }, 'the review of a hold is due: it stands until people lift it')
  await remind?.(hold)
  await changeHold(store, hold.id, body => ({ ...body, remindedOf: reviewAt }))
}

const lookAfter = async (parts: Parts, hold: Document<HoldBody>, signal: AbortSignal): Promise<void> => {
  const { store, clock, log } = parts
  try {
    if (isToBeLookedUp(hold.body, clock.now().getTime())) {
      await completeHold(parts, hold.id, signal)
    }
    await remindOf(parts, (await store.get<HoldBody>('hold', hold.id)) ?? hold)
  } catch (error) {
    const isKnown = error instanceof Problem || error instanceof StoreError || error instanceof VaultError
    const code = isKnown ? error.code : 'internal-fault'
    log.error({ hold: hold.id, code }, 'a hold could not be looked after; it stands')
  }
}

/** One round: is every hold still there, whom do they mean, is a review due. */
export const lookAfterHolds = async (parts: Parts, signal: AbortSignal): Promise<void> => {
  const { store, clock, log } = parts
  const { lost } = await checkHoldRegister(store, clock.now().toISOString())
  for (const [hold, { platform }] of Object.entries(lost)) {
    log.error({ hold, platform }, 'a hold is lost: nothing is erased on its platform until it is put back or settled')
  }
  for (const hold of await listHolds(store)) await lookAfter(parts, hold, signal)
}

/**
 * Looks after the holds: once before anything is carried on, then every minute. Returns how to stop.
 */
export const startHoldWatch = async (parts: Parts): Promise<() => Promise<void>> => {
  await checkHoldRegister(parts.store, parts.clock.now().toISOString())
  return startRounds({
    clock: parts.clock,
    everyMs,
    round: signal => lookAfterHolds(parts, signal),
    tell(error) {
      const code = error instanceof StoreError ? error.code : 'internal-fault'
      parts.log.error({ code }, 'the holds could not be looked through')
    }
  })
}
