import { Problem } from '../errors.ts'
import type { Store } from '../store/store.ts'

interface Count {
  readonly taken: number
}

/**
 * Counts a delivery against its source's daily cap, durably and before it is stored: after a crash one too many is
 * counted, never one too few. Days are UTC. Throws `daily-cap-reached` with the time that is left of the day.
 */
export const countAgainstCap = (
  store: Store,
  { source, dailyCap, now }: { source: string; dailyCap: number; now: Date }
): Promise<void> =>
  store.exclusive(`cap:${source}`, async () => {
    const day = now.toISOString().slice(0, 10)
    const id = `cap-${source}-${day}`
    const ledger = await store.get<Count>('ledger', id)
    const taken = ledger?.body.taken ?? 0
    if (taken >= dailyCap) {
      const endsAt = Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000
      throw new Problem('daily-cap-reached', { retryAfterMs: endsAt - now.getTime() })
    }
    const entry = { body: { taken: taken + 1 }, keys: [], unique: [], dueAt: null, shelf: null }
    await store.put<Count>('ledger', id, entry, { expected: ledger?.revision ?? 0 })
    if (ledger === null) await forgetBefore(store, source, id)
  })

const forgetBefore = async (store: Store, source: string, id: string): Promise<void> => {
  const all = await store.query<Count>('ledger', { all: true })
  for (const old of all.filter(one => one.id.startsWith(`cap-${source}-`) && one.id < id)) {
    await store.remove('ledger', old.id, old.revision)
  }
}
