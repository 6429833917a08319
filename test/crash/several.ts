import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { startPostgres } from '../doubles/postgres-server.ts'
import { countEffects } from './count-effects.ts'
import type { Life } from './grounds.ts'
import type { Scenario } from './scenarios.ts'
import { registerSite, sendDemand } from './site.ts'

// By hand (it takes minutes, as a killed call is read only when the platform has settled): node test/crash/several.ts
const people = 8
const leaseMs = 4000

const server = await startPostgres()
const root = mkdtempSync(join(tmpdir(), 'lethe-several-'))
const children = new Set<ReturnType<typeof spawn>>()
t.teardown(async () => {
  for (const child of children) child.kill('SIGKILL')
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

/** Starts one instance; its keys and the token are those of all. */
const startInstance = async (url: string, name: string) => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../doubles/instance.ts', import.meta.url)), String(leaseMs)],
    {
      env: {
        PATH: process.env.PATH,
        HOME: root,
        LETHE_STORE: url,
        LETHE_DATA: join(root, name),
        LETHE_KEYS: join(root, 'keys'),
        LETHE_TOKEN_FILE: join(root, 'operator.token'),
        LETHE_PORT: '0',
        LETHE_GATEWAY_PORT: 'off',
        LETHE_PLACES: '3',
        LETHE_STOP_GRACE_MS: '2000',
        LETHE_LOG_LEVEL: 'info'
      },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  children.add(child)
  const said: string[] = []
  createInterface({ input: child.stderr }).on('line', line => said.push(line))
  const line = await Promise.race([
    new Promise<string>(resolve => createInterface({ input: child.stdout }).once('line', resolve)),
    new Promise<null>(resolve => child.once('close', () => resolve(null)))
  ])
  if (line === null) throw new Error(`the instance did not come up: ${said.join('\n')}`)
  const { address } = JSON.parse(line) as { address: string }
  const end = (signal: 'SIGKILL' | 'SIGTERM') =>
    new Promise<void>(resolve => {
      child.once('close', () => resolve())
      child.kill(signal)
    })
  return { address, said, end }
}

const tokenOf = (): string => readFileSync(join(root, 'operator.token'), 'utf8').trim()

const call = async <Answer>(address: string, method: string, path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokenOf()}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' })
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

const until = async (what: string, isSo: () => Promise<boolean>, said: () => string): Promise<void> => {
  for (let tries = 0; !(await isSo().catch(() => false)); tries += 1) {
    if (tries > 1000) throw new Error(`${what}: ${said()}`)
    await pause(200)
  }
}

const seed = () => ({
  settings: { bulkRetirement: true },
  clients: [
    {
      id: 'worker',
      secret: 'sandbox-secret',
      owner: 'retirement_service_worker',
      grant: 'client_credentials' as const
    }
  ],
  people: [
    { id: 1, username: 'retirement_service_worker', password: null, isStaff: true },
    ...Array.from({ length: people }, (_, n) => ({
      id: 10 + n,
      username: `learner${n}`,
      name: `Learner ${n}`,
      notes: 2,
      posts: ['Hello.']
    }))
  ]
})

t.test(
  'two instances on one database: one is killed in the middle, the server restarts, nothing is lost or done twice',
  async t => {
    const journalFile = join(root, 'journal')
    const sandbox = await startSandbox({ seed: seed(), journalFile })
    t.teardown(() => sandbox.close())
    const url = await server.database()
    // Both at once: tables, keys and the first person are made by one of them.
    const [one, two] = await Promise.all([startInstance(url, 'one'), startInstance(url, 'two')])
    const tail = () => [...one.said.slice(-20), '---', ...two.said.slice(-40)].join('\n')
    const ground = (address: string) => ({ address, token: tokenOf() }) as Life
    const scenario = (n: number): Scenario => ({
      id: `learner${n}`,
      platform: 'openedx',
      open: () => startSandbox({ seed: seed(), journalFile }),
      options: baseUrl => ({
        baseUrl,
        studioUrl: baseUrl,
        clientId: 'worker',
        clientSecret: 'sandbox-secret',
        workerUsername: 'retirement_service_worker',
        tokenLifeMs: 300,
        bulkStart: true
      }),
      policy: {
        coolOffMs: 500,
        noticeMs: 0,
        confirmEveryMs: 500,
        retryFirstMs: 500,
        asked: { 'consequences-told': 'notice-only' }
      },
      origin: 'identity-manager',
      identifiers: [
        { kind: 'username', value: `learner${n}` },
        { kind: 'email', value: `learner${n}@school.example` }
      ],
      messages: 0,
      killsAtCommits: false,
      lanes: 1
    })
    const sender = await registerSite(ground(one.address), scenario(0), sandbox.address)
    const ids: string[] = []
    for (let n = 0; n < people; n += 1) {
      const request = await sendDemand(ground(n % 2 ? one.address : two.address), sender, scenario(n), `msg_${n}`)
      ids.push(request!)
    }
    const effects = () => readFileSync(journalFile, 'utf8').split('\n').length - 1
    await until('effects', async () => effects() >= 4, tail)
    await one.end('SIGKILL')
    await until('more effects', async () => effects() >= 12, tail)
    await server.restart('fast')
    const states = async () =>
      Promise.all(
        ids.map(
          async id => (await call<{ summary: { state: string } }>(two.address, 'GET', `/requests/${id}`)).summary.state
        )
      )
    await until('ends', async () => (await states()).every(state => state === 'completed'), tail)
    t.same(
      await states(),
      ids.map(() => 'completed')
    )
    const journal = readFileSync(journalFile, 'utf8')
    t.match(countEffects(journal, ''), { doneTwice: 0 }, 'asked of the platform')
    t.ok(
      two.said.some(line => line.includes('"code":"leading"')),
      'whoever is left leads'
    )
    await two.end('SIGTERM')
  }
)
