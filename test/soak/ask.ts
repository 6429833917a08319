import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KeptInstance } from './instance.ts'
import type { Call } from './site.ts'

const ends = ['completed', 'partially-completed', 'joined', 'withdrawn', 'refused', 'expired']

/** A request as the API tells of it. */
interface Listed {
  readonly id: string
  readonly state: string
  readonly turns: readonly string[]
}

/** Calls the API past all wires, whatever instance answers. */
export const callerOf =
  (instances: () => readonly KeptInstance[], tokenFile: string): Call =>
  async (method, path, body) => {
    const life = instances()
      .find(each => each.life() !== null)!
      .life()!
    const ask = () =>
      fetch(`http://127.0.0.1:${life.api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
          ...(body !== undefined && { 'content-type': 'application/json' })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
    let answer = await ask()
    // A busy machine makes a sidecar say so.
    for (let tries = 0; answer.status === 503 && tries < 60; tries += 1) {
      await sleep(1000)
      answer = await ask()
    }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as never
  }

/** Every request that the API tells of: the open ones, and those that ended in the months around. */
export async function listRequests(call: Call): Promise<readonly Listed[]> {
  const found = new Map<string, Listed>()
  const dayMs = 24 * 60 * 60 * 1000
  const months = [-1, 0, 1].map(days => new Date(Date.now() + days * dayMs).toISOString().slice(0, 7))
  for (const filter of ['', ...new Set(months.map(month => `&ended=${month}`))]) {
    let after: string | null = null
    do {
      const page: { items: readonly Listed[]; next: string | null } = await call(
        'GET',
        `/requests?limit=200${filter}${after === null ? '' : `&after=${after}`}`
      )
      for (const item of page.items) found.set(item.id, item)
      after = page.next
    } while (after !== null)
  }
  return [...found.values()]
}

/**
 * How many requests move by themselves. Counted while there are many: a sidecar that tells of each of thousands every two
 * seconds does little else. What no count shows is listed once at the end.
 */
export async function countMoving(call: Call): Promise<{ readonly moving: number; readonly states: string }> {
  const counts: { total: number; state: object } = await call('GET', '/requests/counts?turn=nobody')
  const listed = counts.total > 0 ? [] : await listRequests(call)
  const moving = counts.total + listed.filter(each => !isResting(each)).length
  return { moving, states: JSON.stringify([counts.state, listed.map(({ state }) => state)]) }
}

/** Whether a request has ended, or waits for somebody who is named. */
const isResting = ({ state, turns }: Listed): boolean => ends.includes(state) || turns.some(turn => turn !== 'nobody')
