/*
 * A driver that makes the calls of the reference driver in its order (fact sheet 4.2), one after the other: one process,
 * one token, one connection that is kept, so that only the order counts. Takes a `Drive` over the channel to its parent,
 * and answers how long it took.
 */
import { Client } from 'undici'
import type { Learner } from './learner.ts'

/** Learners to be retired one by one. */
export interface Drive {
  readonly address: string
  readonly hasForum: boolean
  readonly learners: readonly Learner[]
}

const accounts = '/api/user/v1/accounts'

const steps = (hasForum: boolean): readonly { readonly name: string; readonly path: string }[] => [
  { name: 'ENROLLMENTS', path: '/api/enrollment/v1/unenroll/' },
  { name: 'NOTES', path: '/api/edxnotes/v1/retire_user/' },
  { name: 'LMS_MISC', path: `${accounts}/retire_misc/` },
  ...(hasForum ? [{ name: 'FORUMS', path: '/api/discussion/v1/accounts/retire_forum/' }] : []),
  { name: 'LMS', path: `${accounts}/retire/` }
]

let kept: { readonly address: string; readonly client: Client; readonly token: string } | null = null

async function connect(address: string) {
  if (kept?.address === address) return kept
  await kept?.client.close()
  const client = new Client(address)
  const { body } = await client.request({
    method: 'POST',
    path: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&token_type=jwt&client_id=worker&client_secret=sandbox-secret'
  })
  kept = { address, client, token: ((await body.json()) as { access_token: string }).access_token }
  return kept
}

async function drive({ address, hasForum, learners }: Drive): Promise<number> {
  const { client, token } = await connect(address)
  const send = async (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) => {
    const answer = await client.request({
      method,
      path,
      headers: { authorization: `JWT ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`)
  }
  const beganAt = performance.now()
  for (const { username } of learners) {
    const move = (state: string) =>
      send('PATCH', `${accounts}/update_retirement_status/`, { username, new_state: state, response: 'moved' })
    await send('GET', `${accounts}/${username}/retirement_status/`)
    for (const { name, path } of steps(hasForum)) {
      await move(`RETIRING_${name}`)
      await send('POST', path, { username })
      await move(`${name}_COMPLETE`)
    }
    await move('COMPLETE')
  }
  return performance.now() - beganAt
}

process.on('message', (given: Drive) => {
  drive(given).then(
    ms => process.send!({ ms }),
    error => process.send!({ fault: String(error) })
  )
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
