import { dayMs } from '../durations.ts'
import { createRest } from '../rest.ts'
import { startRounds } from '../rounds.ts'
import { StoreError } from '../store/store-error.ts'
import type { WorkLog } from '../work/parts.ts'
import { keepClosedMonths, type ReportParts } from './collect.ts'

/** Keeps the figures of closed months: at the start and once a day, before our own purge takes requests. Returns how to stop. */
export const startReportMonths = (parts: ReportParts & { readonly log: WorkLog }): (() => Promise<void>) =>
  startRounds({
    clock: parts.clock,
    everyMs: dayMs,
    round: signal => keepClosedMonths(parts, createRest(parts.clock, signal)),
    tell(error) {
      const code = error instanceof StoreError ? error.code : 'internal-fault'
      parts.log.error({ code }, 'figures of closed months could not be kept')
    }
  })
