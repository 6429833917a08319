import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../doubles/postgres-server.ts'
import { keepChild } from '../gateway/children.ts'
import { openMailbox } from '../gateway/mailbox.ts'
import { callerOf, countMoving, listRequests } from './ask.ts'
import { type Count, countFolder } from './count.ts'
import type { Dice } from './dice.ts'
import { type KeptInstance, keepInstance } from './instance.ts'
import { nothingMet, startProgramme } from './programme.ts'
import { type Errand, openSenders, planErrands } from './senders.ts'
import { registerSite, type Site, siteCount } from './site.ts'
import { openWire, type Wire } from './wire.ts'

export type StoreKind = 'lowdb' | 'postgres'

/** A part of the demands, on one store, from an empty folder to the count. */
export interface Share {
  readonly store: StoreKind
  readonly requests: number
  readonly leastKills: number
  /** Over which time the demands come. */
  readonly spreadMs: number
  readonly dice: Dice
  readonly folder: string
  say(text: string): void
}

/** What it came to. */
export interface Outcome extends Count {
  readonly store: StoreKind
  readonly faults: Readonly<Record<string, number>>
  readonly seconds: number
  /** Exit codes other than 0 after SIGTERM. */
  readonly badExits: number
  /** Processes that ended although nobody ended them. */
  readonly crashes: number
  readonly failedStarts: number
  readonly mostMemoryMb: number
  /** Of the instance that holds most, when everything rests. */
  readonly restingMemoryMb: number
  /** Of it what is alive in the heap: what grows with what was done would be seen here. */
  readonly liveHeapMb: number
  /** Stops that had something open still when their grace was over. */
  readonly overdueStops: number
  readonly refusals: Readonly<Record<string, number>>
}

const sendersAtOnce = 12
/** What has not moved for so long never will: how long all of it takes says only how busy the machine is. */
const restMs = 300_000
const mostFaultsWaiting = 2

async function startPlatforms(folder: string, learners: number): Promise<readonly string[]> {
  const file = fileURLToPath(new URL('platforms.ts', import.meta.url))
  const child = fork(file, [folder, String(siteCount), String(learners), String(learners + 50)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  void keepChild(child)
  return new Promise(resolve => child.once('message', said => resolve(said as readonly string[])))
}

/** Sends every errand, some at a time, evenly over the time. */
async function sendAll(
  errands: readonly Errand[],
  spreadMs: number,
  carry: (errand: Errand, name: string) => Promise<void>
) {
  const beganAt = Date.now()
  let next = 0
  await Promise.all(
    Array.from({ length: sendersAtOnce }, async () => {
      while (next < errands.length) {
        const n = next
        next += 1
        await sleep(Math.max(0, beganAt + (n / errands.length) * spreadMs - Date.now()))
        await carry(errands[n]!, String(n))
      }
    })
  )
}

/** Runs a share. */
export async function runShare({ store, requests, leastKills, spreadMs, dice, folder, say }: Share): Promise<Outcome> {
  const beganAt = Date.now()
  mkdirSync(folder)
  const [sidecars, tokenFile] = [join(folder, 'sidecars'), join(folder, 'token')]
  mkdirSync(sidecars)
  const boxes = await startPlatforms(folder, Math.ceil(requests / siteCount))
  const server = store === 'postgres' ? await startPostgres() : null
  const storeUrl = server === null ? null : await server.database()
  const mailbox = await openMailbox()
  const [mail, platforms] = [await openWire(), [] as Wire[]]
  mail.lead(Number(new URL(mailbox.url).port))
  for (const box of boxes) {
    const wire = await openWire()
    wire.lead(Number(new URL(box).port))
    platforms.push(wire)
  }

  const happened = nothingMet(server !== null)
  const note = (what: string, times = 1): void => void happened.set(what, (happened.get(what) ?? 0) + times)
  let programme: ReturnType<typeof startProgramme> | null = null
  const instances: KeptInstance[] = []
  for (const name of store === 'postgres' ? ['one', 'two'] : ['one']) {
    const given = {
      ...{ folder: sidecars, name, keys: join(sidecars, 'keys'), tokenFile, storeUrl },
      mailUrl: `smtp://127.0.0.1:${mail.port}`,
      graceMs: 4000,
      onDisk: (fault: string) => note(`disk-${fault}`)
    }
    instances.push(await keepInstance(given, it => programme?.aheadOf(it) ?? 0))
  }
  const call = callerOf(() => instances, tokenFile)
  const sites: Site[] = []
  for (const [n, wire] of platforms.entries()) sites.push(await registerSite(call, n, `http://127.0.0.1:${wire.port}`))

  const control = (site: number, method: string, body?: object) =>
    fetch(`${boxes[site]}/_sandbox/faults`, { method, ...(body && { body: JSON.stringify(body) }) })
  programme = startProgramme(
    {
      instances,
      platforms,
      mail,
      database: server,
      async breakPlatform(site, fault) {
        // Where the machine is slow, faults wait for calls: more of them would be all that calls meet.
        if (((await (await control(site, 'GET')).json()) as unknown[]).length >= mostFaultsWaiting) return
        note(`platform-${fault.kind}`, fault.times)
        await control(site, 'POST', { route: '*', ...fault })
      }
    },
    dice.for('programme'),
    happened
  )
  const senders = openSenders(
    join(folder, 'book.jsonl'),
    {
      api: instances.map(({ api }) => api.port),
      gateway: instances.map(({ gateway }) => gateway.port),
      box: site => boxes[site]!,
      token: () => readFileSync(tokenFile, 'utf8').trim()
    },
    dice.for('senders')
  )
  const errands = planErrands(sites, requests, dice.for('errands'))
  let sent = 0
  let isSent = false
  const sending = sendAll(errands, spreadMs, async (errand, name) => {
    if (!(await senders.carry(errand, name))) await senders.carry({ ...errand, door: 'webhook' }, `${name}-again`)
    sent += 1
  }).then(() => {
    isSent = true
  })
  const kills = () => happened.get('sigkill') ?? 0
  while (!isSent || kills() < leastKills) {
    await Promise.race([sending, sleep(10_000)])
    if (isSent) await sleep(500)
    say(`${store}: ${sent} of ${requests} accepted, ${kills()} kills`)
  }
  await sending
  await programme.stop()
  for (const [site] of boxes.entries()) {
    const left = (await (await control(site, 'GET')).json()) as { kind: string; times: number }[]
    for (const { kind, times } of left) note(`platform-${kind}`, -times)
    await control(site, 'DELETE')
  }

  let standing = { moving: Number.NaN, states: '' }
  for (let until = Date.now() + restMs; Date.now() < until && standing.moving !== 0; await sleep(2000)) {
    const now = await countMoving(call).catch(() => standing)
    if (now.states !== standing.states) until = Date.now() + restMs
    standing = now
    say(`${store}: ${standing.moving} still move`)
  }
  writeFileSync(join(folder, 'requests.json'), JSON.stringify(await listRequests(call)))
  const memory = {
    mostMemoryMb: Math.max(...instances.map(({ mostMemory }) => mostMemory())),
    restingMemoryMb: Math.max(...instances.map(({ memoryNow }) => memoryNow())),
    liveHeapMb: Math.max(...(await Promise.all(instances.map(({ liveHeap }) => liveHeap()))))
  }
  for (const instance of instances) await instance.close()
  for (const [where, wires] of [
    ['platform', platforms],
    ['caller', instances.flatMap(({ api, gateway }) => [api, gateway])],
    ['mail', [mail]]
  ] as const)
    for (const { met } of wires) for (const [what, times] of Object.entries(met)) note(`${where}-wire-${what}`, times)
  await Promise.all([mail.close(), ...platforms.map(wire => wire.close())])
  await mailbox.close()
  await server?.stop()
  return {
    ...countFolder(folder),
    store,
    faults: Object.fromEntries([...happened].sort()),
    seconds: Math.round((Date.now() - beganAt) / 1000),
    badExits: instances.flatMap(({ exits }) => exits).filter(code => code !== 0).length,
    crashes: instances.reduce((sum, { crashes }) => sum + crashes(), 0),
    failedStarts: instances.reduce((sum, { failedStarts }) => sum + failedStarts(), 0),
    ...memory,
    overdueStops: readdirSync(sidecars)
      .filter(name => name.endsWith('.log'))
      .reduce((sum, name) => sum + readFileSync(join(sidecars, name), 'utf8').split('[stop-overdue]').length - 1, 0),
    refusals: senders.tried.refusals
  }
}
