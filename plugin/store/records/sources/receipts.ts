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
  /** What was stored call by call before is counted in. */
  readonly folded?: true
}

/** One call that was taken in. */
export interface Received {
  readonly at: string
  readonly isDemand: boolean
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

const withOne = (counted: ReceiptsBody, { at, isDemand }: Received): ReceiptsBody => ({
  ...counted,
  at: at > counted.at ? at : counted.at,
  all: counted.all + 1,
  demands: isDemand ? counted.demands.map((count, hour) => (hour === hourIn(at) ? count + 1 : count)) : counted.demands
})

/**
 * Counts calls of one source and one day, in one write; `decide` gets the day as it stands and answers which of them. It
 * may be asked again, when another instance was quicker.
 */
export const addReceipts = async (
  store: Store,
  source: string,
  at: string,
  decide: (counted: ReceiptsBody) => readonly Received[]
): Promise<void> => {
  for (;;) {
    const known = await readDay(store, source, dayOf(at))
    const before = known?.body ?? none(source, at)
    const added = decide(before)
    if (added.length === 0) return
    try {
      const body = added.reduce(withOne, before)
      await store.put(kind, idOf(source, dayOf(at)), filed(body), { expected: known?.revision ?? 0 })
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
