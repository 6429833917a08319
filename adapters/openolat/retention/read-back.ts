import type { Plan, PlannedRow, RowReading, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import type { Rest } from '../rest.ts'
import { checks, type Finding } from './checks.ts'
import { openReader, type Reader } from './reader.ts'
import { readRemembered } from './remember.ts'

/** OpenOlat's job that removes files runs every 15 minutes, and nothing shows its queue (fact sheet 6.1). */
const fileJobMs = 15 * 60_000

/** Whether a row of a plan has something to read back, or a time at which it goes. */
function isReadBack({ id, outcome, count }: Pick<PlannedRow, 'id' | 'outcome' | 'count'>): boolean {
  return outcome === 'later' || (checks[id] !== undefined && count !== 0)
}

/**
 * Reads every row back that concerned the subject; what several rest on is asked for once.
 * @throws PlatformError `unavailable`; a refusal makes the one row `cannot-tell`
 */
export async function readRows(rest: Rest, subject: Subject, plan: Plan, signal: AbortSignal): Promise<RowReading[]> {
  const reader = openReader(rest, subject, plan, readRemembered(plan)!, signal)
  const dueAt = new Date(rest.now().getTime() + fileJobMs).toISOString()
  return Promise.all(
    plan.retained.filter(isReadBack).map(async row => {
      if (row.outcome === 'later') return { row: row.id, is: 'later', dueAt, because: 'file-job' } as const
      const { is, because = null } = await readRow(reader, row)
      return { row: row.id, is, dueAt: null, because }
    })
  )
}

async function readRow(reader: Reader, { id, count }: PlannedRow): Promise<Finding> {
  if (count === null) return { is: 'cannot-tell', because: 'not-known-before' }
  return unlessRefused(() => checks[id]!.read(reader))
}

/** What a reading says, or `cannot-tell` where it was refused. @throws PlatformError `unavailable` */
export async function unlessRefused(read: () => Promise<Finding>): Promise<Finding> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    return { is: 'cannot-tell', because: error.code }
  }
}
