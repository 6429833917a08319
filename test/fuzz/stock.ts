import { setTimeout as pause } from 'node:timers/promises'
import canonicalize from 'canonicalize'
import type { startSandbox } from '../../adapters/openolat/sandbox/index.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { keepDeadLetter } from '../../plugin/store/records/endpoints/dead-letters.ts'
import { noteStoreRestore } from '../../plugin/store/records/own/store-restores.ts'
import { shelvedEntry } from '../../plugin/store/records/requests.ts'
import type { Store } from '../../plugin/store/store.ts'
import { fireTerms } from '../../plugin/work/retention/kept-rows.ts'
import { type Call, sendSigned } from '../demo/client.ts'
import type { Kind } from './known.ts'

type Box = Awaited<ReturnType<typeof startSandbox>>

/** Where stock is laid in: a platform of its own, which no story names. */
export interface StockGround {
  readonly address: string
  readonly call: Call
  readonly store: Store
  readonly box: Box
  put(kind: Kind, ...names: readonly string[]): void
}

/** What an operation asks for that seldom comes by itself: of which kind, and the names under which it is given. */
export const wanted: Readonly<Record<string, readonly [Kind, ...string[]]>> = {
  suspendRequest: ['doubtful', 'request'],
  resumeClock: ['doubtful', 'request'],
  agreeReceipt: ['late', 'request'],
  sayCannotAsk: ['invited', 'request'],
  approveRequest: ['approvable', 'request', 'fingerprint'],
  waiveRequest: ['approvable', 'request'],
  retryRequest: ['stalled', 'request'],
  lookAgainRequest: ['stalled', 'request'],
  closeRequest: ['stalled', 'request'],
  releaseSelection: ['kept-selection', 'selection'],
  releaseLifecycleRun: ['kept-run', 'run'],
  releaseReplay: ['kept-replay', 'replay'],
  dropReplay: ['kept-replay', 'replay'],
  dropDeadLetter: ['dead-letter', 'endpoint', 'letter'],
  settleRetained: ['kept-row', 'request', 'row']
}

/** People of the stand-in, by the number that follows their login. */
export const stockKey = (n: number): number => 5000 + n
const loginOf = (n: number): string => `stock.${n}`

/** Those who are there in the seed of the stand-in. */
export const stockPeople = Array.from({ length: 40 }, (_, n) => ({
  key: stockKey(n),
  login: loginOf(n),
  createdAt: '2024-03-01T08:00:00Z',
  profile: { firstName: 'Some', lastName: `Body ${n}`, email: `${loginOf(n)}@people.example` }
}))

const patienceMs = 60_000
const dayMs = 86_400_000
const ground = { article: '17(1)', letter: 'b' }
const mandate = { kind: 'estate', who: 'An office', how: 'In writing', reference: 'F 1', obtainedOn: '2026-01-02' }

interface Shown {
  readonly summary: { readonly state: string }
  readonly fingerprint: string | null
}

/** Waits until something is there. What does not come on a slow machine is left out: a story goes on without it. */
async function until<Seen>(look: () => Promise<Seen>, isSo: (seen: Seen) => boolean): Promise<Seen | null> {
  const before = Date.now() + patienceMs
  for (let seen = await look(); Date.now() < before; seen = await look()) {
    if (isSo(seen)) return seen
    await pause(25)
  }
  return null
}

/** Registers the platform of the stock. Over one person in an hour the brake asks for others. */
async function addPlatform({ call, box }: StockGround): Promise<string> {
  const { id } = await call<{ id: string }>('POST', '/platforms', {
    kind: 'openolat',
    name: 'Stock',
    options: { baseUrl: `${box.address}/olat`, username: 'lethe', secret: 'sandbox-secret', settleMs: 50 },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] },
    policy: {
      all: {
        ...{ coolOffMs: 0, noticeMs: 0, confirmEveryMs: 50, retryFirstMs: 50, retryMostMs: 200, brakePerHour: 1 },
        ...{ waivable: ['no-unpaid-invoices', 'consequences-told'], retainMs: { 'booking-orders': dayMs } }
      },
      byOrigin: { 'on-behalf': { approvals: 2 } }
    }
  })
  return id
}

/** Lays in some of everything that `wanted` names. */
export async function layInStock(given: StockGround): Promise<void> {
  const { call, store, box, put } = given
  const platform = await addPlatform(given)
  const { source, secret } = await call<{ source: { id: string }; secret: string }>('POST', '/sources', {
    name: 'Stock',
    platforms: [platform],
    types: ['account.deletion.requested'],
    origins: ['self', 'on-behalf'],
    brakePerHour: 1000
  })
  const sender = { id: source.id, secret }
  const show = (id: string) => call<Shown>('GET', `/requests/${id}`)
  const stateOf = (id: string, ...states: readonly string[]) =>
    until(
      () => show(id),
      ({ summary }) => states.includes(summary.state)
    )
  const ask = async (n: number, changes: object): Promise<string> => {
    const identifiers = [
      { kind: 'username', value: loginOf(n) },
      { kind: 'email', value: `${loginOf(n)}@people.example` }
    ]
    const receivedAt = new Date().toISOString()
    const demand = { platform, subject: { identifiers }, ground, receivedAt, acknowledged: true, ...changes }
    return (await sendSigned(given.address, sender, 'account.deletion.requested', demand))!
  }
  const proven = () => ({ origin: 'self', proof: { kind: 'fresh-sign-in', at: new Date().toISOString() } })

  // Erased, and back with a copy of before.
  const snapshotAt = new Date().toISOString()
  const restore = box.takeBackup()
  const ended = await Promise.all([0, 1].map(n => ask(n, proven())))
  for (const id of ended) {
    if ((await stateOf(id, 'completed')) === null) continue
    const document = await store.get<ErasureRequest>('request', id)
    const log = { error: () => {}, warn: () => {}, info: () => {} }
    const canonicalise = canonicalize as unknown as Canonicalise
    const clock = { now: () => new Date(Date.now() + 2 * dayMs) }
    const after = fireTerms({ clock, canonicalise, log } as never, document!.body)
    if (after === document!.body) continue
    await store.put('request', id, shelvedEntry(after), { expected: document!.revision })
    for (const { row } of after.keptEnds ?? []) put('kept-row', id, row)
  }
  restore()
  const { id: replay } = await call<{ id: string }>('POST', `/platforms/${platform}/restored`, { snapshotAt })
  put('kept-replay', replay)

  for (const n of [2, 3]) put('doubtful', await ask(n, { origin: 'self' }))
  const longAgo = new Date(Date.now() - 40 * dayMs).toISOString()
  for (const n of [4, 5, 6]) put('late', await ask(n, { origin: 'self', receivedAt: longAgo }))
  for (const n of [7, 8]) put('invited', await ask(n, { origin: 'on-behalf', mandate }))
  const others = { origin: 'on-behalf', mandate: { ...mandate, cannotAsk: 'They cannot' } }
  for (const id of await Promise.all([9, 10, 11].map(n => ask(n, others)))) {
    const shown = await until(
      () => show(id),
      ({ fingerprint }) => fingerprint !== null
    )
    if (shown !== null) put('approvable', id, shown.fingerprint!)
  }
  const selected = { platform, keys: [12, 13, 14].map(n => String(stockKey(n))), ground, mandate, isMeant: true }
  const selection = await call<{ id: string; digest: string }>('POST', '/selections', selected)
  await call('POST', `/selections/${selection.id}/confirm`, { digest: selection.digest })
  put('kept-selection', selection.id)
  await layInRun(given, platform)

  box.faults.add({ route: 'deleteUser', kind: 'malformed', times: 1000 })
  for (const id of await Promise.all([15, 16, 17, 18].map(n => ask(n, proven())))) {
    if ((await stateOf(id, 'stalled')) !== null) put('stalled', id)
  }
  await layInLetters(given, platform, ended[0]!)
  const nobody = { ended: [], holdsLost: [], holdsBack: [], paused: [] }
  await noteStoreRestore(store, {
    ...{ noticedAt: new Date().toISOString(), from: null, until: null, ...nobody },
    acknowledged: null
  })
}

/** A first run of the lifecycle does nothing before others have agreed. */
async function layInRun({ call, box, put }: StockGround, platform: string): Promise<void> {
  const gone = box.world.identities.find(({ key }) => key === stockKey(20))!
  Object.assign(gone, { status: 103, inactivationDate: Date.now() - 200 * dayMs })
  const path = `/platforms/${platform}/lifecycle`
  await call('PUT', `${path}/settings`, {
    isOn: true,
    expiry: { isOn: false, warnMs: null },
    deactivation: { isOn: false, warnMs: null },
    deletion: { isOn: true, afterMs: dayMs },
    quiet: null,
    ground: { article: '5(1)', letter: 'e' }
  })
  await call('POST', `${path}/runs`)
  const runs = await until(
    () => call<readonly { id: string; state: string }[]>('GET', `${path}/runs`),
    all => all[0] !== undefined && all[0].state !== 'running'
  )
  if (runs !== null) put('kept-run', runs[0]!.id)
}

/** Events that an endpoint did not take to the last try. */
async function layInLetters({ call, store, put }: StockGround, platform: string, request: string): Promise<void> {
  const { endpoint } = await call<{ endpoint: { id: string } }>('POST', '/endpoints', {
    name: 'Stock',
    url: 'http://127.0.0.1:1/gone',
    events: ['request.completed']
  })
  const failedAt = new Date().toISOString()
  const about = { state: 'completed', because: 'confirmed', joinedTo: null } as const
  for (const n of [1, 2, 3]) {
    const id = `00000000-0000-4000-8000-00000000000${n}`
    const tried = { tries: 9, nextAt: failedAt, sentAt: null, failure: 'endpoint-refuses' }
    const post = { id, kind: 'request.completed', endpoint: endpoint.id, about, state: 'given-up', ...tried } as const
    const letter = { endpoint: endpoint.id, request, platform, post: { ...post, createdAt: failedAt }, failedAt }
    await keepDeadLetter(store, letter)
    put('dead-letter', endpoint.id, id)
  }
}
