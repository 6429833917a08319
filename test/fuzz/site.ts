import { randomBytes } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect, createServer as createRelay, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import { startServer } from '../../plugin/server.ts'
import type { Role } from '../../plugin/store/records/bodies.ts'
import { createClient } from '../demo/client.ts'
import { placeMyself } from '../demo/colleagues.ts'
import { startInstitution } from '../doubles/identity-provider.ts'
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'
import { layInStock, type StockGround, stockPeople } from './stock.ts'

/** How many addresses each stand-in is reached at: as many platforms can be registered. */
const addresses = 6

/** Whose keys can be retired. */
export const pastMonths = ['2026-06', '2026-07', '2026-08']

const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }

const person = (key: number, login: string, roles: readonly string[] = ['user']) => ({
  key,
  login,
  profile: { firstName: 'Somebody', lastName: login, email: `${login}@people.example` },
  ...(login === 'lethe' ? { password: 'sandbox-secret' } : {}),
  roles: { 1: [...roles] }
})

async function listen(server: Server | HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Further addresses of one that answers. */
async function openRelays(address: string): Promise<{ ports: readonly number[]; close(): void }> {
  const port = Number(new URL(address).port)
  const servers = Array.from({ length: addresses }, () =>
    createRelay(near => {
      const far = connect(port, '127.0.0.1')
      near.on('error', () => far.destroy()).on('close', () => far.destroy())
      far.on('error', () => near.destroy()).on('close', () => near.destroy())
      near.pipe(far).pipe(near)
    })
  )
  const ports = await Promise.all(servers.map(listen))
  return { ports, close: () => void servers.map(server => server.close()) }
}

/** The token of a question that may be answered later. */
const laterTokenIn = (body: string): string | null =>
  /"answerTo":"/.test(body) ? (/"token":"([\w-]+)"/.exec(body)?.[1] ?? null) : null

/** A sidecar in this process over two stand-ins, with somebody of each role. Its data lies in memory. */
export async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-fuzz-'))
  const olat = await startOpenolat({
    seed: {
      people: [
        person(100, 'administrator', ['user', 'administrator']),
        person(101, 'lethe', ['user', 'administrator']),
        ...['nora.next', 'mia.berg', 'leo.lang'].map((login, at) => person([900, 2001, 2002][at]!, login))
      ]
    }
  })
  const edx = await startOpenedx({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, { id: 2, username: 'mira.holm', email: 'mira.holm@people.example' }],
      courses: [{ id: 'course-v1:Lake+C1+2026' }]
    }
  })
  const box = await startOpenolat({
    seed: { people: [person(101, 'lethe', ['user', 'administrator']), ...stockPeople] }
  })
  const relays = { olat: await openRelays(olat.address), edx: await openRelays(edx.address) }
  const asked: string[] = []
  const receiver = createServer((incoming, outgoing) => {
    text(incoming)
      .then(body => {
        const token = laterTokenIn(body)
        if (token !== null) asked.push(token)
        outgoing.writeHead(token === null ? 200 : 202, { 'content-type': 'application/json' }).end('{"is":"unknown"}')
      })
      .catch(() => outgoing.destroy())
  })
  const receiverPort = await listen(receiver)
  const apps: FastifyInstance[] = []
  const meet = (message: unknown) => void apps.push((message as { fastify: FastifyInstance }).fastify)
  const logged: string[] = []
  mkdirSync(join(folder, 'keys'), { mode: 0o700 })
  for (const month of pastMonths) writeFileSync(join(folder, 'keys', `${month}.key`), randomBytes(32), { mode: 0o600 })
  subscribe('fastify.initialization', meet)
  const disk = createPowerCutDisk()
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      dataFolder: join(folder, 'data'),
      keysFolder: join(folder, 'keys'),
      mail: null,
      places: 4,
      stopGraceMs: 200,
      logLevel: 'warn',
      url: '',
      tokenFile: join(folder, 'token'),
      gateway: null,
      platformsFile: null
    },
    { print: () => {}, log: line => void logged.push(line) },
    () => disk
  )
  unsubscribe('fastify.initialization', meet)
  const { port } = new URL(server.address)
  const token = readFileSync(join(folder, 'token'), 'utf8').trim()
  const call = createClient(server.address, token)
  await placeMyself(call, [])
  await call('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })
  const tokens = new Map<Role, string>()
  const callers: string[] = []
  for (const role of ['user-manager', 'system-administrator', 'privacy-officer', 'auditor', 'administrator'] as const) {
    const { id } = await call<{ id: string }>('POST', '/persons', { name: `A ${role}`, roles: [role] })
    const given = await call<{ token: string }>('POST', '/tokens', { person: id, label: 'fuzz', days: 1 })
    // Nobody agrees by a token that another made for them.
    const own = await createClient(server.address, given.token)<{ token: string }>('POST', '/me/token', { days: 1 })
    tokens.set(role, own.token)
    callers.push(id)
  }

  const institution = await startInstitution({ lethe: server.address, users: [] })

  return {
    app: apps.find(each => each.addresses().some(at => typeof at === 'object' && String(at.port) === port))!,
    address: server.address,
    /** Of who calls in a role; changes when they exchange it. */
    tokens,
    /** Says that nobody who calls has an account anywhere: who is not placed agrees to nothing. */
    async placeCallers() {
      const there = await call<readonly { id: string }[]>('GET', '/platforms')
      const without = there.map(({ id }) => id)
      for (const id of callers) await call('PUT', `/persons/${id}/accounts`, { accounts: [], without })
    },
    boxes: { olat, edx },
    issuer: institution.issuer,
    /** Lays in what operations ask for and stories seldom make. */
    async layIn(put: StockGround['put']) {
      await layInStock({ address: server.address, call, store: server.store, box, put })
      await this.placeCallers()
    },
    baseUrls: {
      olat: relays.olat.ports.map(port => `http://127.0.0.1:${port}/olat`),
      edx: relays.edx.ports.map(port => `http://127.0.0.1:${port}`)
    },
    /** Tokens of the questions that wait for an answer. */
    asked,
    receiver: `http://127.0.0.1:${receiverPort}/in`,
    logged,
    async close() {
      await server.stop()
      relays.olat.close()
      relays.edx.close()
      receiver.closeAllConnections()
      receiver.close()
      await Promise.all([olat.close(), edx.close(), box.close(), institution.close()])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** What calls are sent to. */
export type Site = Awaited<ReturnType<typeof openSite>>
