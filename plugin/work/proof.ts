import { createBackgroundCheck } from './anchoring/background-check.ts'
import { checkEvidence } from './anchoring/check-evidence.ts'
import { startAnchoring } from './anchoring/schedule.ts'
import type { WorkParts } from './parts.ts'
import { startExpiry } from './retention/expire.ts'
import { listKeptRows, settleKeptRow } from './retention/kept-rows.ts'
import { listKeyMonths } from './retention/key-months.ts'
import { startPurge } from './retention/purge.ts'

/**
 * Everything that goes on after requests have ended: keys die, terms end, heads are anchored, records go. Answers the
 * verbs over it, and how to stop.
 */
export const startProof = (work: WorkParts) => {
  const stopExpiry = startExpiry(work)
  const stopPurge = startPurge(work)
  const anchoring = startAnchoring(work)
  const inBackground = createBackgroundCheck({
    clock: work.clock,
    log: work.log,
    check: tell => checkEvidence(work, tell)
  })
  return {
    verbs: {
      anchorNow: () => anchoring.anchorNow(),
      check: () => checkEvidence(work),
      beginCheck: inBackground.begin,
      showCheck: inBackground.show,
      keyMonths: () => listKeyMonths(work),
      keptRows: () => listKeptRows(work),
      settleKeptRow: (request: string, row: string, by: string) => settleKeptRow(work, request, row, by)
    },
    async stop(): Promise<void> {
      await stopExpiry()
      await stopPurge()
      await anchoring.stop()
      await inBackground.stop()
    }
  }
}
