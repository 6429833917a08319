import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { createHttpDoor } from '../../adapters/http.ts'
import { adapters } from '../../adapters/index.ts'
import { systemClock } from '../../plugin/clock.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { systemRandom } from '../../plugin/random.ts'
import { openStore } from '../../plugin/store/open.ts'
import { changePlatform, putNewPlatform } from '../../plugin/store/records/platforms/platforms.ts'
import type { Store } from '../../plugin/store/store.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import { createConnections } from '../../plugin/work/connections.ts'
import type { Send, WorkParts } from '../../plugin/work/parts.ts'
import { startWorker, type Worker } from '../../plugin/work/worker.ts'
import { createMemorySpool } from './memory-spool.ts'
import { createPowerCutDisk, type PowerCutDisk, type Survival } from './power-cut-disk.ts'
import type { StormSite } from './storm-sites.ts'

export const stormPlatform = 'storm'

/** A real clock and real network, but pauses of milliseconds. */
const quickPolicy: PolicyChanges = {
  coolOffMs: 120,
  noticeMs: 120,
  recheckMs: 700,
  retryFirstMs: 20,
  retryMostMs: 200,
  confirmEveryMs: 30,
  asked: { 'no-unpaid-invoices': 'not-asked', 'no-open-grading-orders': 'not-asked' }
}

/** The worker with everything around it, one life after the other on one disk. */
export interface StormEngine {
  readonly parts: WorkParts
  readonly accept: ReturnType<typeof createAccept>
  readonly logged: readonly string[]
  /** Stops at once, with the action in hand broken off, and begins again. */
  restart(): Promise<void>
  /** The power goes, and comes back. */
  cutPower(survival: Survival): Promise<void>
  setPolicy(changes: PolicyChanges): Promise<void>
  setPaused(isPaused: boolean): Promise<void>
  /** Stops for good: the store stays open to be looked at. */
  settle(): Promise<void>
  close(): Promise<void>
}

interface Life {
  readonly store: Store
  readonly parts: WorkParts
  readonly accept: ReturnType<typeof createAccept>
  readonly worker: Worker
}

/** Registers the site and starts the worker. `send` fails as it likes. */
export async function openStormEngine(site: StormSite, send: Send): Promise<StormEngine> {
  const root = mkdtempSync(join(tmpdir(), 'lethe-storm-'))
  const [clock, random] = [systemClock(), systemRandom()]
  const logged: string[] = []
  const log = (line: object, message: string) => void logged.push(`${message} ${JSON.stringify(line)}`)
  const http = createHttpDoor({
    now: () => clock.now(),
    random: () => random.fraction(),
    // A tenth of every pause between two attempts.
    sleep: (ms, signal) => clock.sleep(ms / 10, signal),
    timeoutMs: 700,
    circuit: { failures: 12, openMs: 100 },
    allow: [{ base: site.address, allowPrivate: true }]
  })
  let disk: PowerCutDisk = createPowerCutDisk()

  const spool = createMemorySpool()

  function connect() {
    const options = {
      ...site.options,
      baseUrl: site.address,
      ...(site.kind === 'openedx' && { studioUrl: site.address })
    }
    const around = { http, spool, now: () => clock.now(), sleep: clock.sleep }
    const platform = adapters[site.kind].connect(options as never, around)
    const actions = platform.actions.map(action => ({ ...action, settleMs: Math.min(action.settleMs, 900) }))
    return { ...platform, actions, close: async () => {} }
  }

  async function begin(): Promise<Life> {
    const store = await openStore({ folder: '/data', disk, clock, random })
    const keys = openKeys({ folder: join(root, 'keys'), dataFolder: join(root, 'data'), clock, random })
    const parts: WorkParts = {
      store,
      keys,
      clock,
      random,
      canonicalise: canonicalize as unknown as Canonicalise,
      platforms: createConnections(store, connect),
      send,
      log: { info: () => {}, error: log }
    }
    return { store, parts, accept: createAccept(parts), worker: startWorker(parts) }
  }

  let life = await begin()
  await putNewPlatform(life.store, stormPlatform, {
    kind: site.kind,
    name: 'Storm',
    baseUrl: site.address,
    options: {},
    sealedSecrets: '',
    policy: { all: { ...quickPolicy, ...site.policies[0] }, byOrigin: {} },
    paused: null,
    surprises: [],
    registration: { version: null, capabilities: {}, permissions: [], problems: [] },
    registeredAt: clock.now().toISOString()
  })

  return {
    get parts() {
      return life.parts
    },
    get accept() {
      return life.accept
    },
    logged,
    async restart() {
      await life.worker.stop(0)
      await life.store.close()
      life = await begin()
    },
    async cutPower(survival) {
      disk.refuse(() => 'power-cut')
      await life.worker.stop(0)
      await life.store.close().catch(() => {})
      disk = disk.cut(survival)
      // What the dying life complained of is nobody's concern.
      logged.length = 0
      life = await begin()
    },
    async setPolicy(changes) {
      await changePlatform(life.store, stormPlatform, body => ({
        ...body,
        policy: { all: { ...quickPolicy, ...changes }, byOrigin: {} }
      }))
    },
    async setPaused(isPaused) {
      const paused = isPaused ? { at: clock.now().toISOString(), by: 'operator', because: 'storm' } : null
      await changePlatform(life.store, stormPlatform, body => ({ ...body, paused, surprises: [] }))
    },
    settle: () => life.worker.stop(20_000),
    async close() {
      await life.worker.stop(0)
      await life.store.close()
      await http.close()
      rmSync(root, { recursive: true, force: true })
    }
  }
}
