import type { ErasureRequest } from '../../../erasure/request.ts'
import { Problem } from '../../../errors.ts'
import {
  addBulkMove,
  type BulkMove,
  type BulkMoveBody,
  getBulkMove,
  noteOutcomes
} from '../../../store/records/bulk-moves.ts'
import { unlessDamaged } from '../../../store/unless-damaged.ts'
import { type Call, type Handler, ok, taken } from '../../call.ts'
import type { GivenGround } from '../../ground.ts'
import type { ApiParts } from '../../parts.ts'
import { mayCall } from '../../permissions.ts'
import { requestMoveHandlers } from './request-moves.ts'

interface NewBulkMove {
  readonly move: BulkMove
  readonly requests: readonly { readonly request: string; readonly fingerprint?: string }[]
  readonly ground?: GivenGround
  readonly note?: string
}

const operations = {
  recheck: 'recheckRequest',
  approve: 'approveRequest',
  withdraw: 'withdrawRequest',
  refuse: 'refuseRequest',
  retry: 'retryRequest'
} as const

/** So many rows are said before they are written down. */
const rowsAtOnce = 10
/** What has not gone on for so long was broken off: the process ended in between. */
const brokenOffMs = 60_000

/** What one row is called with; throws `body-invalid` where the move needs more than was said. */
const bodyOf = ({ move, ground, note }: NewBulkMove, fingerprint: string | undefined): object => {
  if (move === 'approve') return { fingerprint: fingerprint ?? '' }
  if (move !== 'refuse') return {}
  if (ground === undefined || note === undefined) throw new Problem('body-invalid')
  return { ground, note }
}

/** The same said to many requests: each row with the rights, the checks and the refusals of saying it to one. */
export const bulkMoveHandlers = (parts: ApiParts) => {
  const { store, clock, random } = parts
  const moves = requestMoveHandlers(parts)

  const sayTo = async (call: Call<NewBulkMove>, at: number): Promise<string> => {
    const { request, fingerprint } = call.body.requests[at]!
    const body = bodyOf(call.body, fingerprint)
    // Whoever sent it does not wait for it, and their leaving ends nothing.
    const { signal } = new AbortController()
    try {
      await moves[operations[call.body.move]]({ ...call, params: { request }, body, signal } as never)
      return 'said'
    } catch (error) {
      return error instanceof Problem ? error.code : 'internal'
    }
  }

  const run = async (id: string, call: Call<NewBulkMove>): Promise<void> => {
    const { requests } = call.body
    for (let at = 0; at < requests.length; at += rowsAtOnce) {
      const outcomes = new Map<string, string>()
      for (const [offset, { request }] of requests.slice(at, at + rowsAtOnce).entries())
        outcomes.set(request, await sayTo(call, at + offset))
      await noteOutcomes(store, id, outcomes, clock.now().toISOString())
    }
  }

  const rowOf = async ({ request, outcome }: BulkMoveBody['items'][number]) => {
    const now = await store.get<ErasureRequest>('request', request).catch(unlessDamaged)
    const isDecided = outcome === 'said' && now?.signals.length === 0
    return { request, outcome, isDecided, state: now?.body.state ?? null, because: now?.body.because ?? null }
  }

  const view = async (id: string, { move, by, at, lastAt, items }: BulkMoveBody) => {
    const rows = await Promise.all(items.map(rowOf))
    const open = rows.filter(({ outcome }) => outcome === null).length
    const said = rows.filter(({ outcome }) => outcome === 'said').length
    return {
      id,
      move,
      by,
      at,
      state: open === 0 ? 'done' : Date.parse(lastAt) + brokenOffMs < clock.now().getTime() ? 'broken-off' : 'running',
      total: rows.length,
      said,
      refused: rows.length - open - said,
      decided: rows.filter(({ isDecided }) => isDecided).length,
      items: rows
    }
  }

  return {
    moveRequests: async (call: Call<NewBulkMove>) => {
      const { move, requests } = call.body
      if (!mayCall(call.caller.person.body.roles, operations[move])) throw new Problem('role-missing')
      bodyOf(call.body, undefined)
      const id = random.uuid()
      const at = clock.now().toISOString()
      const named = [...new Map(requests.map(one => [one.request, one])).values()]
      const items = named.map(({ request }) => ({ request, outcome: null }))
      const body: BulkMoveBody = { move, by: call.caller.person.id, at, lastAt: at, items }
      await addBulkMove(store, id, body)
      // A store that is closed in between leaves it broken off, which it then says.
      void run(id, { ...call, body: { ...call.body, requests: named } }).catch(() => undefined)
      return taken(await view(id, body))
    },

    showBulkMove: async ({ params, caller: { person } }) => {
      const { body } = await getBulkMove(store, params.bulk!)
      const mayLook = body.by === person.id || mayCall(person.body.roles, 'approveRequest')
      if (!mayLook) throw new Problem('route-unknown')
      return ok(await view(params.bulk!, body))
    }
  } satisfies Record<string, Handler>
}
