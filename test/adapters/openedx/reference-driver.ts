/*
 * A model of the reference driver (fact sheet 4): one learner at a time, its calls in its order, its refusals. It knows
 * nothing of the adapter and speaks to the sandbox as the scripts do: one token for the whole run, no read-back, a state
 * moved before and after each step, ERRORED for whatever goes wrong.
 */
import type { Sandbox } from '../../../adapters/openedx/sandbox/index.ts'

/** One row of `retirement_pipeline`: start state, end state, and the call. */
export interface ReferenceStep {
  readonly from: string
  readonly to: string
  readonly method: string
  readonly path: string
  /** A status of 400 and more that the scripts count as success. */
  readonly alsoFine?: number
  body(learner: { username: string; id: number; retired: string }): unknown
}

const accounts = '/api/user/v1/accounts'
const byName = ({ username }: { username: string }) => ({ username })

const step = (name: string, path: string, rest: Partial<ReferenceStep> = {}): ReferenceStep => ({
  from: `RETIRING_${name}`,
  to: `${name}_COMPLETE`,
  method: 'POST',
  path,
  body: byName,
  ...rest
})

/** The order of the Tutor plugin (8.3). */
export const tutorPipeline: readonly ReferenceStep[] = [
  step('ENROLLMENTS', '/api/enrollment/v1/unenroll/'),
  step('FORUMS', '/api/discussion/v1/accounts/retire_forum/', { alsoFine: 404 }),
  step('NOTES', '/api/edxnotes/v1/retire_user/'),
  step('LMS_MISC', `${accounts}/retire_misc/`),
  step('LMS', `${accounts}/retire/`)
]

/** All that both drivers can do, as a site with every service would list it. */
export const fullPipeline: readonly ReferenceStep[] = [
  ...tutorPipeline.slice(0, 4),
  step('PROCTORING', '/api/edx_proctoring/v1/retire_user/{id}/'),
  step('PROCTORING_BACKEND', '/api/edx_proctoring/v1/retire_backend_user/{id}/'),
  step('PARTNER', `${accounts}/retirement_partner_report/`, { method: 'PUT' }),
  step('CREDENTIALS', '/credentials/api/v2/replace_usernames/', {
    body: ({ username, retired }) => ({ username_mappings: [{ [username]: retired }] })
  }),
  step('LICENCES', '/licence-manager/api/v1/retire_user', {
    alsoFine: 404,
    body: ({ username, id }) => ({ lms_user_id: id, original_username: username })
  }),
  ...tutorPipeline.slice(4)
]

/** What a run made of one learner. */
export interface ReferenceRun {
  /** Calls for this learner, the one reading among them; tokens are left out. */
  readonly calls: number
  /** The state in which the row then is, or why the driver would not begin. */
  readonly end: string
}

/** A process that is gone in the middle of a step, as after a reboot. */
class Killed extends Error {}

/** What happens to the driver on its way. */
export interface Trouble {
  /** The process ends after this call of its pipeline was sent, before it moved the state. */
  readonly killedAfter?: string
  /** Called before each call of the pipeline. */
  readonly before?: (path: string) => void
}

const triesOf500 = 3
const ends = ['ERRORED', 'ABORTED', 'COMPLETE']

/** Runs `retire_one_learner` for somebody. */
export async function driveByReference(
  sandbox: Sandbox,
  username: string,
  pipeline: readonly ReferenceStep[],
  trouble: Trouble = {}
): Promise<ReferenceRun> {
  const token = await fetchToken(sandbox)
  let calls = 0
  const send = async (method: string, path: string, body?: unknown) => {
    calls += 1
    return fetch(`${sandbox.address}${path}`, {
      method,
      headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
  }
  const stateNow = async () => {
    const row = [...sandbox.world.rows.values()].find(({ originalUsername }) => originalUsername === username)
    return row?.state ?? 'none'
  }
  const read = await send('GET', `${accounts}/${username}/retirement_status/`)
  const row = (await read.json()) as {
    user: { id: number }
    retired_username: string
    current_state: { state_name: string }
  }
  const state = row.current_state.state_name
  if (ends.includes(state)) return { calls, end: `refuses ${state}` }
  if (pipeline.some(({ from }) => from === state)) return { calls, end: `refuses ${state}` }
  const move = async (to: string, response: string) => {
    const json = { username, new_state: to, response }
    const answer = await send('PATCH', `${accounts}/update_retirement_status/`, json)
    if (!answer.ok) throw new Error(String(answer.status))
  }
  const learner = { username, id: row.user.id, retired: row.retired_username }
  try {
    const done = pipeline.findIndex(({ to }) => to === state)
    for (const each of pipeline.slice(done + 1)) {
      await move(each.from, 'start')
      trouble.before?.(each.path)
      const answer = await repeatFailing(() =>
        send(each.method, each.path.replace('{id}', String(learner.id)), each.body(learner))
      )
      if (each.path === trouble.killedAfter) throw new Killed()
      if (answer >= 400 && answer !== each.alsoFine) throw new Error(String(answer))
      await move(each.to, 'done')
    }
    await move('COMPLETE', 'done')
  } catch (error) {
    if (!(error instanceof Killed)) await move('ERRORED', String(error)).catch(() => {})
  }
  return { calls, end: await stateNow() }
}

/** Failures of the server are tried again for ten minutes, whatever they mean; 4xx never (4.2). */
async function repeatFailing(send: () => Promise<Response>): Promise<number> {
  let status = 0
  for (let left = triesOf500; left > 0; left -= 1) {
    status = (await send()).status
    if (status < 500) return status
  }
  return status
}

async function fetchToken(sandbox: Sandbox): Promise<string> {
  const answer = await fetch(`${sandbox.address}/oauth2/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      token_type: 'jwt',
      client_id: 'retirement_service_worker',
      client_secret: 'sandbox-secret'
    })
  })
  return ((await answer.json()) as { access_token: string }).access_token
}
