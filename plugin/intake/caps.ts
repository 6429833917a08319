import { Problem } from '../errors.ts'
import type { Store } from '../store/store.ts'

interface Count {
  readonly taken: number
  /** Demands by hour of the day (`HH`). */
  readonly demands: Readonly<Record<string, number>>
}

interface Counted {
  readonly source: string
  readonly dailyCap: number
  readonly isDemand: boolean
  readonly now: Date
}

/**
 * Counts a delivery against its source's daily cap, durably and before it is stored: after a crash one too many is
 * counted, never one too few. Answers how many demands the source has brought in this hour, this one among them: what
 * the brake goes by, also when the first ones have ended. Days and hours are UTC. Throws `daily-cap-reached` with the
 * time that is left of the day.
 */
export const countAgainstCap = (store: Store, { source, dailyCap, isDemand, now }: Counted): Promise<number> =>
  store.exclusive(`cap:${source}`, async () => {
    const day = now.toISOString().slice(0, 10)
    const id = `cap-${source}-${day}`
    const ledger = await store.get<Count>('ledger', id)
    const taken = ledger?.body.taken ?? 0
    if (taken >= dailyCap) {
      const endsAt = Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000
      throw new Problem('daily-cap-reached', { retryAfterMs: endsAt - now.getTime() })
    }
    const hour = now.toISOString().slice(11, 13)
    const arrival = (ledger?.body.demands[hour] ?? 0) + (isDemand ? 1 : 0)
    const body = { taken: taken + 1, demands: { ...ledger?.body.demands, [hour]: arrival } }
    const entry = { body, keys: [], unique: [], dueAt: null, shelf: null }
    await store.put<Count>('ledger', id, entry, { expected: ledger?.revision ?? 0 })
    if (ledger === null) await forgetBefore(store, source, id)
    return arrival
  })

const forgetBefore = async (store: Store, source: string, id: string): Promise<void> => {
  const all = await store.query<Count>('ledger', { all: true })
  for (const old of all.filter(one => one.id.startsWith(`cap-${source}-`) && one.id < id)) {
    await store.remove('ledger', old.id, old.revision)
  }
}
