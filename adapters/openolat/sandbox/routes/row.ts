import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { callerOf, isManagerOf } from '../caller.ts'
import { isAbsent, refusalOf } from '../old-line.ts'
import { type Identity, identityOf, type World } from '../world.ts'

/** One call as a handler sees it. `target` is the identity that the path's `key` names. */
export interface Call {
  readonly world: World
  readonly caller: Identity
  readonly request: StandRequest
  readonly param: (name: string) => string
  readonly query: (name: string) => string | null
}

/** A row of the table of calls: who may, and what happens. */
export interface Row {
  readonly name: string
  readonly method: string
  readonly path: string
  /** `manager`: the caller manages the person in the path; else 403. A function decides itself. */
  readonly may: 'anybody' | 'manager' | ((call: Call) => boolean)
  /** What the refusal says: 403, but 401 at the group endpoints. */
  readonly refusal?: number
  handle(call: Call): StandAnswer
}

/** Binds rows to a world; routes that the release lacks answer 404. */
export function bindRows(world: World, rows: readonly Row[]): Route[] {
  return rows.map(row => ({
    name: row.name,
    method: row.method,
    path: row.path,
    person: request => (row.method === 'GET' || row.method === 'HEAD' ? null : (personOf(row.path, request) ?? null)),
    handle(request) {
      if (isAbsent(world, row.name)) return { status: 404 }
      const caller = callerOf(world, request) ?? ({ key: 0, status: 0, authentications: [] } as unknown as Identity)
      const call: Call = {
        world,
        caller,
        request,
        param: name => request.params[name] ?? '',
        query: name => request.query.get(name)
      }
      return isAllowed(row, call) ? row.handle(call) : refuse(row, call)
    }
  }))
}

/** The identity in the path; only behind `may: 'manager'`, which has proven that it exists. */
export function targetOf(call: Call): Identity {
  return identityOf(call.world, call.param('key'))!
}

/** An answer with a body, or with none. */
export function ok(json?: unknown): StandAnswer {
  return json === undefined ? { status: 200 } : { status: 200, json }
}

/** Pages a list only where `Accept` carries `pagingspec`; else `start` and `limit` are ignored. */
export function page(call: Call, name: string, all: readonly unknown[], totalCount = all.length): StandAnswer {
  if (!/pagingspec=1\.0/.test(call.request.headers.accept ?? '')) return ok(all)
  const start = Number(call.query('start') ?? 0)
  const limit = Number(call.query('limit') ?? 25)
  return ok({ totalCount, [name]: all.slice(start, start + limit) })
}

function isAllowed(row: Row, call: Call): boolean {
  if (row.may === 'anybody') return true
  if (row.may === 'manager') return isManagerOf(call.world, call.caller, call.param('key'))
  return row.may(call)
}

function refuse(row: Row, call: Call): StandAnswer {
  const person = personOf(row.path, call.request)
  if (person !== undefined && row.method !== 'GET') {
    call.world.journal.add(
      row.method === 'DELETE' && row.path === '/users/:key' ? 'delete' : row.name,
      person,
      {},
      true
    )
  }
  return { status: row.refusal ?? refusalOf(call.world, row.name) }
}

function personOf(path: string, request: StandRequest): string | undefined {
  return path.startsWith('/users/') ? request.params.key : request.params.person
}
