import type { Clock } from '../clock.ts'
import { dayMs } from '../durations.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import type { Rest } from '../rest.ts'
import { openDocuments, shelvedOn } from '../store/every-document.ts'
import { filed } from '../store/records/change.ts'
import type { Document, Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { type Counted, countOf } from './ended.ts'

/** What reports are drawn from. */
export interface ReportParts {
  readonly store: Store
  readonly clock: Clock
}

/** The figures of a month whose shelf is closed: rows, and how many requests lay on the shelf when they were drawn. */
interface MonthFigures {
  readonly month: string
  readonly requests: number
  readonly rows: readonly Counted[]
}

/** So long after its end nothing more comes to the shelf of a month: messages of an ended request are tried for days. */
const closedAfterMs = 35 * dayMs

const figuresId = (month: string): string => `report-${month}`

const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 1)).toISOString().slice(0, 7)
}

/** Months from one to another, both inside, `YYYY-MM`. */
const monthsBetween = (from: string, to: string): readonly string[] => {
  const months: string[] = []
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month)
  return months
}

async function* countAll(requests: AsyncIterable<Document<ErasureRequest>>): AsyncIterable<Counted> {
  for await (const { body } of requests) yield countOf(body)
}

const keepFigures = async ({ store }: ReportParts, figures: MonthFigures): Promise<void> => {
  const id = figuresId(figures.month)
  const known = await store.get<MonthFigures>('ledger', id)
  try {
    await store.put<MonthFigures>('ledger', id, filed(figures), { expected: known?.revision ?? 0 })
  } catch (error) {
    // Another report was quicker: the figures are the same.
    if (!(error instanceof StoreError) || error.code !== 'revision-conflict') throw error
  }
}

const isClosed = ({ clock }: ReportParts, month: string): boolean =>
  Date.parse(`${nextMonth(month)}-01T00:00:00.000Z`) + closedAfterMs <= clock.now().getTime()

/** The requests that ended in a month, from kept figures where the shelf is closed. What was purged since stays counted. */
const countMonth = async (parts: ReportParts, month: string, rest?: Rest): Promise<readonly Counted[]> => {
  const { store } = parts
  const requests = await store.count('request', { shelf: month })
  const kept = await store.get<MonthFigures>('ledger', figuresId(month))
  if (kept !== null && kept.body.requests >= requests) return kept.body.rows
  const rows: Counted[] = []
  for await (const row of countAll(shelvedOn(parts, 'request', month, rest))) rows.push(row)
  if (isClosed(parts, month) && rows.length > 0) await keepFigures(parts, { month, requests, rows })
  return rows
}

/**
 * Every request that is open, or that ended in this month or later; month by month, so that a long time takes little
 * memory. One that ended and still waits for its last mail counts by its end.
 * @param from `YYYY-MM`
 */
export async function* countedSince(parts: ReportParts, from: string): AsyncIterable<Counted> {
  yield* countAll(openDocuments(parts, 'request'))
  for (const month of monthsBetween(from, parts.clock.now().toISOString().slice(0, 7))) {
    yield* await countMonth(parts, month)
  }
}

/** How far back shelves are looked for. */
const monthsBack = 48

/** Keeps the figures of every month whose shelf is closed, before any request on it is purged. */
export const keepClosedMonths = async (parts: ReportParts, rest?: Rest): Promise<void> => {
  const now = parts.clock.now()
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1)).toISOString().slice(0, 7)
  for (const month of monthsBetween(first, now.toISOString().slice(0, 7))) {
    if (isClosed(parts, month) && (await parts.store.count('request', { shelf: month })) > 0) {
      await countMonth(parts, month, rest)
    }
  }
}

/** Whether a request has ended, for whoever counts it. */
export const hasEnded = ({ state }: Counted): boolean => isEnd(state as ErasureRequest['state'])
