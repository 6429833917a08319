import { hourMs } from '../durations.ts'
import { startForgetting } from '../facts/forget.ts'
import type { createHints } from '../intake/hints/hints.ts'
import { startWatch } from '../intake/watch/watch.ts'
import { startReportMonths } from '../reports/start.ts'
import { startRounds } from '../rounds.ts'
import { checkHoldRegister } from '../store/records/holds/register.ts'
import { compareOwnKeys } from '../store/records/own/own-keys.ts'
import { startForgettingCodes } from '../store/records/subject-codes/forget.ts'
import { VaultError } from '../vault/errors.ts'
import { remindByMail } from '../work/holds/remind.ts'
import { startHoldWatch } from '../work/holds/watch.ts'
import { startLeading } from '../work/lead.ts'
import { startLifecycles } from '../work/lifecycle/schedule.ts'
import { startForgettingEnds } from '../work/own-restore/forget.ts'
import { startOwnershipNights } from '../work/ownership/nights.ts'
import { startProof } from '../work/proof.ts'
import { startReplays } from '../work/replay/run.ts'
import { startSelections } from '../work/selection/run.ts'
import { startWorker } from '../work/worker.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

const watchHolds = ({ work, mailer }: Assembled) =>
  startHoldWatch({ ...work, remind: mailer === null ? null : remindByMail(work, mailer.remindOfReview) })

/** What is done by one of all instances, and by itself; each answer is how to stop. */
const startRest = ({ store, clock, endedIds, ownBackupMs }: Surroundings, { work, watching, lives }: Assembled) => [
  startReportMonths({ store, clock, log: work.log }),
  startForgetting(work),
  startForgettingCodes(work),
  startSelections(watching),
  startLifecycles(lives),
  startReplays(watching),
  startForgettingEnds(work, endedIds, ownBackupMs)
]

/** A folder of keys that only looks like that of the others is known by the key of a new month at the latest. */
const startComparingKeys = ({ store, keys, clock }: Surroundings, { work: { log } }: Assembled) =>
  startRounds({
    clock,
    everyMs: hourMs,
    round: () => store.exclusive('own-keys', () => compareOwnKeys(store, keys)),
    tell: error => {
      const code = error instanceof VaultError ? error.code : 'keys-not-compared'
      log.error({ code }, 'the keys are not those of the other instances, or could not be compared')
    }
  })

const stopAll = async (stops: readonly (() => Promise<void>)[]): Promise<void> => {
  await Promise.all(stops.map(stop => stop()))
}

const startAlone = async (around: Surroundings, assembled: Assembled) => {
  const { work, watching } = assembled
  const stopHoldWatch = await watchHolds(assembled)
  const worker = startWorker(work, undefined, around.places)
  const watch = startWatch(watching)
  const nights = startOwnershipNights(work)
  const stops = [stopHoldWatch, ...startRest(around, assembled)]
  return { watch, nights, worker, stopRest: () => stopAll(stops) }
}

/**
 * One of several: requests are carried on by all, what runs by itself by the one that leads. The others answer for it by
 * what it said in the store, and look for themselves where they are asked to.
 */
const startAmongOthers = async (
  around: Surroundings,
  assembled: Assembled,
  shared: NonNullable<typeof around.shared>
) => {
  const { work, watching } = assembled
  await checkHoldRegister(work.store, work.clock.now().toISOString())
  const { startRungWorker } = await import('../work/bell/rung-worker.ts')
  const worker = startRungWorker(work, shared, around.places)
  const leading = startLeading(work, async () => {
    const stopHoldWatch = await watchHolds(assembled)
    const watch = startWatch(watching, 'leader')
    const nights = startOwnershipNights(work, 'leader')
    const proof = startProof(work, 'leader')
    const stops = [stopHoldWatch, ...startRest(around, assembled)]
    return { stop: () => stopAll([watch.stop, nights.stop, ...stops, proof.stop]) }
  })
  const watch = startWatch(watching, 'nobody-here')
  const nights = startOwnershipNights(work, 'nobody-here')
  const stopComparing = startComparingKeys(around, assembled)
  return { watch, nights, worker, stopRest: () => stopAll([leading.stop, stopComparing]) }
}

/**
 * Starts everything that runs by itself, each with an end of its own. A hold that is gone is missed before the worker
 * carries anything on.
 */
export const startLoops = async (around: Surroundings, assembled: Assembled, hints: ReturnType<typeof createHints>) => {
  const { shared } = around
  const started = await (shared === undefined
    ? startAlone(around, assembled)
    : startAmongOthers(around, assembled, shared))
  const { watch, nights, worker, stopRest } = started
  return {
    watch,
    nights,
    hasPlace: worker.hasPlace,
    /** Null: one process needs no bell. */
    isRung: (): boolean | null => worker.isRung?.() ?? null,
    /** Nothing new is begun from the first moment on, whoever of them takes longest to end. */
    async stop(graceMs: number) {
      await Promise.all([worker.stop(graceMs), watch.stop(), nights.stop(), hints.stop(), stopRest()])
    }
  }
}

/** What `startLoops` started. */
export type Loops = Awaited<ReturnType<typeof startLoops>>
