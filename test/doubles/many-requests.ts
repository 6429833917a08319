import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { ErasureRequest, Work } from '../../plugin/erasure/request.ts'
import { isEnd } from '../../plugin/erasure/states.ts'
import type { Canonicalise } from '../../plugin/evidence/canonical.ts'
import { commitmentOf } from '../../plugin/evidence/commitment.ts'
import { type Entry as ChainEntry, chainStart, hashEntry } from '../../plugin/evidence/entry.ts'
import { idOfDelivery } from '../../plugin/intake/delivery-id.ts'
import { systemRandom } from '../../plugin/random.ts'
import type { Disk } from '../../plugin/store/disk.ts'
import { aliasesOf, aliasOf, subjectHash } from '../../plugin/store/records/aliases.ts'
import { requestEntry, shelvedEntry } from '../../plugin/store/records/requests.ts'
import { addReceipts, type ReceiptCount } from '../../plugin/store/records/sources/receipts.ts'
import type { Document, Entry, Store } from '../../plugin/store/store.ts'
import type { Keys } from '../../plugin/vault/keys.ts'
import { open, type Sealed, seal } from '../../plugin/vault/sealing.ts'

const canonicalise = canonicalize as unknown as Canonicalise
const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g

/** What is only to be looked at need not outlast a power cut. */
export const quickDisk = (disk: Disk): Disk => ({ ...disk, sync: async () => {}, syncFolder: async () => {} })

/** A request to be copied, opened once. */
export interface Original {
  readonly document: Document<ErasureRequest>
  readonly work: Work | null
  readonly replay: { readonly id: string; readonly bornAt: string } | null
}

/** A copy, as it is put into a store. */
export interface Copy {
  readonly id: string
  readonly entry: Entry<ErasureRequest>
}

const openOne = (sealed: Sealed | null, id: string, keys: Keys): unknown =>
  sealed === null || sealed.wrapped === null ? null : open(sealed, id, keys)

/** Opens a request that a real sidecar has stored. */
export const openOriginal = (keys: Keys, document: Document<ErasureRequest>): Original => ({
  document,
  work: openOne(document.body.vault.work, document.id, keys) as Original['work'],
  replay: openOne(document.body.vault.replay, document.id, keys) as Original['replay']
})

/** The keys, read from their files once: copies are made by the thousand. */
const remembering = (keys: Keys): Keys => {
  const current = keys.currentWrapping()
  return { ...keys, currentWrapping: () => current }
}

const hourMs = 60 * 60 * 1000

const later = (dueAt: string): string => {
  const soonest = Date.now() + hourMs
  return Date.parse(dueAt) > soonest ? dueAt : new Date(soonest + Math.random() * 23 * hourMs).toISOString()
}

/**
 * Makes copies of requests as the worker itself would have stored them, each of somebody else and so long ago: ids,
 * hashes, index keys, instants, the chain and every sealed compartment are its own and can be opened, verified and carried on.
 */
export const createCopier = (sealing: Keys) => {
  const keys = remembering(sealing)
  const random = systemRandom()

  const chainOf = (entries: readonly ChainEntry[], work: Work | null): readonly ChainEntry[] => {
    let previous = chainStart
    return entries.map(entry => {
      const opening = work?.openings[entry.n]
      const commitment = opening === undefined ? entry.commitment : commitmentOf(opening, canonicalise)
      const linked = { ...entry, commitment, previous }
      previous = hashEntry(linked, canonicalise)
      return linked
    })
  }

  /**
   * The copy of number `n` of an original, as if everything had happened `agoMs` earlier. What would have been looked at
   * since is due within a day, and not within the next hour.
   */
  return ({ document, work, replay }: Original, n: number, agoMs: number): Copy => {
    const { body, dueAt } = document
    const id = idOfDelivery(createHash('sha256').update(`${document.id} ${n}`).digest('hex'))
    const earlier = (text: string) =>
      text.replace(instants, at => new Date(Date.parse(at) - agoMs).toISOString()).replaceAll(document.id, id)
    const demands = body.demands.map(demand => [demand.id, random.uuid()] as const)
    const renamed = (text: string) => demands.reduce((said, [from, to]) => said.replaceAll(from, to), earlier(text))
    const subject = work?.subject ?? null
    const username = subject?.username ?? work?.identifiers.find(({ kind }) => kind === 'username')?.value ?? null
    const named = (text: string) => (username === null ? text : text.replaceAll(username, `${username}-${n}`))
    const other = subject === null ? null : { id: String(100_000 + n), bornAt: subject.bornAt }
    const withOther = <Held>(held: Held): Held =>
      other === null ? held : ({ ...held, subject: { ...(held as { subject: object }).subject, ...other } } as Held)

    // Births are of the platform: they did not happen earlier.
    const copied = work === null ? null : (JSON.parse(renamed(named(JSON.stringify(work)))) as Work)
    const ownWork: Work | null = copied && {
      ...(copied.subject === null ? copied : withOther(copied)),
      reading: copied.reading && {
        ...copied.reading,
        plan: copied.reading.plan && withOther(copied.reading.plan)
      },
      plan: copied.plan && withOther(copied.plan),
      openings: Object.fromEntries(
        Object.entries(copied.openings).map(([at, opening]) => [
          at,
          { ...opening, content: { ...(opening.content as object), ...(other ?? {}) } }
        ])
      )
    }
    const own = JSON.parse(renamed(JSON.stringify({ ...body, vault: null }))) as ErasureRequest
    const sealedAgain = (sealed: Sealed | null, content: unknown): Sealed | null =>
      sealed === null || sealed.wrapped === null
        ? sealed
        : seal({ request: id, compartment: sealed.compartment, expiresAt: earlier(sealed.expiresAt) }, content, {
            keys,
            random
          })
    const aliases =
      ownWork === null || isEnd(body.state)
        ? []
        : [
            ...new Set([
              ...ownWork.identifiers.map(identifier => aliasOf(keys, body.platform, identifier)),
              ...(ownWork.subject === null ? [] : aliasesOf(keys, body.platform, ownWork.subject))
            ])
          ]
    const request: ErasureRequest = {
      ...own,
      aliases,
      subject: body.subject === null || other === null ? null : subjectHash(keys, body.platform, other),
      evidence: chainOf(own.evidence, ownWork),
      vault: {
        work: sealedAgain(body.vault.work, ownWork),
        replay: sealedAgain(body.vault.replay, replay && { ...replay, id: String(100_000 + n) }),
        block: body.vault.block
      }
    }
    const entry = isEnd(request.state) ? shelvedEntry(request) : requestEntry(request, dueAt && later(earlier(dueAt)))
    return { id, entry }
  }
}

/** How a store is filled. */
export interface Filling {
  readonly store: Store
  readonly keys: Keys
  /** Copied in turn; those that have ended become ended ones. */
  readonly originals: readonly Document<ErasureRequest>[]
  readonly count: number
  /** How long ago a copy came. */
  agoMs(original: Document<ErasureRequest>, n: number): number
  /** Told now and then how many there are. */
  tell?(made: number): void
}

const atOnce = 64

/** Puts copies into a store through its own verbs, counted for the brake where the original came by a signed call. */
export const fillStore = async ({ store, keys, originals, count, agoMs, tell }: Filling): Promise<void> => {
  const opened = originals.map(document => openOriginal(keys, document))
  const copy = createCopier(keys)
  const receipts = new Map<string, ReceiptCount[]>()
  const putOne = async (n: number): Promise<void> => {
    const original = opened[n % opened.length]!
    const { id, entry } = copy(original, n, agoMs(original.document, n))
    await store.put('request', id, entry, { expected: 0 })
    const [demand] = entry.body.demands
    if (demand === undefined || entry.body.deliveries.length === 0) return
    const day = `${demand.by} ${demand.acceptedAt.slice(0, 10)}`
    const known = receipts.get(day) ?? []
    known.push({ at: demand.acceptedAt, isDemand: true })
    receipts.set(day, known)
  }
  for (let from = 0; from < count; from += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => putOne(from + at)))
    if (from % 8192 === 0) tell?.(from)
  }
  for (const [day, received] of receipts) await addReceipts(store, day.split(' ')[0]!, received[0]!.at, () => received)
}
