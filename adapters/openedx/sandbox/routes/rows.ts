import type { Route, StandAnswer } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import type { RetirementRow, World } from '../world.ts'

const base = '/api/user/v1/accounts'

/** Reading retirement rows (3.3, 3.4). */
export function rowRoutes(context: Context): Route[] {
  const { world } = context
  return [
    {
      name: 'listRetirementQueue',
      method: 'GET',
      path: `${base}/retirement_queue/`,
      handle: guard(context, { right: 'ret' }, ({ query }) => listQueue(world, query))
    },
    {
      name: 'listRetirementsByDate',
      method: 'GET',
      path: `${base}/retirements_by_status_and_date/`,
      handle: guard(context, { right: 'ret' }, ({ query }) => listByDate(world, query))
    },
    {
      name: 'readRetirementStatus',
      method: 'GET',
      path: `${base}/:username/retirement_status/`,
      handle: guard(context, { right: 'ret' }, ({ params }) => {
        const name = params.username
        const row = [...world.rows.values()].find(
          each => each.originalUsername === name || each.retiredUsername === name
        )
        return row === undefined ? { status: 404 } : { status: 200, json: showRow(world, row) }
      })
    }
  ]
}

/** One row as the platform shows it: with the learner's real e-mail, without the text log. */
export function showRow(world: World, row: RetirementRow) {
  const { person } = row
  return {
    id: row.id,
    user: {
      id: person.id,
      username: person.username,
      email: person.email,
      profile: { id: person.id, name: person.name }
    },
    current_state: showState(world, row.state),
    last_state: showState(world, row.lastState),
    created: row.created,
    modified: row.modified,
    original_username: row.originalUsername,
    original_email: row.originalEmail,
    original_name: row.originalName,
    retired_username: row.retiredUsername,
    retired_email: row.retiredEmail
  }
}

function showState(world: World, name: string) {
  const index = world.settings.states.indexOf(name)
  return { id: index + 1, state_name: name, state_execution_order: index * 10 + 1 }
}

function listQueue(world: World, query: URLSearchParams): StandAnswer {
  const days = query.get('cool_off_days') ?? ''
  const states = query.getAll('states')
  const limit = query.get('limit')
  if (!/^\d+$/.test(days)) return { status: 400, json: 'Invalid cool_off_days, should be integer.' }
  if (states.length === 0) return { status: 400, json: 'Param "states" required with at least one state.' }
  if (new Set(states).size < states.length || states.some(state => !world.settings.states.includes(state))) {
    return { status: 400, json: 'Unknown state.' }
  }
  if (limit !== null && !/^\d+$/.test(limit)) return { status: 400, json: 'Invalid limit.' }
  const before = world.now().getTime() - Number(days) * 86_400_000
  const rows = [...world.rows.values()].filter(
    row => states.includes(row.state) && (Number(days) === 0 || Date.parse(row.created) < before)
  )
  const shown = rows.sort((a, b) => a.id - b.id).slice(0, limit === null ? undefined : Number(limit))
  return { status: 200, json: shown.map(row => showRow(world, row)) }
}

function listByDate(world: World, query: URLSearchParams): StandAnswer {
  const [start, end] = [query.get('start_date') ?? '', query.get('end_date') ?? '']
  const state = query.get('state') ?? ''
  if (![start, end].every(day => /^\d{4}-\d\d-\d\d$/.test(day))) return { status: 400, json: 'Invalid date.' }
  const today = world.now().toISOString().slice(0, 10)
  if (start > today || end > today || start > end) {
    return { status: 400, json: 'Dates must have begun, and the first not come after the last.' }
  }
  if (!world.settings.states.includes(state)) return { status: 400, json: 'Unknown state.' }
  const rows = [...world.rows.values()].filter(row => {
    const day = row.created.slice(0, 10)
    return row.state === state && day >= start && day <= end
  })
  return { status: 200, json: rows.sort((a, b) => a.id - b.id).map(row => showRow(world, row)) }
}
