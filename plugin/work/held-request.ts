import { later, latest } from '../erasure/decision.ts'
import type { Told } from '../erasure/fold.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { appendEntry } from '../evidence/chain.ts'
import type { Opening } from '../evidence/commitment.ts'
import { requestEntry } from '../store/records/requests.ts'
import type { Claim, Document, PutTerms } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { open, reseal, type Sealed } from '../vault/sealing.ts'
import { callNext, leaveSection, type Place } from './actions/section-line.ts'
import { boxedWork } from './boxed-work.ts'
import { type Moved, writePosts } from './messages/write-posts.ts'
import type { WorkParts } from './parts.ts'

/** A claimed request, opened, as its holder carries it from one commit to the next. */
export interface HeldRequest {
  readonly id: string
  readonly request: ErasureRequest
  /** As it was last committed: what is told and noted with a commit is what has changed since. */
  readonly stored: ErasureRequest
  /** Null once the *work* compartment is destroyed. */
  readonly work: Work | null
  /** What the stored compartment holds: sealed again only when `work` is another. */
  readonly sealedWork: Work | null
  /** How long the *work* compartment outlives the end, by the policy of the platform. */
  readonly keepWorkMs: number
  readonly revision: number
  readonly claim: Claim
  /** Signals up to this number are in `request` and are dropped with the next commit. */
  readonly folded: number
  /** What the folded signals told, and what was done or read since the last commit, not committed yet. */
  readonly told: readonly Told[]
  /**
   * What `request` holds beside folded signals that is not committed yet. `outcome`: the platform has answered a call;
   * it is stored before anything else is changed. `reading`: read or decided; lost, it would only be read and decided
   * again.
   */
  readonly unsaved?: 'outcome' | 'reading'
  /** Before a section that it waits for, as long as it is in hand. */
  readonly place?: Place
}

/** What a commit changes. `dueAt`: when the worker looks next; absent: at once, so that a crash is followed up. */
export interface Commit {
  readonly request: ErasureRequest
  readonly work?: Work | null
  readonly told: readonly Told[]
  readonly dueAt?: string | null
  readonly release?: boolean
  /** What must not have happened meanwhile. */
  readonly terms?: Pick<PutTerms, 'heard' | 'expects'>
  /** What else the same commit does to the request as it will be written; null: nothing. */
  readonly also?: (request: ErasureRequest) => Also | null
}

/** What is done by the way, in the same commit: it replaces what the commit says of these. */
export type Also = Required<Pick<Commit, 'request' | 'told' | 'dueAt' | 'release'>> & { readonly work: null }

/** When the *work* compartment of a request is destroyed at the latest, ISO 8601. */
export const expiryOf = (request: ErasureRequest, keepWorkMs: number): string =>
  later(request.endedAt ?? request.deadlineAt, keepWorkMs)

const withEvidence = (
  { canonicalise }: WorkParts,
  request: ErasureRequest,
  work: Work | null,
  told: readonly Told[],
  at: string
) => {
  let { evidence } = request
  const openings: Record<string, Opening> = {}
  for (const happening of told) {
    evidence = appendEntry(evidence, { ...happening, at }, canonicalise)
    if (happening.committed !== undefined) openings[evidence.at(-1)!.n] = happening.committed
  }
  const nothingNew = work === null || Object.keys(openings).length === 0
  return { evidence, work: nothingNew ? work : { ...work, openings: { ...work.openings, ...openings } } }
}

const sealAgain = (parts: WorkParts, held: HeldRequest, request: ErasureRequest, work: Work | null): Sealed => {
  const sealed = request.vault.work!
  const ends = isEnd(request.state) && !isEnd(held.stored.state)
  if (work === null || (work === held.sealedWork && !ends)) return sealed
  return reseal({ ...sealed, expiresAt: expiryOf(request, held.keepWorkMs) }, held.id, boxedWork(work), parts)
}

/** An end is on the ledger before it is in the store: a store that comes back from a backup must not forget it. */
const writeWithLedger = (
  { endedIds }: WorkParts,
  held: HeldRequest,
  { state, platform }: ErasureRequest,
  write: () => Promise<number>
): Promise<number> => {
  if (endedIds === undefined || !isEnd(state) || isEnd(held.stored.state)) return write()
  return endedIds.noteAround({ is: 'ended', request: held.id, platform, end: state }, write)
}

/** The moves that a commit writes down. */
const movesIn = (told: readonly Told[]): readonly Moved[] =>
  told.flatMap(({ kind, data }) => (kind === 'moved' ? [data as unknown as Moved] : []))

/**
 * Commits state, evidence, outbox and vault in one atomic write. The subject's hashes go with the end. Throws
 * `StoreError` `duplicate-key` when the request may not have its subject or section, `claim-lost` when another
 * holder took over, `unheard-signal` or `expectation-failed` by the terms of the change.
 */
export const commit = async (parts: WorkParts, held: HeldRequest, change: Commit): Promise<HeldRequest> => {
  const now = parts.clock.now().toISOString()
  const written = await writePosts(parts, movesIn([...held.told, ...change.told]), change.request, now)
  const posted: ErasureRequest =
    written.length === 0 ? change.request : { ...change.request, posts: [...(change.request.posts ?? []), ...written] }
  const also = change.also?.(posted) ?? null
  const { request: next, dueAt = now, release = false } = also ?? { ...change, request: posted }
  const before = also !== null ? null : change.work === undefined ? held.work : change.work
  const told = [...held.told, ...change.told, ...(also?.told ?? [])]
  const { evidence, work } = withEvidence(parts, next, before, told, now)
  const request: ErasureRequest = {
    ...next,
    evidence,
    vault: { ...next.vault, work: sealAgain(parts, held, next, work) },
    ...(isEnd(next.state) ? { subject: null, aliases: [] } : {}),
    lastAt: latest(now, next.lastAt)
  }
  const entry = requestEntry(request, dueAt)
  const mine = { expected: held.revision, claim: held.claim.token, folded: held.folded, release }
  const terms = { ...change.terms, ...mine }
  const left = request.section === null ? held.stored.section : null
  if (left !== null) callNext(parts, request.platform, left.name)
  const revision = await writeWithLedger(parts, held, request, () => parts.store.put('request', held.id, entry, terms))
  for (const happening of told) parts.count?.({ ...happening, platform: request.platform })
  if (left !== null) leaveSection(parts, request.platform, left.name)
  const { unsaved: _, ...saved } = held
  return { ...saved, request, stored: request, work, sealedWork: work, revision, told: [] }
}

/** For a `catch`: what the commit went by has changed meanwhile; the request is given back as it was, to be decided on anew. */
export const unlessOvertaken =
  (held: HeldRequest) =>
  (error: unknown): HeldRequest => {
    if (error instanceof StoreError && (error.code === 'unheard-signal' || error.code === 'expectation-failed'))
      return held
    throw error
  }

/** What was learned goes into the next commit, which is the next intent or move, or `save`. */
export const carry = (
  held: HeldRequest,
  unsaved: 'outcome' | 'reading',
  { request, told, work = held.work }: Pick<Commit, 'request' | 'told' | 'work'>
): HeldRequest => ({
  ...held,
  request,
  work,
  told: [...held.told, ...told],
  unsaved: held.unsaved === 'outcome' ? 'outcome' : unsaved
})

/** Commits what is carried, where something is. */
export const save = async (parts: WorkParts, held: HeldRequest): Promise<HeldRequest> =>
  held.unsaved === undefined ? held : commit(parts, held, { request: held.request, told: [] })

/** As it was last committed, with nothing heard, though with what was read of whose it is: what was decided is dropped. */
export const asStored = ({ unsaved: _, ...held }: HeldRequest): HeldRequest => {
  const { plan = null, decidedSet = [] } = held.sealedWork ?? {}
  return {
    ...held,
    request: { ...held.stored, aliases: held.request.aliases },
    work: held.work && { ...held.work, plan, decidedSet },
    told: [],
    folded: 0
  }
}

/** What a stored request names; null once it is destroyed. Throws `VaultError` when the keys are not there. */
export const openWork = ({ keys }: Pick<WorkParts, 'keys'>, { body, id }: Document<ErasureRequest>): Work | null => {
  const sealed = body.vault.work
  return sealed === null || sealed.wrapped === null ? null : (open(sealed, id, keys) as Work)
}

/** Opens a claimed document. Throws `VaultError` when the keys of its compartment are not there. */
export const openHeld = (
  parts: WorkParts,
  document: Document<ErasureRequest>,
  claim: Claim,
  keepWorkMs: number
): HeldRequest => {
  const { body: request, id, revision } = document
  const work = openWork(parts, document)
  return { id, request, stored: request, work, sealedWork: work, keepWorkMs, revision, claim, folded: 0, told: [] }
}
