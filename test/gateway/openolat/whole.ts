import { checkProblem, type GatewayCase, type Hand, readBody } from './case.ts'
import { basic, see } from './stage.ts'

const as = basic('manager')

/** Reads, blockers, and what is asked twice. */
export const wholeCases: readonly GatewayCase[] = [
  {
    id: 'a read stays with OpenOlat, with and without Lethe in between',
    caller: 'plain user, Basic',
    async play({ stage, checks, call }) {
      const key = stage.person()
      const plain = await call({ path: `/users/${key}`, as: basic('plain') })
      const through = await call({ path: `/users/${key}?some_thing=1`, as: basic('plain') })
      checks.equal('status', [plain.status, through.status], [200, 200])
      checks.equal('body', readBody(through).key, key)
      checks.equal('the same body', through.body, plain.body)
      const options = await call({ method: 'HEAD', path: `/users/${key}/portrait?some_thing=1`, as: basic('plain') })
      checks.equal('HEAD', options.status, 404)
    }
  },
  {
    id: 'an account is made through Lethe',
    caller: 'user manager, Basic',
    async play({ checks, call }) {
      const json = { login: 'new.person', firstName: 'New', lastName: 'Person', email: 'new@uni.example' }
      checks.equal('status', (await call({ method: 'PUT', path: '/users', as, json })).status, 200)
    }
  },
  {
    id: 'blocked: every reason with its next step',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      stage.course(key)
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      checkProblem(checks, answer, 409, 'erasure-blocked')
      const blockers = readBody(answer).blockers as readonly { code: string; what: string; next: string }[]
      checks.ok(
        'told of the course',
        blockers.some(({ code }) => code === 'successor-not-named')
      )
      checks.ok(
        'what and next',
        blockers.every(({ what, next }) => what !== '' && next !== '')
      )
      follow(answer)
      await reach('blocked')
      checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
    }
  },
  {
    id: 'a permanent account is blocked',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person({ status: 1 }))
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      checkProblem(checks, answer, 409, 'erasure-blocked')
      const blockers = readBody(answer).blockers as readonly { code: string }[]
      checks.ok(
        'told as permanent',
        blockers.some(({ code }) => code === 'account-permanent')
      )
    }
  },
  {
    id: 'asked twice by one, and by another: one erasure; afterwards it is done',
    caller: 'two user managers, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      const path = `/users/${key}`
      const answers = await Promise.all([
        call({ method: 'DELETE', path, as }),
        call({ method: 'DELETE', path, as: basic('second') })
      ])
      checks.equal(
        'status',
        answers.map(({ status }) => status),
        [202, 202]
      )
      const again = await call({ method: 'DELETE', path, as })
      checks.equal('again', again.status, 202)
      checks.ok('another account of the demand', typeof readBody(again).request === 'string')
      const ids = answers.map(follow)
      const open = [...(await stage.standings()).values()].filter(
        ({ id, state }) => ids.includes(id) && state !== 'joined'
      )
      follow(open.length === 1 ? answers.find(each => readBody(each).request === open[0]!.id)! : answers[0]!)
      await reach('completed')
      checks.equal('OpenOlat', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
      const done = await call({ method: 'DELETE', path, as })
      checks.equal('when it is done', [done.status, done.body], [200, ''])
      const foreign = await call({ method: 'DELETE', path, as: basic('plain') })
      checkProblem(checks, foreign, 403, 'right-missing')
      checks.equal('deletions', see(stage, key).deletions, 1)
    }
  },
  {
    id: 'somebody named like a tombstone is none',
    caller: 'foreign user manager, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      stage.person({ login: `del_${key}` })
      checkProblem(
        checks,
        await call({ method: 'DELETE', path: `/users/${key}`, as: basic('foreign') }),
        403,
        'right-missing'
      )
    }
  }
]

/** In the mode for clients that insist on 200. */
export const waitCases: readonly GatewayCase[] = [
  {
    id: 'wait: 200 once it is read back, without cool-off and notice',
    caller: 'user manager, Basic',
    async play(hand: Hand) {
      const { stage, checks, call, about } = hand
      const key = about(stage.person())
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      checks.equal('answer', [answer.status, answer.body], [200, ''])
      checks.equal('OpenOlat at the answer', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
      const latest = [...(await stage.standings()).values()].filter(({ state }) => state === 'completed')
      checks.ok('a completed request', latest.length > 0)
      checks.equal('again', (await call({ method: 'DELETE', path: `/users/${key}`, as })).status, 200)
      checks.equal('deletions', see(stage, key).deletions, 1)
    }
  },
  {
    id: 'wait: two callers, both answered when the one erasure is over',
    caller: 'two user managers, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      const path = `/users/${key}`
      const answers = await Promise.all([
        call({ method: 'DELETE', path, as }),
        call({ method: 'DELETE', path, as: basic('second') })
      ])
      checks.equal(
        'answers',
        answers.map(({ status, body }) => [status, body]),
        [
          [200, ''],
          [200, '']
        ]
      )
      checks.equal('OpenOlat', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
    }
  },
  {
    id: 'wait: blocked is said at once',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      stage.course(key)
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      checkProblem(checks, answer, 409, 'erasure-blocked')
      follow(answer)
      await reach('blocked')
    }
  },
  {
    id: 'wait: a deletion that breaks off is not answered as done',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      stage.sandbox.world.settings.failingStep = { step: 'finish', person: key, times: 1 }
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      const isDeleted = see(stage, key).isDeleted
      if (answer.status === 202) {
        follow(answer)
        await reach('completed')
      } else checks.equal('200 only when it is so', [answer.status, isDeleted], [200, true])
      checks.equal('OpenOlat', see(stage, key).isDeleted, true)
    }
  },
  {
    id: 'wait: the sidecar stops meanwhile, and the demand goes on after the start',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about, follow, reach }) {
      const key = about(stage.person())
      stage.sandbox.faults.add({ route: 'deleteUser', kind: 'slow', ms: 1500 })
      const asked = call({ method: 'DELETE', path: `/users/${key}`, as })
      while (stage.sandbox.faults.list().length > 0) await new Promise(resolve => setTimeout(resolve, 20))
      await stage.stopSidecar()
      const answer = await asked
      checks.equal('status', answer.status, 202)
      follow(answer)
      await stage.startSidecar()
      await reach('completed')
      checks.equal('OpenOlat', see(stage, key), { status: 199, isDeleted: true, deletions: 1 })
    }
  }
]

/** Who is away. */
export const downCases: readonly GatewayCase[] = [
  {
    id: 'OpenOlat is down',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      stage.sandbox.faults.add({ route: '*', kind: 'reset', times: 10_000 })
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      stage.sandbox.faults.clear()
      checkProblem(checks, answer, 503, 'platform-down')
      checks.ok('Retry-After', Number(answer.headers['retry-after']) > 0)
      checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
    }
  },
  {
    id: 'OpenOlat limits the caller',
    caller: 'user manager, Basic',
    async play({ stage, checks, call, about }) {
      const key = about(stage.person())
      stage.sandbox.faults.add({ route: 'getMe', kind: 'too-many-requests', retryAfterS: 7 })
      const answer = await call({ method: 'DELETE', path: `/users/${key}`, as })
      stage.sandbox.faults.clear()
      checkProblem(checks, answer, 503, 'platform-down')
      checks.equal('Retry-After', answer.headers['retry-after'], '7')
    }
  },
  ...(['nginx', 'caddy'] as const).map(
    (proxy): GatewayCase => ({
      id: `Lethe is down: nothing is deleted or changed, and reads go on (${proxy})`,
      caller: 'administrator, Basic',
      proxy,
      async play({ stage, checks, call, about }) {
        const key = about(stage.person())
        await stage.stopSidecar()
        const read = await call({ path: `/users/${key}`, as: basic('chief') })
        const change = await call({
          method: 'POST',
          path: `/users/${key}/status`,
          as: basic('chief'),
          json: { status: 103 }
        })
        const answer = await call({ method: 'DELETE', path: `/users/${key}`, as: basic('chief') })
        await stage.startSidecar()
        checks.equal('read', read.status, 200)
        checkProblem(checks, change, 503, 'lethe-away')
        checkProblem(checks, answer, 503, 'lethe-away')
        checks.ok('Retry-After', Number(answer.headers['retry-after']) > 0)
        checks.equal('OpenOlat', see(stage, key), { status: 2, isDeleted: false, deletions: 0 })
      }
    })
  )
]
