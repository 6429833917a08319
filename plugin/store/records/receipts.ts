import { hourMs } from '../../durations.ts'
import type { Store } from '../store.ts'
import { filed } from './change.ts'

/** That a call of a source was taken in. It outlives what became of it, for the brake and the caps; it names nobody. */
export interface ReceiptBody {
  readonly source: string
  readonly at: string
  /** Its place among the demands of its source in its hour, from 1; null for what demands nothing. */
  readonly arrival: number | null
  /** Over which place the brake kept back when it came, and what said so. */
  readonly limit: BrakeLimit | null
}

/** The number of an hour, and which of the three it is. */
export interface BrakeLimit {
  readonly most: number
  readonly by: 'number' | 'share-of-accounts' | 'usual-hour'
}

/** What is usual is read of so many days; our own purge keeps one more. */
const keptDays = 7

const hourOf = (at: string): string => at.slice(0, 13)
const dayOf = (at: string): string => at.slice(0, 10)

const demandKey = (source: string, hour: string): string => `demand:${source}:${hour}`
const sourceKey = (source: string, day: string): string => `receipt:${source}:${day}`

/** The receipt under an id; null when nothing came. */
export const readReceipt = async (store: Store, id: string): Promise<ReceiptBody | null> =>
  (await store.get<ReceiptBody>('receipt', id))?.body ?? null

/** Stores a receipt under the id of its delivery. */
export const putReceipt = async (store: Store, id: string, body: ReceiptBody): Promise<void> => {
  const keys = [
    sourceKey(body.source, dayOf(body.at)),
    ...(body.arrival === null ? [] : [demandKey(body.source, hourOf(body.at))])
  ]
  await store.put('receipt', id, filed(body, keys), { expected: 0 })
}

/** How much a source has brought on the day (UTC) of an instant. */
export const countReceived = (store: Store, source: string, at: string): Promise<number> =>
  store.count('receipt', { key: sourceKey(source, dayOf(at)) })

/** How many demands a source has brought in an hour (`YYYY-MM-DDTHH`, UTC). */
export const countDemands = (store: Store, source: string, hour: string): Promise<number> =>
  store.count('receipt', { key: demandKey(source, hour) })

/** Mean number of demands in the hours of the last week in which a source brought any, before that of an instant; null: none. */
export const usualHour = async (store: Store, source: string, at: string): Promise<number | null> => {
  const counts: number[] = []
  for (let back = 1; back <= keptDays * 24; back += 1) {
    const hour = hourOf(new Date(Date.parse(at) - back * hourMs).toISOString())
    const count = await countDemands(store, source, hour)
    if (count > 0) counts.push(count)
  }
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) / counts.length
}
