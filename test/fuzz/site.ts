import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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
import { createPowerCutDisk } from '../doubles/power-cut-disk.ts'

/** How many addresses each stand-in is reached at: as many platforms can be registered. */
const addresses = 6

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
    tokens.set(role, given.token)
    callers.push(id)
  }

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
      await Promise.all([olat.close(), edx.close()])
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** What calls are sent to. */
export type Site = Awaited<ReturnType<typeof openSite>>
