import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import type { Identifier, Platform, PlatformKind } from '../../adapters/contract.ts'
import type { Origin } from '../../plugin/erasure/demand/demand.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { preconditions } from '../../plugin/erasure/preconditions/index.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { createAccept } from '../../plugin/intake/accept.ts'
import { systemRandom } from '../../plugin/random.ts'
import { openStore } from '../../plugin/store/open.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import type { PlatformBody } from '../../plugin/store/records/bodies.ts'
import { placeHold, releaseHold } from '../../plugin/store/records/holds/change.ts'
import { putNewPlatform } from '../../plugin/store/records/platforms/platforms.ts'
import type { Store } from '../../plugin/store/store.ts'
import { openKeys } from '../../plugin/vault/keys.ts'
import { advance, type Stopping } from '../../plugin/work/advance.ts'
import type { Send, WorkParts } from '../../plugin/work/parts.ts'
import { createManualClock, type ManualClock } from './manual-clock.ts'
import { createPowerCutDisk, type PowerCutDisk, type Survival } from './power-cut-disk.ts'

const random = systemRandom()
const platformId = 'lake'

/** What a site asks here: nothing but that there is no hold; no cool-off, short pauses. */
const quickPolicy: PolicyChanges = {
  coolOffMs: 0,
  retryFirstMs: 1000,
  confirmEveryMs: 1000,
  asked: Object.fromEntries(
    preconditions.flatMap(({ id }) => (id === 'no-legal-hold' ? [] : [[id, 'not-asked']]))
  ) as NonNullable<PolicyChanges['asked']>
}

const platformBody = (kind: PlatformKind, policy: PolicyChanges): PlatformBody => ({
  kind,
  name: 'Lake',
  baseUrl: 'https://lake.example',
  options: {},
  sealedSecrets: '',
  policy: { all: { ...quickPolicy, ...policy }, byOrigin: {} },
  paused: null,
  surprises: [],
  registration: { version: null, capabilities: {}, permissions: [], problems: [] },
  registeredAt: '2026-03-01T09:00:00.000Z'
})

/** The worker's surroundings, real but for platform, disk and clock. */
export interface Bench {
  readonly clock: ManualClock
  readonly parts: WorkParts
  readonly disk: PowerCutDisk
  readonly logged: readonly string[]
  /** A demand for the person with this number; answers the request's id. A delivery of the same key is a replay. */
  demand(person: string, deliveryKey?: string): Promise<string>
  /** A demand for whoever is named by these; answers the request's id. */
  demandBy(identifiers: readonly Identifier[], deliveryKey?: string, origin?: Origin): Promise<string>
  request(id: string): Promise<ErasureRequest>
  /** Kinds of the entries in the chain, each with its action or state. */
  told(id: string): Promise<readonly string[]>
  /** Carries on what is due until nothing is due now. */
  work(stopping?: Stopping): Promise<void>
  signal(id: string, signal: Signal): Promise<unknown>
  hold(id: string, person: string): Promise<unknown>
  releaseHold(id: string): Promise<unknown>
  platformBody(): Promise<PlatformBody>
  /** The power goes and comes back: what was synced is there, nothing in memory is. */
  restart(survival?: Survival): Promise<Bench>
  close(): void
}

const never: Stopping = { draining: new AbortController().signal, calling: new AbortController().signal }

async function assemble(
  root: string,
  disk: PowerCutDisk,
  clock: ManualClock,
  platform: Platform,
  send: Send | null
): Promise<Bench> {
  const store: Store = await openStore({ folder: '/data', disk, clock, random })
  const keys = openKeys({ folder: join(root, 'keys'), dataFolder: join(root, 'data'), clock, random })
  const logged: string[] = []
  const log = (_: unknown, message: string) => void logged.push(message)
  const connected = async (id: string) => ({
    id,
    body: (await store.get<PlatformBody>('platform', id))!.body,
    platform
  })
  const parts: WorkParts = {
    store,
    keys,
    clock,
    random,
    canonicalise: canonicalize as unknown as Canonicalise,
    platforms: { get: connected, close: async () => {} },
    send,
    log: { info: log, error: log }
  }
  const accept = createAccept(parts)
  const request = async (id: string) => (await store.get<ErasureRequest>('request', id))!.body
  const now = () => clock.now().toISOString()
  const demandBy: Bench['demandBy'] = async (identifiers, deliveryKey, origin = 'identity-manager') => {
    const { body } = await accept({
      type: 'account.deletion.requested',
      by: 'human-resources',
      deliveryKey: deliveryKey ?? null,
      platform: platformId,
      identifiers,
      demand: {
        origin,
        ground: { article: '17(1)', letter: 'a' },
        saidAt: null,
        proof: null,
        mandate: null,
        acknowledged: true
      },
      notes: [],
      instants: {}
    })
    return body.request!
  }
  return {
    clock,
    parts,
    disk,
    logged,
    request,
    demand: (person, deliveryKey) =>
      demandBy(
        [
          { kind: 'username', value: `person-${person}` },
          { kind: 'email', value: `person-${person}@uni.example` }
        ],
        deliveryKey
      ),
    demandBy,
    async told(id) {
      const { evidence } = await request(id)
      return evidence.map(({ kind, data }) =>
        [kind, data.action ?? data.to ?? data.section, kind === 'moved' ? data.because : data.is]
          .filter(each => each !== undefined)
          .join(' ')
      )
    },
    async work(stopping = never) {
      for (;;) {
        const claimed = await store.claimDue('request', 8, 60_000)
        if (claimed.length === 0) return
        for (const one of claimed) await advance(parts, one, stopping)
      }
    },
    signal: (id, signal) => store.signal('request', id, signal),
    hold: (id, person) =>
      placeHold(store, id, {
        platform: platformId,
        aliases: [aliasOf(keys, platformId, { kind: 'platform-id', value: person })],
        identifierKinds: ['platform-id'],
        ground: { article: '17(3)', letter: 'e' },
        by: 'officer',
        placedAt: now(),
        reviewAt: null,
        sealedNote: null,
        releasedAt: null,
        releasedBy: null
      }),
    releaseHold: id => releaseHold(store, id, 'officer', now()),
    platformBody: async () => (await store.get<PlatformBody>('platform', platformId))!.body,
    restart: (survival = 'synced') => assemble(root, disk.cut(survival), clock, platform, send),
    close: () => rmSync(root, { recursive: true, force: true })
  }
}

/** What a bench may have beside its platform. */
export interface BenchOptions {
  readonly policy?: PolicyChanges
  readonly send?: Send | null
  /** OpenOlat unless said. */
  readonly kind?: PlatformKind
  /** The clock, where the platform has it too. */
  readonly clock?: ManualClock
}

/** A bench with one registered platform; `send` null: no mail is configured. */
export async function openBench(
  platform: Platform,
  { policy = {}, send = null, kind = 'openolat', clock = createManualClock() }: BenchOptions = {}
): Promise<Bench> {
  const root = mkdtempSync(join(tmpdir(), 'lethe-bench-'))
  const bench = await assemble(root, createPowerCutDisk(), clock, platform, send)
  await putNewPlatform(bench.parts.store, platformId, platformBody(kind, policy))
  return bench
}
