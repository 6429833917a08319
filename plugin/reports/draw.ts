import { countedSince, type ReportParts } from './collect.ts'
import type { Counted } from './ended.ts'
import { holdsReport } from './holds.ts'
import { type Period, requestReports } from './requests.ts'
import { standingReports } from './standing.ts'
import { hideSmall, type Table } from './table.ts'

/** What can be reported of a period. */
export type ReportName =
  | 'volumes'
  | 'ended'
  | 'waiting'
  | 'times'
  | 'durations'
  | 'refusals'
  | 'overdue'
  | 'read-back'
  | 'findings'
  | 'holds'

/** A report as it is answered. */
export interface Report {
  readonly report: ReportName
  readonly from: string
  readonly to: string
  readonly madeAt: string
  /** Whether numbers from 1 to 4 were hidden. */
  readonly hidesSmall: boolean
  readonly table: Table
}

/** Whether a request can stand in a report of the period: open, received in it, or ended in it. */
const concerns =
  ({ from, to }: Period) =>
  ({ receivedAt, endedAt }: Counted): boolean =>
    endedAt === null || (receivedAt >= from && receivedAt < to) || (endedAt >= from && endedAt < to)

/**
 * Draws one report from what is stored; no platform is asked. Ended requests are read from the month of `from` on, since
 * what was received then ended then or later.
 */
export const drawReport = async (
  parts: ReportParts,
  name: ReportName,
  period: Period,
  hidesSmall: boolean
): Promise<Report> => {
  const madeAt = parts.clock.now().toISOString()
  const draw = async (): Promise<Table> => {
    if (name === 'holds') return holdsReport(parts)
    const concerned = concerns(period)
    const all: Counted[] = []
    for await (const one of countedSince(parts, period.from.slice(0, 7))) if (concerned(one)) all.push(one)
    return { ...requestReports(madeAt), ...standingReports(madeAt) }[name](all, period)
  }
  const table = await draw()
  return { report: name, ...period, madeAt, hidesSmall, table: hidesSmall ? hideSmall(table) : table }
}
