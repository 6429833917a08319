import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Sandbox, type Seed, startSandbox } from '../../../adapters/openolat/sandbox/index.ts'
import { addPerson, type PersonSeed } from '../../../adapters/openolat/sandbox/seed.ts'
import { type Call, createClient } from '../../demo/client.ts'
import { type Mailbox, openMailbox } from '../mailbox.ts'
import { type Sidecar, startSidecar } from '../sidecar.ts'
import { listStandings, type Standing } from '../standings.ts'
import { type Answer, makeAddress, send } from '../wire.ts'
import { type RunningProxy, startCaddy, startNginx } from './proxies.ts'

export type Mode = 'answer-at-once' | 'wait'

/** What the world sees of OpenOlat: with a context, and no port, as if the proxies listened where they usually do. */
export const host = 'olat.uni.example'
export const publicUrl = `http://${host}/olat`
export const routeSecret = 'route-secret-of-openolat-0123456789'

/** Key of Lethe's own account, and of the administrator. */
export const letheKey = 101
export const administratorKey = 100

const apiKey = (client: string) => ({ provider: 'API-Key', authUsername: client, credential: 'key-secret' })
export const apiKeys = {
  lethe: '0b6f8f0e-5a4e-4f0e-9c55-3d6a2f6e1c11',
  manager: '7c0d9a52-0f6e-4c3e-8a56-1f8f4f3f0a10'
}

const staff = (key: number, login: string, roles: PersonSeed['roles'], more: Partial<PersonSeed> = {}): PersonSeed => ({
  key,
  login,
  password: `${login}-password`,
  profile: { firstName: 'Staff', lastName: login, email: `${login}@uni.example` },
  ...(roles && { roles }),
  ...more
})

const seed: Seed = {
  organisations: [
    { key: 1, displayName: 'Example University', parent: null },
    { key: 2, displayName: 'Faculty of Letters', parent: 1 },
    { key: 3, displayName: 'Faculty of Law', parent: 1 }
  ],
  people: [
    staff(administratorKey, 'administrator', { 1: ['user', 'administrator'] }),
    staff(letheKey, 'lethe', { 1: ['user', 'administrator'] }, { status: 1, authentications: [apiKey(apiKeys.lethe)] }),
    staff(
      110,
      'manager',
      { 2: ['user', 'usermanager'] },
      {
        authentications: [apiKey(apiKeys.manager)],
        sessions: ['session-of-the-manager']
      }
    ),
    staff(111, 'roles', { 2: ['user', 'rolesmanager'] }),
    staff(112, 'foreign', { 3: ['user', 'usermanager'] }),
    staff(113, 'author', { 2: ['user', 'author'] }),
    staff(114, 'plain', { 2: ['user'] }),
    staff(115, 'second', { 2: ['user', 'usermanager'] }),
    staff(116, 'chief', { 1: ['user', 'administrator'] }),
    staff(117, 'guest', { 2: ['guest'] })
  ]
}

/** OpenOlat, the sidecar, a mail server, and the proxies in front. */
export interface Stage {
  readonly sandbox: Sandbox
  readonly mailbox: Mailbox
  readonly nginx: RunningProxy
  readonly caddy: RunningProxy
  readonly platform: string
  readonly call: Call
  standings(): Promise<ReadonlyMap<string, Standing>>
  setMode(mode: Mode): Promise<void>
  /** Somebody whom nothing stops, of the faculty of letters; changed as it is said. Answers the key. */
  person(change?: Partial<PersonSeed>): number
  /** A course that only this person owns: nobody is named to take it over. */
  course(owner: number): void
  stopSidecar(): Promise<void>
  startSidecar(): Promise<void>
  close(): Promise<void>
}

const policy = {
  coolOffMs: 600,
  noticeMs: 300,
  recheckMs: 1500,
  confirmEveryMs: 200,
  retryFirstMs: 200,
  retryMostMs: 1000,
  watchEveryMs: 3_600_000
}

/** Sets a site up: everything on free ports of the loopback, with its files below a folder. */
export async function openStage(parent: string): Promise<Stage> {
  const folder = join(parent, 'openolat')
  mkdirSync(folder)
  const sandbox = await startSandbox({ seed })
  const mailbox = await openMailbox()
  const given = { folder, mailUrl: mailbox.url, logLevel: 'warn' }
  let sidecar: Sidecar = await startSidecar({ ...given, gatewayPort: 0 })
  const { gatewayPort } = sidecar
  const call: Call = (...args) => createClient(sidecar.address, sidecar.token)(...args)
  const { id: platform } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openolat',
    name: 'Campus',
    // Behind the proxy OpenOlat has the same context; the address is its own.
    options: { baseUrl: `${sandbox.address}/olat`, username: apiKeys.lethe, secret: 'key-secret', settleMs: 200 },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: policy }
  })
  const setMode = async (mode: Mode) => {
    await call('PUT', `/platforms/${platform}/gateway`, { mode, publicUrl, origins: [], routeSecret })
  }
  await setMode('answer-at-once')
  const olatPort = Number(new URL(sandbox.address).port)
  const site = { folder, host, secret: routeSecret, gatewayPort, olatPort }
  const [nginx, caddy] = [await startNginx(site), await startCaddy(site)]
  return {
    sandbox,
    mailbox,
    nginx,
    caddy,
    platform,
    call,
    standings: () => listStandings(call),
    setMode,
    person(change = {}) {
      const next = Math.max(70_000, ...sandbox.world.identities.map(({ key }) => key)) + 1
      const login = `person.${next}`
      addPerson(sandbox.world, {
        key: next,
        login,
        password: 'password-of-theirs',
        profile: { firstName: 'Pia', lastName: `Number ${next}`, email: `${login}@uni.example` },
        roles: { 2: ['user'] },
        ...change
      })
      return next
    },
    course(owner) {
      const key = 300_000 + owner
      sandbox.world.entries.push({
        key,
        displayname: 'Latin for beginners',
        olatResourceId: key + 500_000,
        olatResourceTypeName: 'CourseModule',
        organisation: 2,
        managedFlags: null,
        initialAuthor: 'administrator'
      })
      sandbox.world.memberships.push({ scope: 'entry', of: key, role: 'owner', person: owner })
    },
    stopSidecar: () => sidecar.end(),
    async startSidecar() {
      sidecar = await startSidecar({ ...given, gatewayPort })
    },
    async close() {
      await sidecar.end()
      await Promise.all([nginx.end(), caddy.end()])
      await mailbox.close()
      await sandbox.close()
    }
  }
}

/** Credentials of a caller, as headers. */
export type Credentials = Readonly<Record<string, string>>

export const basic = (login: string, secret = `${login}-password`): Credentials => ({
  authorization: `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`
})

/** A call of REST, below the context, through a proxy. */
export interface RestCall {
  readonly method?: string
  readonly path: string
  readonly as: Credentials
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly json?: unknown
  readonly body?: string
  readonly proxy?: 'nginx' | 'caddy'
}

/** Makes a call as a client of REST does. `path` begins below `/olat/restapi`, or is whole if it begins with `!`. */
export function rest(
  stage: Stage,
  { method = 'GET', path, as, headers = {}, json, body, proxy = 'nginx' }: RestCall
): Promise<Answer> {
  const text = json === undefined ? body : JSON.stringify(json)
  return send({
    port: stage[proxy].port,
    from: makeAddress(),
    method,
    path: path.startsWith('!') ? path.slice(1) : `/olat/restapi${path}`,
    headers: { host, ...(json !== undefined && { 'content-type': 'application/json' }), ...as, ...headers },
    ...(text !== undefined && { body: text })
  })
}

/** What OpenOlat holds about an account: read in the sandbox's own memory, never over a call. */
export function see({ sandbox }: Stage, key: number) {
  const identity = sandbox.world.identities.find(each => each.key === key)
  return {
    status: identity?.status ?? null,
    isDeleted: identity?.status === 199 && identity.name === `del_${key}`,
    deletions: sandbox.journal.count('delete-begun', String(key))
  }
}
