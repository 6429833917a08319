import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Call, createClient, sendSigned } from '../../demo/client.ts'
import type { startPostgres } from '../../doubles/postgres-server.ts'
import { type Sidecar, startSidecar } from '../../gateway/sidecar.ts'
import { optionsOf, type Platform } from './platform.ts'
import { cpuMsBelow } from './process.ts'

/** Requests that an instance carries on at once, and calls to the platform that it adds to those of the others. */
const slots = 4
const callMs = 200

/** One measurement: so many instances on a database of their own. */
export interface InstancesCase {
  readonly round: number
  readonly instances: number
  readonly learners: number
  readonly seconds: number
  readonly perSecond: number
  /** Of all processors, what the bench and everything that it started used, in percent. */
  readonly cpuPercent: number
}

const policy = {
  coolOffMs: 0,
  noticeMs: 0,
  watchEveryMs: 24 * 60 * 60 * 1000,
  asked: { 'consequences-told': 'notice-only' }
}

/**
 * Names of the learners of a case: nobody is erased twice. Those who come first fill every place once before anything is
 * measured: each instance then knows what the site is made of, and has run its own code.
 */
export const learnersOf = (round: number, instances: number, each: number) => {
  const names = (from: string, many: number) =>
    Array.from({ length: instances * many }, (_, n) => `r${round}x${instances}${from}${n}`)
  return { first: names('f', slots), measured: names('n', each) }
}

const startAll = async (folder: string, url: string, instances: number): Promise<readonly Sidecar[]> => {
  const start = (n: number) =>
    startSidecar({
      folder,
      gatewayPort: 0,
      logLevel: 'info',
      env: { LETHE_STORE: url, LETHE_PLACES: String(slots), LETHE_DATA: join(folder, `data-${n}`) }
    })
  const first = await start(0)
  return [first, ...(await Promise.all(Array.from({ length: instances - 1 }, (_, n) => start(n + 1))))]
}

const register = async (call: Call, platform: Platform, instances: number) => {
  const site = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name: 'Lake',
    // Without a forum nothing is exclusive, so that nothing but the slots is in the way.
    options: { ...optionsOf(platform.address), forum: 'none', parallelCalls: slots * instances },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: policy }
  })
  const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
    name: 'Human resources',
    platforms: [site.id],
    origins: ['identity-manager'],
    standingMandate: true,
    dailyCap: 100_000,
    brakePerHour: 100_000,
    brakePercent: 100,
    brakeTimesUsual: 1000
  })
  await call('POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
  return { site: site.id, source: { id: made.source.id, secret: made.secret } }
}

const demandOf = (platform: string, username: string) => ({
  platform,
  subject: {
    identifiers: [
      { kind: 'username', value: username },
      { kind: 'email', value: `${username}@school.example` }
    ]
  },
  origin: 'identity-manager',
  ground: { article: '17(1)', letter: 'b' },
  receivedAt: new Date().toISOString(),
  acknowledged: true
})

interface Ended {
  readonly items: readonly { readonly endedAt: string | null }[]
}

/** Waits until all are completed, and answers when the last one was. */
const untilCompleted = async (call: Call, many: number): Promise<number> => {
  for (let tries = 0; ; tries += 1) {
    const counts = await call<{ state: Readonly<Record<string, number>> }>('GET', '/requests/counts')
    if (counts.state.completed === many) break
    if (tries > 600) throw new Error(`not all came to their end: ${JSON.stringify(counts.state)}`)
    await pause(500)
  }
  const { items } = await call<Ended>('GET', '/requests?limit=200&state=completed')
  return Math.max(...items.map(({ endedAt }) => Date.parse(endedAt ?? '')))
}

/**
 * Starts so many instances on an empty database, has each fill its places once, gives each its share of learners at once,
 * and measures until the last has ended.
 */
export const measureInstances = async (
  folder: string,
  server: Awaited<ReturnType<typeof startPostgres>>,
  platform: Platform,
  { round, instances, each, cores }: { round: number; instances: number; each: number; cores: number }
): Promise<InstancesCase> => {
  const url = await server.database()
  await platform.delay(0)
  const sidecars = await startAll(folder, url, instances)
  const call = createClient(sidecars[0]!.address, sidecars[0]!.token)
  const { site, source } = await register(call, platform, instances)
  await platform.delay(callMs)
  const { first, measured } = learnersOf(round, instances, each)
  const send = (names: readonly string[]) =>
    Promise.all(
      names.map((name, n) =>
        sendSigned(sidecars[n % instances]!.address, source, 'account.deletion.requested', demandOf(site, name))
      )
    )
  await send(first)
  await untilCompleted(call, first.length)
  const [beganAt, cpuBefore] = [Date.now(), cpuMsBelow(process.pid)]
  await send(measured)
  const seconds = ((await untilCompleted(call, first.length + measured.length)) - beganAt) / 1000
  const cpuMs = cpuMsBelow(process.pid) - cpuBefore
  const elapsedMs = Date.now() - beganAt
  await Promise.all(sidecars.map(one => one.end()))
  await server.drop(url)
  return {
    round,
    instances,
    learners: measured.length,
    seconds,
    perSecond: measured.length / seconds,
    cpuPercent: (100 * cpuMs) / (elapsedMs * cores)
  }
}
