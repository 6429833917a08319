import { assertSafe, referenceOf } from '../names.ts'
import type { Document, Kind, Page, QueryBy, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { unlessDamaged } from '../unless-damaged.ts'
import type { Content } from './files/envelope.ts'
import { loadOrPutAside } from './files/scan.ts'
import type { LowdbParts } from './parts.ts'

/**
 * Reads a document during its turn.
 * @returns null if there is none
 * @throws StoreError `corrupt` if it is damaged or an earlier copy of it lies aside, `unreachable` if it cannot be read now
 */
export async function readContent(parts: LowdbParts, kind: Kind, id: string): Promise<Content | null> {
  const place = parts.index.of(kind).placeOf(id)
  const content = place === undefined ? null : await loadOrPutAside(parts, kind, id, place)
  parts.unread.end(kind, id)
  if (content !== null) return content
  if (place !== undefined) parts.index.forget(kind, id)
  if (parts.aside.holds(kind, id)) throw new StoreError('corrupt', 'the document is damaged and lies aside')
  return null
}

/** A document as callers see it; its body stays unread until they ask for it. */
export function documentOf<Body>(content: Content): Document<Body> {
  if (!Object.prototype.propertyIsEnumerable.call(content, 'signalled')) return content as Document<Body>
  const { signalled: _, ...document } = content
  return document as Document<Body>
}

/** The verbs `get`, `look`, `query`, `lines` and `count`. */
export function createReading(parts: LowdbParts): Pick<Store, 'get' | 'look' | 'query' | 'lines' | 'count'> {
  const { index, aside, turns, shared } = parts

  /** Nobody is about to write it, and there is none. */
  const isAbsent = (kind: Kind, id: string, reference: string): boolean =>
    turns.isIdle(reference) && index.of(kind).placeOf(id) === undefined && !aside.holds(kind, id)

  async function readMatching(kind: Kind, id: string, by: QueryBy): Promise<Content | null> {
    return turns.run(referenceOf(kind, id), async () => {
      // Another writer's turn may have come first.
      if (!index.of(kind).matches(id, by)) return null
      return readContent(parts, kind, id).catch(unlessDamaged)
    })
  }

  return {
    async get<Body>(kind: Kind, id: string) {
      assertSafe(kind, id)
      const reference = referenceOf(kind, id)
      if (isAbsent(kind, id, reference)) return null
      const content = await turns.run(reference, () => readContent(parts, kind, id))
      return content === null ? null : documentOf<Body>(content)
    },
    async look<Body>(kind: Kind, id: string) {
      assertSafe(kind, id)
      const reference = referenceOf(kind, id)
      const known = shared.get(reference)
      if (known !== null) return known as Document<Body>
      if (isAbsent(kind, id, reference)) return null
      return turns.run(reference, async () => {
        const content = await readContent(parts, kind, id)
        if (content === null) return null
        const document = documentOf<Body>(content)
        shared.share(reference, document)
        return document
      })
    },
    async query<Body>(kind: Kind, by: QueryBy, page?: Page) {
      const { limit = Number.POSITIVE_INFINITY } = page ?? {}
      const found: Document<Body>[] = []
      for (let after = page?.after ?? ''; found.length < limit; ) {
        const next = index.of(kind).find(by, after, Math.min(limit - found.length, readsAtOnce))
        const contents = await Promise.all(next.map(id => readMatching(kind, id, by)))
        for (const content of contents) if (content !== null) found.push(documentOf<Body>(content))
        if (next.length === 0) break
        after = next.at(-1)!
      }
      return found
    },
    async lines(kind: Kind, ids?: readonly string[]) {
      const known = index.of(kind)
      const open = ids?.filter(id => known.placeOf(id) === null) ?? known.find({ all: true })
      return open.map(id => ({ id, line: known.lineOf(id) }))
    },
    async count(kind: Kind, by: QueryBy) {
      return index.of(kind).count(by)
    }
  }
}

const readsAtOnce = 64
