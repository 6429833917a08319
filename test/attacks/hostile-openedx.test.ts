import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import { isEnd, type State } from '../../plugin/erasure/states.ts'
import { placeMyself } from '../demo/colleagues.ts'
import { type FrontCall, openFront } from '../doubles/front.ts'
import { openSettableClock } from '../doubles/settable-clock.ts'
import { openScene } from '../flows/scene.ts'
import { type HostileTurn, hostileTurns } from '../vectors/hostile-openedx.ts'

t.setTimeout(590_000)

const quick = { coolOffMs: 0, confirmEveryMs: 50, retryFirstMs: 20, retryMostMs: 50, recheckMs: 100 }
const learners = hostileTurns.map((turn, n) => ({ id: 2001 + n, name: `learner-${2001 + n}`, turn }))
/** Whom a lie takes in the place of whoever is meant; nobody demands anything for them. */
const another = { id: 1990, name: 'learner-1990' }
type Learner = Pick<(typeof learners)[number], 'id' | 'name'>
const mailOf = ({ name }: Learner) => `${name}@people.example`

/** A server that no call may ever come to. */
const openTrap = async () => {
  let calls = 0
  const server = createServer((_, answer) => void answer.end())
  server.on('connection', () => {
    calls += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`
  return { address, calls: () => calls, close: () => server.close() }
}

/** A front that is hostile to each learner in another way. */
const openHostile = async (target: string, trap: string) => {
  const left = new Map(learners.map(({ id, turn }) => [id, turn.times ?? 3]))
  const hits = new Map<number, number>()
  const harm = async (turn: HostileTurn, { incoming: { socket }, outgoing, ask }: FrontCall) => {
    if (turn.edit !== undefined) {
      const own = await ask()
      const edited = own.status === 200 ? turn.edit(own.body.toString(), trap) : own.body
      return outgoing.writeHead(own.status, own.headers).end(edited)
    }
    if (turn.isDone) await ask()
    const { bytes = '' } = turn
    socket.on('error', () => {})
    // What announces a body that does not come would else be waited for.
    return socket.end(typeof bytes === 'string' ? bytes.replace('$trap', trap) : bytes)
  }
  const front = await openFront(target, async call => {
    const { route, incoming, sent } = call
    const about = learners.find(({ id }) => `${incoming.url} ${sent}`.includes(String(id)))
    if (about === undefined || !about.turn.routes.includes(route) || left.get(about.id) === 0) return null
    left.set(about.id, left.get(about.id)! - 1)
    hits.set(about.id, (hits.get(about.id) ?? 0) + 1)
    return harm(about.turn, call)
  })
  return {
    ...front,
    hits: ({ id }: Learner) => hits.get(id) ?? 0,
    beHonest: () => {
      for (const { id } of learners) left.set(id, 0)
    }
  }
}

const openSite = async (trap: string) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const course = 'course-v1:Lake+C1+2026'
  const people = [another, ...learners].map(learner => ({
    ...{ id: learner.id, username: learner.name, name: 'Some Body', email: mailOf(learner) },
    ...{ posts: ['Hello.'], notes: 1, enrolments: [{ course }], certificates: [{ course }] }
  }))
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, ...people],
      courses: [{ id: course }]
    }
  })
  const front = await openHostile(box.address, trap)
  const options = {
    ...{ baseUrl: front.address, studioUrl: front.address, workerUsername: worker.username },
    ...{ clientId: 'worker', clientSecret: 'sandbox-secret', tokenLifeMs: 0, bulkStart: true }
  }
  const isGone = ({ id }: Learner) => {
    const { username, email, isActive, posts, enrolments } = box.world.people.get(id)!
    const isLeft = enrolments.some(({ active }) => active) || posts!.some(({ body }) => body !== '[deleted]')
    return /^retired__user_/.test(username) && /@retired\.invalid$/.test(email) && !isActive && !isLeft
  }
  return { box, front, options, isGone }
}

const openOther = async () => {
  const roles = { 1: ['user', 'administrator'] }
  const staff = { key: 101, login: 'lethe', password: 'sandbox-secret', roles, status: 1 as const }
  const profile = (login: string) => ({ firstName: 'Some', lastName: 'Body', email: `${login}@people.example` })
  const innocent = { key: 3001, login: 'innocent', profile: profile('innocent') }
  const box = await startOpenolat({ seed: { people: [{ ...staff, profile: profile('lethe') }, innocent] } })
  const options = { baseUrl: `${box.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 300 }
  return { box, options, isGone: () => box.journal.count('delete', '3001') === 1 }
}

/** Everything that lies on the disk. */
const readAll = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => file.isFile())
    .map(file => readFileSync(join(file.parentPath, file.name), 'latin1'))
    .join('')

t.test('Open edX: whatever stands in an answer, and however it comes, only what is gone is completed', async t => {
  const trap = await openTrap()
  const { box, front, options, isGone } = await openSite(trap.address)
  const other = await openOther()
  const clock = openSettableClock()
  const scene = await openScene({ box, kind: 'openedx', options, policy: quick, clock })
  t.teardown(async () => {
    await scene.close()
    await other.box.close()
    front.close()
    trap.close()
  })
  const { id: second } = await scene.call<{ id: string }>('POST', '/platforms', {
    ...{ kind: 'openolat', name: 'lake', options: other.options, policy: { all: quick } },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
  await placeMyself(scene.call, [scene.platform, second])
  // A source may ask for fifty an hour.
  const sources = [scene.source, await scene.addSource({ platforms: [scene.platform, second] })]
  const open = new Map<string, (typeof learners)[number]>()
  for (const [n, learner] of learners.entries())
    open.set(await scene.demand([learner.name, mailOf(learner)], {}, sources[n % 2]), learner)
  const all = [...open]
  const besides = await scene.demand(['innocent', 'innocent@people.example'], { platform: second }, sources[1])

  /** A person looks after them as the advice says, until each has an end. Time goes faster meanwhile. */
  const look = async () => {
    await scene.call('POST', `/platforms/${scene.platform}/resume`)
    const lookAfter = async ([id, learner]: (typeof all)[number]) => {
      const { state, because } = (await scene.show(id)).summary
      if (!isEnd(state as State)) {
        await scene.call('POST', `/requests/${id}/${state === 'stalled' ? 'retry' : 'recheck'}`, {}).catch(() => {})
        return
      }
      open.delete(id)
      t.equal(state, 'completed', `${learner.turn.name}: ends, once somebody tries again (${because})`)
      t.ok(isGone(learner), `${learner.turn.name}: and is gone`)
    }
    await Promise.all([...open].map(lookAfter))
    clock.advance(5000)
    return [...open].map(([, { turn }]) => turn.name)
  }
  await scene.until(look, left => left.length === 0)

  t.equal((await scene.untilState(besides, 'completed')).summary.state, 'completed', 'another platform goes on')
  t.ok(other.isGone())
  t.equal(trap.calls(), 0, 'nothing went where nobody sent it')
  t.same(isGone(another), false, 'and nobody else is touched')
  for (const [id, learner] of all) {
    t.ok(front.hits(learner) > 0, `${learner.turn.name}: was met`)
    const effects = box.journal.list().filter(({ person }) => person === String(learner.id))
    t.equal(effects.filter(({ effect }) => effect === 'retired').length, 1, `${learner.turn.name}: once`)
    const shown = JSON.stringify([
      await scene.call('GET', `/requests/${id}`),
      await scene.call('GET', `/requests/${id}/certificate`)
    ])
    t.notMatch(shown, /canary|learner-|people\.example/, `${learner.turn.name}: nothing of it is told further`)
  }
  const headers = { authorization: `Bearer ${scene.token}` }
  const metrics = await (await fetch(`${scene.address()}/metrics`, { headers })).text()
  const logged = scene.logged.join('')
  t.notMatch(`${metrics}${logged}${readAll(scene.folder)}`, /canary|learner-|people\.example|Some Body/)
  t.notMatch(logged, /internal-fault|could not be carried on/, "whatever it is, it is known to be the platform's doing")
})
