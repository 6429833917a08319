import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../../../plugin/clock.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import { systemRandom } from '../../../plugin/random.ts'
import { nodeDisk } from '../../../plugin/store/disk.ts'
import { openStore } from '../../../plugin/store/open.ts'
import { openPostgresStore } from '../../../plugin/store/postgres/open.ts'
import { openOwnKeys } from '../../../plugin/store/records/own/own-keys.ts'
import type { Document, Store } from '../../../plugin/store/store.ts'
import { type Call, createClient, sendSigned } from '../../demo/client.ts'
import { fillStore, quickDisk } from '../../doubles/many-requests.ts'
import { startSidecar } from '../../gateway/sidecar.ts'
import { optionsOf, type Platform } from './platform.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Where requests rest that wait for their time, for people, and for what must hold first; of twenty so many each. */
const rests: Readonly<Record<string, { readonly state: string; readonly share: number; readonly overDays: number }>> = {
  learner: { state: 'cooling-off', share: 13, overDays: 6 },
  owner: { state: 'blocked', share: 4, overDays: 25 },
  admin: { state: 'awaiting-approval', share: 2, overDays: 25 },
  late: { state: 'accepted', share: 1, overDays: 2 }
}

/** Whom the sandbox has for it. */
export const crowdPeople = [
  { id: 10, username: 'learner', name: 'Lea Lerner', notes: 2, posts: ['Hello.', 'Thanks!'] },
  { id: 11, username: 'owner', name: 'Ada Finch' },
  { id: 12, username: 'admin', name: 'Ben Osei', isStaff: true },
  { id: 13, username: 'late', name: 'Cem Aydin' },
  { id: 14, username: 'early', name: 'Dora Weiss' }
]

/** The course that only one of them has. */
export const crowdCourses = [{ id: 'course-v1:Lake+C1+2026', name: 'Lakes', instructors: ['owner'] }]

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

const untilIn = async (call: Call, id: string, state: string): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    const { summary } = await call<{ summary: { state: string; because: string } }>('GET', `/requests/${id}`)
    if (summary.state === state) return
    if (tries > 300) throw new Error(`a request is ${summary.state} (${summary.because}), not ${state}`)
    await pause(100)
  }
}

/** Lets a real sidecar bring one request to rest in each of these states; answers how many there are. */
export const makeOriginals = async (
  folder: string,
  platform: Platform,
  env: Readonly<Record<string, string>>
): Promise<readonly string[]> => {
  const sidecar = await startSidecar({ folder, gatewayPort: 0, logLevel: 'warn', env })
  const call = createClient(sidecar.address, sidecar.token)
  const site = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openedx',
    name: 'Lake',
    options: optionsOf(platform.address),
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: { all: { recheckMs: dayMs, watchEveryMs: dayMs, asked: { 'consequences-told': 'notice-only' } } }
  })
  const ids: string[] = []
  for (const [username, { state }] of Object.entries(rests)) {
    const made = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
      name: `Human resources of ${username}`,
      platforms: [site.id],
      origins: ['identity-manager'],
      standingMandate: true,
      brakePerHour: 1
    })
    await call('POST', `/sources/${made.source.id}/go-live`, { kept: 'go-on' })
    const source = { id: made.source.id, secret: made.secret }
    const send = (name: string) =>
      sendSigned(sidecar.address, source, 'account.deletion.requested', demandOf(site.id, name))
    // The second one of its hour is over the brake.
    if (state === 'accepted') await send('early')
    const id = (await send(username))!
    await untilIn(call, id, state)
    ids.push(id)
  }
  // What was committed last says when it goes on.
  await pause(500)
  await sidecar.end()
  return ids
}

const openFor = async (folder: string, env: Readonly<Record<string, string>>): Promise<Store> => {
  const [clock, random] = [systemClock(), systemRandom()]
  return env.LETHE_STORE === undefined
    ? openStore({ folder: join(folder, 'data'), disk: quickDisk(nodeDisk()), clock, random })
    : openPostgresStore({ url: env.LETHE_STORE, clock, random, connections: 8 })
}

/** Copies what rests in the store of a stopped sidecar until there are so many more. */
export const multiply = async (
  folder: string,
  env: Readonly<Record<string, string>>,
  ids: readonly string[],
  count: number,
  tell: (made: number) => void
): Promise<void> => {
  const store = await openFor(folder, env)
  const keys = await openOwnKeys(store, {
    folder: join(folder, 'keys'),
    dataFolder: join(folder, 'data'),
    clock: systemClock(),
    random: systemRandom()
  })
  const found = await Promise.all(ids.map(id => store.get<ErasureRequest>('request', id)))
  const shares = Object.values(rests)
  const originals = found.flatMap((one, at) =>
    one === null ? [] : Array.from({ length: shares[at]!.share }, () => one as Document<ErasureRequest>)
  )
  const overMs = new Map(found.map((one, at) => [one?.id, shares[at]!.overDays * dayMs]))
  await fillStore({
    store,
    keys,
    originals,
    count,
    // Evenly over the days: the golden ratio leaves no gaps.
    agoMs: ({ id }, n) => Math.floor(((n * 0.618034) % 1) * (overMs.get(id) ?? 0)),
    tell
  })
  await store.close()
}
