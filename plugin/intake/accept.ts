import { calendarNameFor, earliestEnd } from '../calendar/controller-calendar.ts'
import { dayMs } from '../durations.ts'
import { legalDeadline } from '../erasure/deadline/deadline.ts'
import { type Demand, isReceiptInQuestion } from '../erasure/demand/demand.ts'
import { emptyRequest } from '../erasure/empty-request.ts'
import type { Accept, Incoming, SaidDemand, Taken } from '../erasure/incoming.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import { appendEntry } from '../evidence/chain.ts'
import { aliasesOf, aliasOf, subjectHash } from '../store/records/aliases.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import { lookAtPlatform } from '../store/records/platforms/platforms.ts'
import { requestEntry } from '../store/records/requests.ts'
import { hasStatusCode, noteStatusCode } from '../store/records/subject-codes/status-codes.ts'
import { StoreError } from '../store/store-error.ts'
import { seal } from '../vault/sealing.ts'
import { idOfDelivery } from './delivery-id.ts'
import { isKeptAtOnce, keptAtOnce } from './kept-at-once.ts'
import type { IntakeParts } from './parts.ts'
import { recall, taken } from './recall.ts'
import { tellOpenRequests } from './tell-open-requests.ts'

const thirtyDaysMs = 30 * dayMs

/**
 * The legal clock runs from receipt by the organisation: the sender's time, unless it lies in the future or more than
 * thirty days back, which only a person may agree to.
 */
const receiptOf = (saidAt: string | null, now: string): string => {
  if (saidAt === null || saidAt > now) return now
  return Date.parse(now) - Date.parse(saidAt) > thirtyDaysMs ? now : new Date(saidAt).toISOString()
}

const demandOf = ({ by, arrival, limit, way, batch }: Incoming, said: SaidDemand, id: string, now: string): Demand => ({
  ...said,
  id,
  by,
  receivedAt: receiptOf(said.saidAt, now),
  saidAt: said.saidAt === null ? null : new Date(said.saidAt).toISOString(),
  acceptedAt: now,
  arrival: arrival ?? null,
  ...(limit === undefined ? {} : { limit }),
  withdrawnAt: null,
  ...(way === undefined ? {} : { way }),
  ...(batch === undefined ? {} : { batch })
})

const workOf = (
  { identifiers, subject, mandate, notes, asCaller, messageId }: Incoming,
  { id, acceptedAt }: Demand
): Work => ({
  identifiers,
  subject: subject ?? null,
  reading: null,
  plan: null,
  decidedSet: [],
  approvedSet: [],
  notes: notes.map(({ about, text }) => ({ about: `${about} ${id}`, at: acceptedAt, text })),
  openings: {},
  ...(mandate === undefined ? {} : { mandates: [{ demand: id, ...mandate }] }),
  ...(asCaller === undefined ? {} : { asCaller }),
  ...(messageId === undefined ? {} : { messageIds: [{ demand: id, id: messageId }] })
})

const aliasesOfIncoming = ({ keys }: IntakeParts, { platform, identifiers, subject }: Incoming): readonly string[] => {
  const named = identifiers.map(identifier => aliasOf(keys, platform, identifier))
  return subject === undefined ? named : [...new Set([...named, ...aliasesOf(keys, platform, subject)])]
}

/** A receipt that the sender dates too far back is told: the clock runs from ours until a person agrees to theirs. */
const entriesOf = (
  { canonicalise }: IntakeParts,
  id: string,
  platform: PlatformBody,
  demand: Demand,
  { platform: platformId, deliveryKey }: Incoming
) => {
  const { ground, origin, receivedAt, saidAt, by, proof, mandate, acceptedAt } = demand
  const data = {
    request: id,
    demand: demand.id,
    platform: platformId,
    kind: platform.kind,
    origin,
    article: ground.article,
    letter: ground.letter,
    receivedAt,
    saidAt,
    source: by,
    via: demand.way ?? (deliveryKey === null ? 'api' : 'webhook'),
    proof: proof?.kind ?? null,
    mandate: mandate?.kind ?? null,
    cannotAsk: mandate?.cannotAsk === true,
    copy: demand.copy ?? 'not-said',
    ...(demand.told === undefined ? {} : { told: demand.told })
  }
  const received = appendEntry([], { at: acceptedAt, kind: 'received', actor: by, data }, canonicalise)
  if (!isReceiptInQuestion(demand)) return received
  const finding = { code: 'receipt-too-far-back', precondition: null }
  return appendEntry(received, { at: acceptedAt, kind: 'finding', actor: 'lethe', data: finding }, canonicalise)
}

/** What a request that repeats an ended one begins with: what was agreed to and told then. */
const repeated = (
  { canonicalise }: IntakeParts,
  { replayed }: Incoming,
  received: ErasureRequest['evidence'],
  at: string
) => {
  if (replayed === undefined) return {}
  const { replay, request, snapshotAt, by, approvals, noticeSentAt } = replayed
  const told = { at, kind: 'replayed', actor: by, data: { snapshotAt, replay, request } } as const
  return { approvals, noticeSentAt, evidence: appendEntry(received, told, canonicalise) }
}

const requestOf = async (
  parts: IntakeParts,
  id: string,
  platform: PlatformBody,
  incoming: Incoming,
  said: SaidDemand
): Promise<ErasureRequest> => {
  const now = parts.clock.now().toISOString()
  const demand = demandOf(incoming, said, parts.random.uuid(), now)
  const { keepWorkMs } = resolvePolicy(platform.kind, platform.policy, said.origin)
  const calendars = [await calendarNameFor(parts.store, platform, said.origin)]
  const deadlineAt = await earliestEnd(calendars, calendar => legalDeadline(demand.receivedAt, calendar))
  const expiresAt = new Date(Date.parse(deadlineAt) + keepWorkMs).toISOString()
  const work = seal({ request: id, compartment: 'work', expiresAt }, workOf(incoming, demand), parts)
  const received = entriesOf(parts, id, platform, demand, incoming)
  return {
    ...emptyRequest,
    id,
    platform: incoming.platform,
    stateSince: now,
    demands: [demand],
    deliveries: incoming.deliveryKey === null ? [] : [{ key: id, type: incoming.type, at: now }],
    aliases: aliasesOfIncoming(parts, incoming),
    subject: incoming.subject === undefined ? null : subjectHash(parts.keys, incoming.platform, incoming.subject),
    deadlineAt,
    calendars,
    evidence: received,
    vault: { work, replay: null, block: null },
    lastAt: now,
    ...repeated(parts, incoming, received, now)
  }
}

const acceptDemand = async (parts: IntakeParts, incoming: Incoming, said: SaidDemand): Promise<Taken> => {
  const { body: platform } = await lookAtPlatform(parts.store, incoming.platform)
  const id = incoming.deliveryKey === null ? parts.random.uuid() : idOfDelivery(incoming.deliveryKey)
  const accepted = await requestOf(parts, id, platform, incoming, said)
  const isKept = await isKeptAtOnce(parts.store, incoming, accepted.lastAt)
  const { request: body, dueAt } = isKept
    ? keptAtOnce(accepted, incoming, parts.canonicalise)
    : { request: accepted, dueAt: incoming.settlesAt ?? accepted.lastAt }
  if (hasStatusCode(body)) await noteStatusCode(parts, { request: id, platform: incoming.platform, at: body.lastAt })
  try {
    await parts.store.put('request', id, requestEntry(body, dueAt), { expected: 0 })
  } catch (error) {
    // The same message at the same moment: it is answered as the first one, and nothing is done.
    const isThere = error instanceof StoreError && ['revision-conflict', 'claimed'].includes(error.code)
    if (incoming.deliveryKey === null || !isThere) throw error
  }
  return taken(id)
}

/**
 * The one function in which every way in ends. A demand becomes a request of its own, on disk when this resolves, and
 * will be carried out even if the power goes the next instant; other messages are told to the open requests that they
 * are about. Throws `Problem` for a platform that is not there, and `StoreError` when nothing could be stored.
 */
export const createAccept =
  (parts: IntakeParts): Accept =>
  async incoming => {
    const { deliveryKey, demand, isNew = false } = incoming
    const first = deliveryKey === null || isNew ? null : await recall(parts.store, deliveryKey)
    if (first !== null) return first
    return demand === null ? taken(await tellOpenRequests(parts, incoming)) : acceptDemand(parts, incoming, demand)
  }
