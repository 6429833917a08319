import { dayMs } from '../../../durations.ts'
import type { Document, Store } from '../../store.ts'
import { filed } from '../change.ts'
import type { ReceiptsBody } from './receipts.ts'

/** A receipt as it was stored before: a document a call. */
interface SingleReceipt {
  readonly source: string
  readonly at: string
  readonly arrival: number | null
}

const daysBack = 9

const countIn = (receipts: readonly Document<SingleReceipt>[], counted: ReceiptsBody): ReceiptsBody => ({
  ...counted,
  folded: true,
  all: counted.all + receipts.length,
  demands: counted.demands.map(
    (count, hour) =>
      count +
      receipts.filter(({ body: { at, arrival } }) => arrival !== null && Number(at.slice(11, 13)) === hour).length
  )
})

const foldDay = async (store: Store, source: string, day: string): Promise<void> => {
  const receipts = await store.query<SingleReceipt>('receipt', { key: `receipt:${source}:${day}` })
  const [first] = receipts
  if (first === undefined) return
  const id = `${source}.${day}`
  const known = await store.get<ReceiptsBody>('receipt', id)
  const before = known?.body ?? {
    source,
    at: first.body.at,
    all: 0,
    demands: Array.from({ length: 24 }, () => 0)
  }
  // Once: what is still there after a crash in the middle is counted in already.
  if (before.folded !== true)
    await store.put('receipt', id, filed(countIn(receipts, before)), { expected: known?.revision ?? 0 })
  for (const { id: single, revision } of receipts) await store.remove('receipt', single, revision)
}

/**
 * Counts receipts of before, a document each, into those of their days, and takes them away. Before anything is taken in:
 * what came before a new release counts on for the brake and the caps.
 */
export const foldOlderReceipts = (store: Store, now: Date): Promise<void> =>
  store.exclusive('older-receipts', async () => {
    for (const { id } of await store.query('source', { all: true })) {
      for (let back = 0; back < daysBack; back += 1) {
        const day = new Date(now.getTime() - back * dayMs).toISOString().slice(0, 10)
        if ((await store.count('receipt', { key: `receipt:${id}:${day}` })) > 0) await foldDay(store, id, day)
      }
    }
  })
