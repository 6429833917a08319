import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Sandbox as Openedx } from '../../adapters/openedx/sandbox/index.ts'
import type { Sandbox as Openolat } from '../../adapters/openolat/sandbox/index.ts'
import type { Clock } from '../../plugin/clock.ts'
import type { Config } from '../../plugin/config.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { type Server, startServer } from '../../plugin/server.ts'
import type { Disk } from '../../plugin/store/disk.ts'
import { type Call, createClient, type Source, sendSigned } from '../demo/client.ts'
import { letIn, placeMyself } from '../demo/colleagues.ts'

/** What has not come by then never will, on the slowest machine too. */
const patienceMs = 120_000

/** What a flow reads of a request. */
export interface Shown {
  /** What was said to it and the worker has not heard yet. */
  readonly signalsWaiting: number
  readonly summary: {
    state: string
    because: string
    turns: readonly string[]
    blockers: { code: string; whoCanFix: string }[]
  }
  readonly keptBack: { because: string; at: string | null } | null
  readonly fingerprint: string | null
  readonly demands: readonly { withdrawnAt: string | null }[]
  readonly actions: readonly { action: string; tries: number; outcome: string | null; confirmation: string | null }[]
  readonly waiting: { code: string; tries: number } | null
  readonly section: { name: string; since: string } | null
  readonly vault: readonly { compartment: string; state: string }[]
}

/** A platform to be registered: its sandbox, and what the API takes beside the address. */
export interface Ground {
  readonly box: Openolat | Openedx
  readonly kind: 'openolat' | 'openedx'
  readonly options: Readonly<Record<string, unknown>>
  readonly policy?: PolicyChanges
  readonly source?: Readonly<Record<string, unknown>>
  readonly mailUrl?: string
  /** Where the data lies, if not on the machine's disk. */
  readonly openDisk?: () => Disk
  /** The database of several instances, if the data does not lie in a folder. */
  readonly storeUrl?: string
  /** What time it is, if not the machine's. */
  readonly clock?: Clock
  /** A route that leads here, with this secret. */
  readonly gateway?: { readonly mode: string; readonly publicUrl: string; readonly routeSecret: string }
}

/** A demand of somebody who proved to be the subject just now. */
export function demandOf(platform: string, identifiers: readonly string[], changes: object = {}): object {
  const at = new Date().toISOString()
  const [username = '', email = ''] = identifiers
  return {
    platform,
    subject: {
      identifiers: [
        { kind: 'username', value: username },
        { kind: 'email', value: email }
      ]
    },
    origin: 'self',
    ground: { article: '17(1)', letter: 'b' },
    receivedAt: at,
    proof: { kind: 'fresh-sign-in', at },
    acknowledged: true,
    ...changes
  }
}

/** Starts the sidecar on a folder of its own and registers one platform and one source over the API. */
export async function openScene(ground: Ground) {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-flow-'))
  const logged: string[] = []
  let config: Config = {
    host: '127.0.0.1',
    port: 0,
    storeUrl: ground.storeUrl ?? null,
    dataFolder: join(folder, 'data'),
    keysFolder: join(folder, 'keys'),
    mail: ground.mailUrl === undefined ? null : { url: ground.mailUrl, from: 'lethe@institution.example' },
    places: 4,
    stopGraceMs: 200,
    logLevel: 'warn',
    url: '',
    tokenFile: join(folder, 'token'),
    gateway: ground.gateway === undefined ? null : { host: '127.0.0.1', port: 0 },
    platformsFile: null
  }
  const start = () =>
    startServer(config, { print: () => {}, log: line => void logged.push(line) }, ground.openDisk, ground.clock)
  let server: Server = await start()
  const token = readFileSync(config.tokenFile, 'utf8').trim()
  const call: Call = (method, path, body) => createClient(server.address, token)(method, path, body)
  const show = (id: string) => call<Shown>('GET', `/requests/${id}`)

  const { id: platform } = await call<{ id: string }>('POST', '/platforms', {
    kind: ground.kind,
    name: 'campus',
    options: ground.options,
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: {
      all: { coolOffMs: 0, confirmEveryMs: 50, retryFirstMs: 50, retryMostMs: 200, ...ground.policy }
    }
  })
  await placeMyself(call, [platform])
  if (ground.gateway !== undefined) await call('PUT', `/platforms/${platform}/gateway`, ground.gateway)
  async function addSource(changes: object = {}): Promise<Source> {
    const { source, secret } = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
      name: 'portal',
      platforms: [platform],
      types: ['account.deletion.requested', 'account.deletion.withdrawn'],
      ...ground.source,
      ...changes
    })
    return { id: source.id, secret }
  }
  const source = await addSource()

  /** Looks until something is so; gives up after two minutes with what was last seen. */
  async function until<Seen>(look: () => Seen | Promise<Seen>, isSo: (seen: Seen) => boolean): Promise<Seen> {
    const before = Date.now() + patienceMs
    for (let seen = await look(); ; seen = await look()) {
      if (isSo(seen)) return seen
      if (Date.now() > before) throw new Error(`it did not come to it: ${JSON.stringify(seen)}`)
      await pause(50)
    }
  }

  return {
    platform,
    /** Everything that the sidecar writes lies below it. */
    folder,
    source,
    /** Of the first person. */
    token,
    logged,
    call,
    show,
    addSource,
    until,
    address: () => server.address,
    gateway: () => server.gateway!,
    untilState: (id: string, ...states: string[]) =>
      until(
        () => show(id),
        ({ summary }) => states.includes(summary.state)
      ),
    /** Waits until a fault has hit its call. */
    untilHit: () =>
      until(
        () => ground.box.faults.list().length,
        left => left === 0
      ),
    /** A signed demand by the first source, or another; answers the request. */
    async demand(identifiers: readonly string[], changes: object = {}, by: Source = source, id?: string) {
      const data = demandOf(platform, identifiers, changes)
      return (await sendSigned(server.address, by, 'account.deletion.requested', data, id)) ?? ''
    },
    /** Another person, who calls with a token of their own and has no account on the platform. */
    colleague: (name = 'Colleague') => letIn(() => server.address, call, [platform], { name }),
    /** What it runs with. */
    config: () => config,
    /**
     * Ends the process's part and starts it again on the same folders, or as `changes` say; `between`: what happens to
     * them meanwhile.
     */
    async restart(between: () => void | Promise<void> = () => {}, changes: Partial<Config> = {}) {
      await server.stop()
      config = { ...config, ...changes }
      await between()
      server = await start()
    },
    async close() {
      await server.stop()
      await ground.box.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export type Scene = Awaited<ReturnType<typeof openScene>>
