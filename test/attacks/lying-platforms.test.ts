import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import { isEnd, type State } from '../../plugin/erasure/states.ts'
import { placeMyself } from '../demo/colleagues.ts'
import { type FrontCall, openFront } from '../doubles/front.ts'
import { openSettableClock } from '../doubles/settable-clock.ts'
import { openScene } from '../flows/scene.ts'
import { type PlatformLie, platformLies } from '../vectors/platform-lies.ts'

t.setTimeout(600_000)

const quick = { coolOffMs: 0, confirmEveryMs: 50, retryFirstMs: 20, retryMostMs: 50, recheckMs: 100 }
const learners = Array.from({ length: 2 * platformLies.length }, (_, n) => ({ id: 2001 + n, name: `learner-${n}` }))
/** Whom a lie takes in the place of whoever is meant; nobody demands anything for them. */
const another = { id: 1990, name: 'learner-1990' }
type Learner = (typeof learners)[number]
const mailOf = ({ name }: Learner) => `${name}@people.example`

/** A front that tells one lie at a time, about one learner. */
const openLiar = async (target: string, trap: string) => {
  let told: { lie: PlatformLie; learner: Learner; hasBegun: boolean; hits: number } | null = null
  const lieTo = async ({ route, outgoing, ask }: FrontCall) => {
    if (told === null) return null
    const { lie, learner } = told
    told.hasBegun ||= route === (lie.from ?? lie.route)
    if (!told.hasBegun || (lie.route !== '*' && lie.route !== route)) return null
    told.hits += 1
    const swap = (text: string) =>
      text.replaceAll(learner.name, another.name).replaceAll(new RegExp(`\\b${learner.id}\\b`, 'g'), `${another.id}`)
    const own = lie.call === 'not-done' ? null : await ask(lie.call === 'done-to-another' ? swap : undefined)
    const { status, headers, body = '' } = lie.says ?? { ...own!, body: own!.body.toString() }
    const bytes = Buffer.from(lie.edit?.(body) ?? body)
    for (const [name, value] of Object.entries(headers ?? {})) outgoing.setHeader(name, value.replace('$trap', trap))
    return outgoing.writeHead(status).end(bytes)
  }
  const front = await openFront(target, lieTo)
  return {
    ...front,
    tell(lie: PlatformLie, learner: Learner) {
      told = { lie, learner, hasBegun: false, hits: 0 }
    },
    /** Says the truth again; answers how often it lied. */
    beHonest() {
      const hits = told?.hits ?? 0
      told = null
      return hits
    }
  }
}

/** A server that no call may ever come to. */
const openTrap = async () => {
  let calls = 0
  const server = createServer((_, answer) => {
    calls += 1
    answer.end()
  })
  server.on('connection', () => {
    calls += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/canary`, calls: () => calls, close: () => server.close() }
}

const openOlat = async (trap: string) => {
  const roles = { 1: ['user', 'administrator'] }
  const staff = (key: number, login: string) => ({
    ...{ key, login, password: 'sandbox-secret', roles, status: 1 as const },
    profile: { firstName: 'A', lastName: login, email: `${login}@people.example` }
  })
  const people = [another, ...learners].map(learner => ({
    ...{ key: learner.id, login: learner.name },
    profile: { firstName: 'Some', lastName: 'Body', email: mailOf(learner) }
  }))
  const box = await startOpenolat({ seed: { people: [staff(100, 'administrator'), staff(101, 'lethe'), ...people] } })
  const front = await openLiar(box.address, trap)
  const options = { baseUrl: `${front.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 300 }
  const isGone = ({ id }: Learner) => box.journal.count('delete', String(id)) === 1
  return { box, front, options, isGone, onceOnly: ['delete', 'delete-begun'] }
}

const openEdx = async (trap: string) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const course = 'course-v1:Lake+C1+2026'
  const people = [another, ...learners].map(learner => ({
    ...{ id: learner.id, username: learner.name, name: 'Some Body', email: mailOf(learner) },
    ...{ posts: ['Hello.'], notes: 1, enrolments: [{ course }] }
  }))
  const box = await startOpenedx({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, ...people],
      courses: [{ id: course }]
    }
  })
  const front = await openLiar(box.address, trap)
  const options = {
    ...{ baseUrl: front.address, studioUrl: front.address, workerUsername: worker.username },
    ...{ clientId: 'worker', clientSecret: 'sandbox-secret', tokenLifeMs: 0, bulkStart: true }
  }
  const isGone = ({ id }: Learner) => {
    const { username, email, isActive, posts, enrolments } = box.world.people.get(id)!
    const isLeft = enrolments.some(({ active }) => active) || posts!.some(({ body }) => body !== '[deleted]')
    return /^retired__user_/.test(username) && /@retired\.invalid$/.test(email) && !isActive && !isLeft
  }
  return { box, front, options, isGone, onceOnly: ['retired'] }
}

t.test('whatever a platform says was done, only what is really gone is completed', async t => {
  const trap = await openTrap()
  const grounds = { openedx: await openEdx(trap.address), openolat: await openOlat(trap.address) }
  const { box, options } = grounds.openedx
  const clock = openSettableClock()
  const scene = await openScene({ box, kind: 'openedx', options, policy: quick, clock })
  t.teardown(async () => {
    await scene.close()
    await grounds.openolat.box.close()
    for (const { front } of Object.values(grounds)) front.close()
    trap.close()
  })
  const { id: second } = await scene.call<{ id: string }>('POST', '/platforms', {
    ...{ kind: 'openolat', name: 'lake', options: grounds.openolat.options, policy: { all: quick } },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
  const platforms = { openedx: scene.platform, openolat: second }
  await placeMyself(scene.call, Object.values(platforms))
  const source = await scene.addSource({ name: 'both', platforms: Object.values(platforms) })
  const demand = (kind: keyof typeof platforms, learner: Learner) =>
    scene.demand([learner.name, mailOf(learner)], { platform: platforms[kind] }, source)
  const codes = readFileSync(new URL('../../adapters/codes.md', import.meta.url), 'utf8')

  /** A person looks after them as the advice says, until each has an end. Time goes faster meanwhile: some wait a minute. */
  const lookAfter = async (ids: readonly string[]) => {
    const ends = new Map<string, State>()
    const look = async () => {
      for (const id of Object.values(platforms)) await scene.call('POST', `/platforms/${id}/resume`)
      const open = ids.filter(id => !ends.has(id))
      for (const id of open) {
        const { state } = (await scene.show(id)).summary
        if (isEnd(state as State)) ends.set(id, state as State)
        else
          await scene.call('POST', `/requests/${id}/${state === 'stalled' ? 'retry' : 'recheck'}`, {}).catch(() => {})
      }
      clock.advance(5000)
      return open
    }
    await scene.until(look, open => open.length === 0)
    return ends
  }

  const told: { id: string; lie: PlatformLie; learner: Learner; what: string }[] = []
  for (const [n, lie] of platformLies.entries()) {
    const what = `${lie.platform}: ${lie.name}`
    const { front, isGone } = grounds[lie.platform]
    const other = lie.platform === 'openedx' ? 'openolat' : 'openedx'
    const [learner, innocent] = [learners[2 * n]!, learners[2 * n + 1]!]
    front.tell(lie, learner)
    const [id, besides] = [await demand(lie.platform, learner), await demand(other, innocent)]
    const during = await scene.untilState(id, 'completed', 'partially-completed', 'stalled', 'blocked')
    t.equal((await scene.untilState(besides, 'completed')).summary.state, 'completed', `${what}: others go on`)
    t.ok(grounds[other].isGone(innocent), `${what}: and are gone`)
    if (during.summary.state === 'completed') t.ok(isGone(learner), `${what}: completed and gone`)
    t.ok(front.beHonest() > 0, `${what}: was told`)
    // Three answers out of contract pause a platform, as they should: somebody has looked at it.
    await scene.call('POST', `/platforms/${platforms[lie.platform]}/resume`)
    // The other reasons are ours, and have their words wherever a request is shown.
    const [, code] = /^platform-(.+)/.exec(during.summary.because) ?? []
    if (code !== undefined) {
      t.ok(codes.includes(`| \`${code}\` |`), `${what}: what to do stands under ${code}`)
    }
    // Whoever stalls between the forum and the account keeps everybody else out of there: they are looked after at once.
    if (during.section !== null) await lookAfter([id])
    told.push({ id, lie, learner, what })
  }
  const ends = await lookAfter(told.map(({ id }) => id))
  for (const { id, lie, learner, what } of told) {
    const { box: lied, isGone, onceOnly } = grounds[lie.platform]
    t.equal(ends.get(id), 'completed', `${what}: ends, once the truth is told and somebody tries again`)
    t.ok(isGone(learner), `${what}: and is gone`)
    const effects = lied.journal.list().filter(({ person }) => person === String(learner.id))
    for (const effect of onceOnly)
      t.ok(effects.filter(each => each.effect === effect).length <= 1, `${what}: ${effect} once`)
    t.notMatch(JSON.stringify(await scene.call('GET', `/requests/${id}`)), /canary/, what)
  }
  t.equal(trap.calls(), 0, 'nothing went where nobody sent it')
  const headers = { authorization: `Bearer ${scene.token}` }
  const metrics = await (await fetch(`${scene.address()}/metrics`, { headers })).text()
  t.notMatch(`${metrics}${scene.logged.join('')}`, /canary|learner-|people\.example|Some Body/)
})
