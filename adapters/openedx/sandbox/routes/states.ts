import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { cancelRow, moveRow } from '../retirement.ts'
import { rowByOriginal } from '../world.ts'
import { bodyOf, personOf } from './body.ts'

const base = '/api/user/v1/accounts'
const moveKeys = ['username', 'new_state', 'response', 'force']

/** Moving, cancelling and cleaning up rows (2.4, 2.5, 3.3). */
export function stateRoutes(context: Context): Route[] {
  return [
    {
      name: 'updateRetirementStatus',
      method: 'PATCH',
      path: `${base}/update_retirement_status/`,
      person: personOf(context.world),
      handle: guard(context, { right: 'ret' }, request => move(context, request))
    },
    {
      name: 'probeCancel',
      method: 'GET',
      path: `${base}/cancel_retirement/`,
      handle: guard(context, { right: 'cancel' }, () => ({
        status: 405,
        json: { detail: 'Method "GET" not allowed.' }
      }))
    },
    {
      name: 'cancelRetirement',
      method: 'POST',
      path: `${base}/cancel_retirement/`,
      handle: guard(context, { right: 'cancel' }, request => cancel(context, request))
    },
    {
      name: 'cleanUpRetirement',
      method: 'POST',
      path: `${base}/retirement_cleanup/`,
      handle: guard(context, { right: 'ret' }, request => cleanUp(context, request))
    }
  ]
}

function move({ world, journal }: Context, request: StandRequest): StandAnswer {
  const body = bodyOf(request)
  const row = rowByOriginal(world, body.username)
  if (row === undefined) return { status: 404 }
  const keys = Object.keys(body)
  if (moveKeys.slice(0, 3).some(key => !keys.includes(key)) || keys.some(key => !moveKeys.includes(key))) {
    return { status: 400, json: 'RetirementStatus: Missing or unexpected keys.' }
  }
  const problem = moveRow(world, row, String(body.new_state), String(body.response), body.force === true)
  journal.add('state', String(row.person.id), { to: body.new_state }, ...(problem === null ? [] : [true as const]))
  return problem === null ? { status: 204 } : { status: 400, json: problem }
}

function cancel({ world, journal }: Context, request: StandRequest): StandAnswer {
  const row = world.rows.get(Number(bodyOf(request).retirement_id))
  if (row === undefined) return { status: 400, json: { message: 'Retirement does not exist!' } }
  if (row.state !== 'PENDING') {
    return {
      status: 400,
      json: { message: 'Retirement requests can only be cancelled for users in the PENDING state.' }
    }
  }
  cancelRow(world, row)
  journal.add('cancelled', String(row.person.id))
  return { status: 200, json: { success: true } }
}

function cleanUp({ world, journal }: Context, request: StandRequest): StandAnswer {
  const { usernames, redacted_username: username = 'redacted', ...rest } = bodyOf(request)
  const { redacted_email: email = 'redacted', redacted_name: name = 'redacted' } = rest
  if (usernames === undefined) return { status: 500 }
  if (!Array.isArray(usernames)) return { status: 400, json: 'Usernames must be a list.' }
  const rows = usernames.map(name => rowByOriginal(world, name))
  if (rows.some(row => row?.state !== 'COMPLETE')) return { status: 400, json: 'Not all usernames are COMPLETE.' }
  for (const row of rows) {
    const { originalUsername, originalEmail, originalName } = row!
    const last = world.settings.cleanupRedacts
      ? { username: String(username), email: String(email), name: String(name) }
      : { username: originalUsername, email: originalEmail, name: originalName }
    world.deletions.push({ table: 'retirement', person: row!.person.id, last })
    world.rows.delete(row!.id)
    journal.add('row-cleaned', String(row!.person.id))
  }
  return { status: 204 }
}
