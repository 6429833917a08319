import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { startSandbox } from '../../../adapters/openedx/sandbox/index.ts'
import { readConfig } from '../../../plugin/config.ts'
import { type Server, startServer } from '../../../plugin/server.ts'
import { countEffects } from '../../crash/count-effects.ts'
import { openCrossing } from '../../crash/crossing.ts'
import { environment, type Life } from '../../crash/grounds.ts'
import { openMailbox } from '../../crash/mailbox.ts'
import type { Scenario } from '../../crash/scenarios.ts'
import { type Sender, sendDemand } from '../../crash/site.ts'
import { startPostgres } from '../../doubles/postgres-server.ts'

const learners = 6
const brakePerHour = 4
const quiet = { print: () => {}, log: () => {} }

t.setTimeout(300_000)

const root = mkdtempSync(join(tmpdir(), 'lethe-servers-'))
const [database, crossing, mailbox] = [await startPostgres(), await openCrossing(), await openMailbox()]
const url = await database.database()
const journalFile = join(root, 'journal')
const sandbox = await startSandbox({
  seed: {
    settings: { bulkRetirement: true },
    clients: [
      { id: 'worker', secret: 'sandbox-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
    ],
    people: [
      { id: 1, username: 'retirement_service_worker', password: null, isStaff: true },
      ...Array.from({ length: learners }, (_, n) => ({
        ...{ id: 10 + n, username: `learner${n}`, name: `Learner ${n}`, notes: 2, posts: ['Hello.'] }
      }))
    ]
  },
  journalFile
})
crossing.lead(sandbox.address, () => {})
const policy = {
  ...{ coolOffMs: 300, noticeMs: 0, confirmEveryMs: 300, retryFirstMs: 300 },
  asked: { 'consequences-told': 'notice-only' }
}
const options = {
  ...{ baseUrl: crossing.address, studioUrl: crossing.address, clientId: 'worker', clientSecret: 'sandbox-secret' },
  ...{ workerUsername: 'retirement_service_worker', tokenLifeMs: 300, bulkStart: true }
}
const platformsFile = join(root, 'platforms.json')
const declarations = { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
const platforms = [{ name: 'Lake', kind: 'openedx', options, declarations, policy: { all: policy } }]
writeFileSync(platformsFile, JSON.stringify({ platforms }))

const start = (settings: Readonly<Record<string, string>> = {}): Promise<Server> =>
  startServer(
    readConfig({
      ...environment(root, mailbox.url),
      LETHE_STORE: url,
      LETHE_PLATFORMS_FILE: platformsFile,
      LETHE_STOP_GRACE_MS: '1000',
      ...settings
    }),
    quiet,
    undefined,
    undefined,
    5000
  )

// All at once: tables, keys, the first person and the platform of the file are made by one of them.
const servers = await Promise.all([start(), start(), start()])
t.teardown(async () => {
  await Promise.all(servers.map(server => server.stop()))
  await Promise.all([sandbox.close(), crossing.close(), mailbox.close(), database.stop()])
  rmSync(root, { recursive: true, force: true })
})
const [one, two, three] = servers as [Server, Server, Server]
const token = readFileSync(join(root, 'operator.token'), 'utf8').trim()
const lifeOf = ({ address }: Server) => ({ address, token }) as Life

const call = async <Answer>(server: Server, method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' })
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** Waits, as long as tap is patient. */
const until = async <Answer>(ask: () => Promise<Answer>, isSo: (answer: Answer) => boolean): Promise<Answer> => {
  for (;;) {
    const answer = await ask()
    if (isSo(answer)) return answer
    await pause(50)
  }
}

type Named = { id: string; name: string }
const [lake] = await until(
  () => call<Named[]>(two, 'GET', '/platforms'),
  all => all.length > 0
)

t.test('three that start at once make one person, one platform and one set of keys; others are refused', async t => {
  const persons = await call<Named[]>(three, 'GET', '/persons')
  t.same(persons.map(({ name }) => name).sort(), ['Operator', 'Platforms file'])
  t.same(
    (await call<Named[]>(one, 'GET', '/platforms')).map(({ name }) => name),
    ['Lake']
  )
  await t.rejects(start({ LETHE_KEYS: join(root, 'empty') }), { code: 'keys-missing' })
  const copied = join(root, 'copied')
  cpSync(join(root, 'keys'), copied, { recursive: true })
  for (const folder of [copied, join(copied, 'ended-ids')]) chmodSync(folder, 0o700)
  const month = new Date().toISOString().slice(0, 7)
  for (const file of ['token.key', `${month}.key`]) {
    const before = readFileSync(join(copied, file))
    writeFileSync(join(copied, file), Buffer.alloc(32, 7))
    await t.rejects(start({ LETHE_KEYS: copied }), { code: 'keys-foreign', about: file })
    writeFileSync(join(copied, file), before)
  }
  const elsewhere = join(root, 'elsewhere')
  await t.rejects(start({ LETHE_ENDED_IDS: elsewhere }), { code: 'ended-ids-foreign' })
})

t.test('slots, section, brake, pause and outbox hold over all of them', async t => {
  let [running, most] = [0, 0]
  const inSection: string[] = []
  crossing.lead(sandbox.address, at => {
    running += at === 'arrived' ? 1 : -1
    most = Math.max(most, running)
  })
  const made = await call<{ source: Named; secret: string; address: string }>(one, 'POST', '/sources', {
    ...{ name: 'Human resources', platforms: [lake!.id], origins: ['identity-manager'], standingMandate: true },
    brakePerHour
  })
  await call(two, 'POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
  const sender: Sender = { path: new URL(made.address, one.address).pathname, secret: made.secret, platform: lake!.id }
  await call(three, 'PUT', '/pause', { because: 'a test' })
  const ids = await Promise.all(
    Array.from({ length: learners }, async (_, n) => {
      const identifiers = [
        { kind: 'username', value: `learner${n}` },
        { kind: 'email', value: `learner${n}@school.example` }
      ]
      const scenario = { origin: 'identity-manager', identifiers } as unknown as Scenario
      return (await sendDemand(lifeOf(servers[n % 3]!), sender, scenario, `msg_${n}`))!
    })
  )
  const again = { origin: 'identity-manager', identifiers: [] } as unknown as Scenario
  t.equal(await sendDemand(lifeOf(two), sender, again, 'msg_0').catch(() => 'refused'), 'refused')
  t.match(await call(one, 'GET', '/pause'), { paused: { because: 'a test' } }, 'paused by another')
  const standing = async () =>
    Promise.all(ids.map(id => call<{ summary: { state: string } }>(two, 'GET', `/requests/${id}`)))
  const statesOf = (all: Awaited<ReturnType<typeof standing>>) => all.map(({ summary }) => summary.state)
  await until(standing, all => statesOf(all).filter(state => state === 'accepted').length === learners)
  await call(two, 'DELETE', '/pause')
  const isOver = (all: Awaited<ReturnType<typeof standing>>) =>
    statesOf(all).filter(state => state === 'completed').length === brakePerHour
  t.same(
    statesOf(await until(standing, isOver)).sort(),
    [...Array(learners - brakePerHour).fill('accepted'), ...Array(brakePerHour).fill('completed')],
    'so many in an hour, whoever took them in'
  )
  const journal = readFileSync(journalFile, 'utf8')
  t.match(countEffects(journal, ''), { doneTwice: 0 }, 'asked of the platform')
  t.ok(most <= 4, `${most} calls at once`)
  for (const line of journal.split('\n')) {
    const { effect, person } = JSON.parse(line === '' ? '{}' : line) as { effect?: string; person?: string }
    if (effect === 'forum-retired' || effect === 'retired') inSection.push(person!)
  }
  t.equal(inSection.length, brakePerHour * 2)
  t.ok(
    inSection.every((person, at) => at % 2 === 0 || person === inSection[at - 1]),
    'one at a time between the two calls'
  )
  const sent: string[] = []
  await until(
    async () => sent.push(...mailbox.take()),
    many => many >= brakePerHour
  )
  t.equal(new Set(sent).size, sent.length, 'each message was sent once')

  const counts = await until(
    () => Promise.all(servers.map(server => call<{ states: object }>(server, 'GET', '/requests/counts'))),
    all => all.every(each => JSON.stringify(each).includes(`"completed":${brakePerHour}`))
  )
  t.same(counts[1], counts[0], 'one queue')
  t.same(counts[2], counts[0])
})

t.test('what one is asked to do is shown by all: a comparison of the evidence, and something said to many', async t => {
  await call(one, 'POST', '/evidence/check/begin')
  const check = await until(
    () => call<{ is: string; report: { chains: number } }>(two, 'GET', '/evidence/check'),
    ({ is }) => is === 'done'
  )
  t.equal(check.report.chains, learners)
  const listed = await call<{ items: { id: string }[] }>(three, 'GET', '/requests?state=accepted')
  const requests = listed.items.map(({ id }) => ({ request: id }))
  const bulk = await call<{ id: string }>(one, 'POST', '/requests/moves', { move: 'recheck', requests })
  const done = await until(
    () => call<{ state: string; said: number }>(three, 'GET', `/requests/moves/${bulk.id}`),
    ({ state }) => state === 'done'
  )
  t.equal(done.said, learners - brakePerHour)
})
