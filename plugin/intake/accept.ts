import type { Identifier } from '../../adapters/contract.ts'
import type { Clock } from '../clock.ts'
import { legalDeadline } from '../erasure/deadline.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { Demand, ErasureRequest, Ground, Mandate, Origin, Proof, Work } from '../erasure/request.ts'
import type { Canonicalise } from '../evidence/canonical.ts'
import { appendEntry } from '../evidence/chain.ts'
import type { Random } from '../random.ts'
import { aliasOf } from '../store/records/aliases.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { requestEntry } from '../store/records/requests.ts'
import type { Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import type { Keys } from '../vault/keys.ts'
import { seal } from '../vault/sealing.ts'

/** What intake works with. */
export interface IntakeParts {
  readonly store: Store
  readonly keys: Keys
  readonly clock: Clock
  readonly random: Random
  readonly canonicalise: Canonicalise
}

/** A demand that was authenticated and checked for its form, whichever way it came. */
export interface IncomingDemand {
  /** Id of the source, or of the person who asks. */
  readonly by: string
  readonly via: 'webhook' | 'api'
  /** The sender's message id; null where there is none to be replayed. */
  readonly messageId: string | null
  readonly type: string
  /** Id of the platform. */
  readonly platform: string
  readonly identifiers: readonly Identifier[]
  readonly origin: Origin
  readonly ground: Ground
  /** When the sender says that the organisation received it. */
  readonly saidAt: string | null
  readonly proof: Proof | null
  readonly mandate: Mandate | null
  readonly acknowledged: boolean
  /** Free text of the sender; sealed at once. */
  readonly note: string | null
}

/** The request that a demand became; a replay answers as the first call did. */
export interface Accepted {
  readonly request: string
  readonly replayed: boolean
}

const thirtyDaysMs = 30 * 24 * 60 * 60 * 1000

/** The id of what a message made: keyed by source and message id, so that a replay finds it as long as it lives. */
export const idOfMessage = (keys: Pick<Keys, 'hashForIndex'>, by: string, messageId: string): string => {
  const hash = keys.hashForIndex('message', JSON.stringify([by, messageId]))
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
}

/**
 * The legal clock runs from receipt by the organisation: the sender's time, unless it lies in the future or more than
 * thirty days back, which only a person may agree to.
 */
const receiptOf = (saidAt: string | null, now: string): string => {
  if (saidAt === null || saidAt > now) return now
  return Date.parse(now) - Date.parse(saidAt) > thirtyDaysMs ? now : new Date(saidAt).toISOString()
}

const demandOf = (incoming: IncomingDemand, id: string, now: string): Demand => ({
  id,
  by: incoming.by,
  origin: incoming.origin,
  ground: incoming.ground,
  receivedAt: receiptOf(incoming.saidAt, now),
  saidAt: incoming.saidAt === null ? null : new Date(incoming.saidAt).toISOString(),
  acceptedAt: now,
  proof: incoming.proof,
  mandate: incoming.mandate,
  acknowledged: incoming.acknowledged,
  withdrawnAt: null
})

const workOf = (incoming: IncomingDemand, demand: Demand): Work => ({
  identifiers: incoming.identifiers,
  subject: null,
  reading: null,
  plan: null,
  decidedSet: [],
  approvedSet: [],
  notes: incoming.note === null ? [] : [{ about: `demand ${demand.id}`, at: demand.acceptedAt, text: incoming.note }],
  openings: {}
})

const receivedEntry = (
  parts: IntakeParts,
  id: string,
  platform: PlatformBody,
  demand: Demand,
  incoming: IncomingDemand
) =>
  appendEntry(
    [],
    {
      at: demand.acceptedAt,
      kind: 'received',
      actor: demand.by,
      data: {
        request: id,
        demand: demand.id,
        platform: incoming.platform,
        kind: platform.kind,
        origin: demand.origin,
        article: demand.ground.article,
        letter: demand.ground.letter,
        receivedAt: demand.receivedAt,
        saidAt: demand.saidAt,
        source: demand.by,
        via: incoming.via,
        proof: demand.proof?.kind ?? null,
        mandate: demand.mandate?.kind ?? null
      }
    },
    parts.canonicalise
  )

const requestOf = (
  parts: IntakeParts,
  id: string,
  platform: PlatformBody,
  incoming: IncomingDemand
): ErasureRequest => {
  const now = parts.clock.now().toISOString()
  const demand = demandOf(incoming, parts.random.uuid(), now)
  const { timeZone, keepWorkMs } = resolvePolicy(platform.kind, platform.policy, incoming.origin)
  const deadlineAt = legalDeadline(demand.receivedAt, timeZone)
  const expiresAt = new Date(Date.parse(deadlineAt) + keepWorkMs).toISOString()
  return {
    schema: 1,
    id,
    platform: incoming.platform,
    state: 'accepted',
    stateSince: now,
    because: 'received',
    demands: [demand],
    deliveries: incoming.messageId === null ? [] : [{ key: id, type: incoming.type, at: now }],
    aliases: incoming.identifiers.map(identifier => aliasOf(parts.keys, incoming.platform, identifier)),
    subject: null,
    joinedTo: null,
    deadlineAt,
    coolOffEndsAt: null,
    noticeSentAt: null,
    verdicts: [],
    fingerprint: null,
    approvals: [],
    attestations: [],
    asked: null,
    waivers: [],
    actions: [],
    section: null,
    waiting: null,
    outbox: [],
    evidence: receivedEntry(parts, id, platform, demand, incoming),
    vault: {
      work: seal({ request: id, compartment: 'work', expiresAt }, workOf(incoming, demand), parts),
      replay: null,
      block: null
    },
    keysDestroyed: [],
    endedAt: null,
    lastAt: now
  }
}

/**
 * Stores a demand durably as a request of its own and answers with its id; nothing else is waited for. When this
 * resolves, the request is on disk and will be carried out. The same message again answers with the same request and
 * does nothing. Throws `StoreError` when it could not be stored.
 */
export const accept = async (
  parts: IntakeParts,
  platform: PlatformBody,
  incoming: IncomingDemand
): Promise<Accepted> => {
  const id =
    incoming.messageId === null ? parts.random.uuid() : idOfMessage(parts.keys, incoming.by, incoming.messageId)
  const body = requestOf(parts, id, platform, incoming)
  try {
    await parts.store.put('request', id, requestEntry(body, body.lastAt), { expected: 0 })
    return { request: id, replayed: false }
  } catch (error) {
    if (error instanceof StoreError && error.code === 'revision-conflict' && incoming.messageId !== null)
      return { request: id, replayed: true }
    throw error
  }
}
