import { createBackgroundCheck } from './anchoring/background-check.ts'
import { checkEvidence } from './anchoring/check-evidence.ts'
import { type AnchoredBy, startAnchoring } from './anchoring/schedule.ts'
import type { WorkParts } from './parts.ts'
import { startExpiry } from './retention/expire.ts'
import { listKeptRows, settleKeptRow } from './retention/kept-rows.ts'
import { listKeyMonths } from './retention/key-months.ts'
import { startPurge } from './retention/purge.ts'

/** Who does it by itself: the only process, the instance that leads, or one that does what it is asked to. */
export type ProvenBy = AnchoredBy

/**
 * Everything that goes on after requests have ended: keys die, terms end, heads are anchored, records go. Answers the
 * verbs over it, and how to stop.
 */
export const startProof = (work: WorkParts, by: ProvenBy = 'one-process') => {
  const nothing = async () => {}
  const stopExpiry = by === 'nobody-here' ? nothing : startExpiry(work)
  const stopPurge = by === 'nobody-here' ? nothing : startPurge(work)
  const anchoring = startAnchoring(work, by)
  const inBackground = createBackgroundCheck({
    clock: work.clock,
    log: work.log,
    check: tell => checkEvidence(work, tell),
    ...(by === 'one-process' ? {} : { store: work.store })
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
