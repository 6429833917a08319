import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../demo/client.ts'

/** How a request stands, as the API lists it. */
export interface Standing {
  readonly id: string
  readonly state: string
  readonly because: string
  readonly origin: string
  readonly blockers: readonly { readonly code: string }[]
}

/** Every request there is, by id. */
export async function listStandings(call: Call): Promise<ReadonlyMap<string, Standing>> {
  const all = new Map<string, Standing>()
  for (let after: string | null = ''; after !== null; ) {
    const from: string = after === '' ? '' : `&after=${after}`
    const page: { items: readonly Standing[]; next: string | null } = await call('GET', `/requests?limit=200${from}`)
    for (const each of page.items) all.set(each.id, each)
    after = page.next
  }
  return all
}

/** Asks until it is so, or the time is up; answers what came last. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  isSo: (value: Value) => boolean,
  forMs = 120_000
): Promise<Value> {
  for (const end = Date.now() + forMs; ; await sleep(150)) {
    const value = await ask()
    if (isSo(value) || Date.now() > end) return value
  }
}
