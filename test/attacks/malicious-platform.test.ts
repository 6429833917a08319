import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startSandbox } from '../../adapters/openolat/sandbox/index.ts'
import { isEnd, type State } from '../../plugin/erasure/states.ts'
import { openFront } from '../doubles/front.ts'
import { openScene, type Scene } from '../flows/scene.ts'
import { type MaliciousAnswer, maliciousAnswers } from '../vectors/malicious-platform.ts'

t.setTimeout(280_000)

/** A front that answers two calls of a route otherwise, where it means harm. */
const openMalicious = async (target: string) => {
  let harm: { route: string; answer: MaliciousAnswer; isDone: boolean; left: number } | null = null
  const front = await openFront(target, async ({ route, incoming: { socket }, ask }) => {
    if (harm?.route !== route || harm.left === 0) return null
    harm.left -= 1
    const { answer, isDone } = harm
    if (isDone) await ask()
    socket.on('error', () => {})
    socket.write(answer.bytes)
    const more = () => {
      while (answer.forever !== undefined && !socket.destroyed && socket.write(answer.forever));
    }
    socket.on('drain', more)
    if (answer.forever === undefined) return socket.end()
    return more()
  })
  return {
    ...front,
    /** The next two calls of a route are answered so. `isDone`: what is asked is done all the same. */
    mean(route: string, answer: MaliciousAnswer, isDone: boolean) {
      harm = { route, answer, isDone, left: 2 }
    },
    hits: () => 2 - (harm?.left ?? 2)
  }
}

const count = 40
const learners = Array.from({ length: count }, (_, n) => ({ id: 2001 + n, login: `learner-${n}` }))

const openGround = async () => {
  const roles = { 1: ['user', 'administrator'] }
  const staff = (key: number, login: string) => ({
    ...{ key, login, password: 'sandbox-secret', roles, status: 1 as const },
    profile: { firstName: 'A', lastName: login, email: `${login}@people.example` }
  })
  const box = await startSandbox({
    seed: {
      people: [
        staff(100, 'administrator'),
        staff(101, 'lethe'),
        ...learners.map(({ id, login }) => ({
          ...{ key: id, login },
          profile: { firstName: 'Some', lastName: 'Body', email: `${login}@people.example` }
        }))
      ]
    }
  })
  const front = await openMalicious(box.address)
  const options = { baseUrl: `${front.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 300 }
  return { box, front, options, isGone: (id: number) => box.journal.count('delete', String(id)) === 1 }
}

/** Effects that a person may see once. */
const onceOnly = ['delete', 'delete-begun']

/** A person looks after a request as a guide tells them to, until it ends. */
const lookAfter = async (t: Test, scene: Scene, id: string): Promise<State> => {
  for (let turn = 0; ; turn += 1) {
    const { summary } = await scene.show(id)
    const state = summary.state as State
    if (isEnd(state)) return state
    if (turn > 2400) {
      t.fail(`it does not end: ${JSON.stringify((await scene.show(id)).waiting)} ${JSON.stringify(summary)}`)
      return state
    }
    if (turn % 10 === 9) {
      await scene.call('POST', `/platforms/${scene.platform}/resume`).catch(() => {})
      const way = state === 'stalled' ? 'retry' : 'recheck'
      await scene.call('POST', `/requests/${id}/${way}`, {}).catch(() => {})
    }
    await pause(25)
  }
}

t.test('OpenOlat: whatever it answers to whichever call, nothing of it is believed or told further', async t => {
  const { box, front, options, isGone } = await openGround()
  const scene = await openScene({
    box,
    kind: 'openolat',
    options,
    policy: { retryFirstMs: 20, retryMostMs: 50, recheckMs: 100 }
  })
  t.teardown(async () => {
    await scene.close()
    front.close()
  })
  const demand = ({ login }: { login: string }) => scene.demand([login, `${login}@people.example`])
  front.seen.clear()
  const [first, ...others] = learners
  t.equal(await lookAfter(t, scene, await demand(first!)), 'completed', 'honest')
  // What changes something first.
  const routes = [...front.seen].sort((one, other) => Number(one.startsWith('GET')) - Number(other.startsWith('GET')))
  t.ok(routes.length >= 5, `${routes}`)
  const before = process.memoryUsage().rss
  const met = new Set<string>()
  for (const [n, learner] of others.slice(0, Math.min(16, routes.length)).entries()) {
    const route = routes[n % routes.length]!
    const answer = maliciousAnswers[(n * 5) % maliciousAnswers.length]!
    const what = `${route}: ${answer.name}${n % 2 ? ', and it is done' : ''}`
    front.mean(route, answer, n % 2 === 1)
    const id = await demand(learner)
    const end = await lookAfter(t, scene, id)
    if (front.hits() > 0) met.add(route)
    const effects = box.journal.list().filter(({ person }) => person === String(learner.id))
    for (const effect of onceOnly)
      t.ok(effects.filter(each => each.effect === effect).length <= 1, `${what}: ${effect} once`)
    if (end === 'completed') t.ok(isGone(learner.id), `${what}: completed and gone`)
    else t.notOk(end === 'expired', `${what}: ${end}`)
    const told = JSON.stringify(await scene.call('GET', `/requests/${id}`))
    t.notMatch(told, /canary/, what)
  }
  t.ok(met.size >= 8, `${met.size} of ${routes.length} were met`)
  t.notMatch(scene.logged.join(''), /canary|learner-|people\.example/)
  t.ok(process.memoryUsage().rss - before < 400 * 1024 * 1024, 'memory is bounded')
})
