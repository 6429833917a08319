import { startForgetting } from '../facts/forget.ts'
import type { createHints } from '../intake/hints/hints.ts'
import { startWatch } from '../intake/watch/watch.ts'
import { startReportMonths } from '../reports/start.ts'
import { startForgettingCodes } from '../store/records/subject-codes/forget.ts'
import { remindByMail } from '../work/holds/remind.ts'
import { startHoldWatch } from '../work/holds/watch.ts'
import { startLifecycles } from '../work/lifecycle/schedule.ts'
import { startForgettingEnds } from '../work/own-restore/forget.ts'
import { startOwnershipNights } from '../work/ownership/nights.ts'
import { startReplays } from '../work/replay/run.ts'
import { startSelections } from '../work/selection/run.ts'
import { startWorker } from '../work/worker.ts'
import type { Surroundings } from './surroundings.ts'
import type { Assembled } from './work.ts'

/**
 * Starts everything that runs by itself, each with an end of its own. A hold that is gone is missed before the worker
 * carries anything on.
 */
export const startLoops = async (
  around: Surroundings,
  { work, watching, lives, mailer }: Assembled,
  hints: ReturnType<typeof createHints>
) => {
  const { store, clock, endedIds, ownBackupMs, places } = around
  const stopHoldWatch = await startHoldWatch({
    ...work,
    remind: mailer === null ? null : remindByMail(work, mailer.remindOfReview)
  })
  const worker = startWorker(work, undefined, places)
  const watch = startWatch(watching)
  const nights = startOwnershipNights(work)
  const stops = [
    stopHoldWatch,
    startReportMonths({ store, clock, log: work.log }),
    startForgetting(work),
    startForgettingCodes(work),
    startSelections(watching),
    startLifecycles(lives),
    startReplays(watching),
    startForgettingEnds(work, endedIds, ownBackupMs)
  ]
  return {
    watch,
    nights,
    /** New claims first, then the action in hand, within the time; then the rest. */
    async stop(graceMs: number) {
      await watch.stop()
      await nights.stop()
      await hints.stop()
      await worker.stop(graceMs)
      for (const stop of stops) await stop()
    }
  }
}

/** What `startLoops` started. */
export type Loops = Awaited<ReturnType<typeof startLoops>>
