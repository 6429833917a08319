import { dayMs, hourMs } from '../../../durations.ts'
import type { Document, Kind, Store } from '../../store.ts'
import { StoreError } from '../../store-error.ts'
import { filed } from '../change.ts'

/** How much a source has brought on a day (UTC), for the brake and the caps. It outlives what became of it, and names nobody. */
export interface ReceiptsBody {
  readonly source: string
  /** The last of it. */
  readonly at: string
  /** Every call that was taken in. */
  readonly all: number
  /** Of them the demands, hour by hour. */
  readonly demands: readonly number[]
}

/** A call that was taken in; `times`: several of one hour, or, below nought, so many that were counted ahead and never came. */
export interface ReceiptCount {
  readonly at: string
  readonly isDemand: boolean
  readonly times?: number
}

/** What is usual is read of so many days; our own purge keeps one more. */
const keptDays = 7
const kind: Kind = 'receipt'

const dayOf = (at: string): string => at.slice(0, 10)
const hourIn = (at: string): number => Number(at.slice(11, 13))
const idOf = (source: string, day: string): string => `${source}.${day}`

const readDay = (store: Store, source: string, day: string): Promise<Document<ReceiptsBody> | null> =>
  store.get<ReceiptsBody>(kind, idOf(source, day))

const none = (source: string, at: string): ReceiptsBody => ({
  source,
  at,
  all: 0,
  demands: Array.from({ length: 24 }, () => 0)
})

/** The day with further counts. */
const withAll = (counted: ReceiptsBody, added: readonly ReceiptCount[]): ReceiptsBody => {
  const demands = [...counted.demands]
  let { at: last, all } = counted
  for (const { at, isDemand, times = 1 } of added) {
    if (at > last) last = at
    all += times
    if (isDemand) demands[hourIn(at)] = (demands[hourIn(at)] ?? 0) + times
  }
  return { ...counted, at: last, all, demands }
}

/**
 * Counts calls of one source and one day, in one write; `decide` gets the day as it stands and answers which of them. It
 * may be asked again, when another instance was quicker.
 */
export const addReceipts = async (
  store: Store,
  source: string,
  at: string,
  decide: (counted: ReceiptsBody) => readonly ReceiptCount[]
): Promise<void> => {
  for (;;) {
    const known = await readDay(store, source, dayOf(at))
    const before = known?.body ?? none(source, at)
    const added = decide(before)
    if (added.length === 0) return
    try {
      await store.put(kind, idOf(source, dayOf(at)), filed(withAll(before, added)), { expected: known?.revision ?? 0 })
      return
    } catch (error) {
      if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
    }
  }
}

/** Mean number of demands in the hours of the last week in which a source brought any, before that of an instant; null: none. */
export const usualHour = async (store: Store, source: string, at: string): Promise<number | null> => {
  const now = Date.parse(`${at.slice(0, 13)}:00:00.000Z`)
  const days = Array.from({ length: keptDays + 1 }, (_, back) => dayOf(new Date(now - back * dayMs).toISOString()))
  const read = await Promise.all(days.map(day => store.look<ReceiptsBody>(kind, idOf(source, day))))
  const counts = read.flatMap((document, back) =>
    (document?.body.demands ?? []).filter((count, hour) => {
      const hourAt = Date.parse(`${days[back]}T00:00:00.000Z`) + hour * hourMs
      return count > 0 && hourAt < now && hourAt >= now - keptDays * dayMs
    })
  )
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0) / counts.length
}
