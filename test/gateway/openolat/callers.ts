import { checkProblem, type GatewayCase, type Hand, readBody } from './case.ts'
import { administratorKey, apiKeys, basic, type Credentials, letheKey, publicUrl, see } from './stage.ts'

const ofManager = basic('manager')

/** A DELETE that must be taken, and carried out once. */
async function eraseAs({ stage, checks, call, about, follow, reach }: Hand, as: Credentials) {
  const key = about(stage.person())
  const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
  checks.equal('status', answer.status, 202)
  const request = follow(answer)
  const status = `${new URL(publicUrl).origin}/lethe/status/${request}`
  checks.equal('body', readBody(answer), { request, status })
  checks.equal('location', answer.headers.location, status)
  checks.equal('not deleted at the answer', see(stage, key).isDeleted, false)
  await reach('completed')
  checks.equal('OpenOlat', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
  return answer
}

const right: readonly GatewayCase[] = [
  {
    id: 'a manager of the organisation, by password',
    caller: 'user manager, Basic',
    play: async hand => void (await eraseAs(hand, ofManager))
  },
  {
    id: 'a manager of the organisation, by API key',
    caller: 'user manager, API key',
    play: async hand => void (await eraseAs(hand, basic(apiKeys.manager, 'key-secret')))
  },
  {
    id: 'a manager of the organisation, by token; the last token comes back',
    caller: 'user manager, token',
    async play(hand) {
      const { stage, checks, call } = hand
      const first = await call({ path: '/users/me', as: basic('second') })
      const token = String(first.headers['x-olat-token'])
      const answer = await eraseAs(hand, { 'x-olat-token': token })
      const next = String(answer.headers['x-olat-token'])
      checks.ok('no new token came back', next !== token && next !== 'undefined')
      checks.equal('the old token', (await call({ path: '/users/me', as: { 'x-olat-token': token } })).status, 401)
      checks.equal('the new token', (await call({ path: '/users/me', as: { 'x-olat-token': next } })).status, 200)
      checks.equal(
        'calls in Lethe’s own name delete',
        stage.sandbox.journal.list().filter(row => row.refused).length,
        0
      )
    }
  },
  {
    id: 'a manager of the organisation, by the cookie of a session',
    caller: 'user manager, cookie',
    play: async hand => void (await eraseAs(hand, { cookie: 'JSESSIONID=session-of-the-manager' }))
  },
  {
    id: 'a roles manager',
    caller: 'roles manager, Basic',
    play: async hand => void (await eraseAs(hand, basic('roles')))
  },
  {
    id: 'an administrator above the organisation',
    caller: 'administrator, Basic',
    play: async hand => void (await eraseAs(hand, basic('chief')))
  },
  {
    id: 'through Caddy',
    caller: 'user manager, Basic',
    proxy: 'caddy',
    play: async hand => void (await eraseAs(hand, ofManager))
  }
]

/** A DELETE that must be refused, stored nowhere, and done nowhere. */
const refused = (id: string, caller: string, as: Credentials, status: number, code: string): GatewayCase => ({
  id,
  caller,
  async play({ stage, checks, call, about }) {
    const key = about(stage.person())
    const before = (await stage.standings()).size
    const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
    checkProblem(checks, answer, status, code)
    if (status === 401) checks.equal('challenge', answer.headers['www-authenticate'], 'Basic realm="OLAT Rest API"')
    checks.equal('requests', (await stage.standings()).size, before)
    checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
  }
})

const onTarget = (id: string, key: number, as: Credentials, status: number, code: string): GatewayCase => ({
  id,
  caller: 'user manager or administrator, Basic',
  async play({ stage, checks, call, about }) {
    about(key)
    const before = see(stage, key)
    checkProblem(checks, await call({ method: 'DELETE', path: `/users/${key}`, as }), status, code)
    checks.equal('OpenOlat', see(stage, key), before)
  }
})

const wrong: readonly GatewayCase[] = [
  refused('a manager of another organisation', 'foreign user manager', basic('foreign'), 403, 'right-missing'),
  refused('an author', 'author', basic('author'), 403, 'right-missing'),
  refused('a plain user', 'plain user', basic('plain'), 403, 'right-missing'),
  refused('a guest', 'guest', basic('guest'), 403, 'right-missing'),
  refused('a wrong password', 'wrong password', basic('manager', 'guessed'), 401, 'not-signed-in'),
  refused('a wrong API key', 'wrong API key', basic(apiKeys.manager, 'guessed'), 401, 'not-signed-in'),
  refused('a token that was never given', 'wrong token', { 'x-olat-token': 't-110-0' }, 401, 'not-signed-in'),
  refused('a cookie of no session', 'wrong cookie', { cookie: 'JSESSIONID=nobody' }, 401, 'not-signed-in'),
  refused('nobody', 'nobody', {}, 401, 'not-signed-in'),
  {
    id: 'a password where only API keys are taken',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      stage.sandbox.world.settings.apiAccess = 'apikey'
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as: ofManager })
      const other = await call({
        method: 'DELETE',
        path: `/users/${key}`,
        as: { cookie: 'JSESSIONID=session-of-the-manager' }
      })
      stage.sandbox.world.settings.apiAccess = 'all'
      checkProblem(checks, answer, 401, 'not-signed-in')
      checkProblem(checks, other, 401, 'not-signed-in')
      checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
    }
  },
  {
    id: 'two sets of credentials in one call',
    caller: 'user manager and plain user',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      const headers = { authorization: [ofManager.authorization!, basic('plain').authorization!] }
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as: {}, headers })
      checks.ok('it was refused', [400, 401, 403].includes(answer.status))
      checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
    }
  },
  {
    id: 'a browser’s call from a page of another site',
    caller: 'user manager, cookie',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      const as = { cookie: 'JSESSIONID=session-of-the-manager' }
      const headers = { origin: 'https://evil.example' }
      checkProblem(checks, await call({ method: 'DELETE', path: `/users/${key}`, as, headers }), 403, 'origin-refused')
    }
  },
  onTarget('oneself', 110, ofManager, 403, 'self-protected'),
  onTarget('Lethe’s own account', letheKey, basic('chief'), 403, 'own-account'),
  onTarget('a guest as the target', 117, ofManager, 403, 'right-missing'),
  onTarget('a number that nobody has', 999_999, ofManager, 403, 'right-missing'),
  onTarget(
    'Lethe’s own credentials through the route',
    114,
    basic(apiKeys.lethe, 'key-secret'),
    508,
    'route-to-ourselves'
  ),
  {
    id: 'an administrator as the target waits for approval',
    caller: 'administrator, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(administratorKey)
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as: basic('chief') })
      checkProblem(checks, answer, 409, 'erasure-blocked')
      const blockers = readBody(answer).blockers as readonly { code: string }[]
      checks.ok(
        'told as privileged',
        blockers.some(({ code }) => code === 'privileged-account')
      )
      follow(answer)
      await reach('awaiting-approval')
      checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
    }
  }
]

/** Who may call, and who may not. */
export const callerCases: readonly GatewayCase[] = [...right, ...wrong]
