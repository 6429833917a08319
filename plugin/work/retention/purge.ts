import { dayMs } from '../../durations.ts'
import { isKeptOpen } from '../../erasure/kept-rows.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { hashEntry } from '../../evidence/entry.ts'
import { createRest, type Rest } from '../../rest.ts'
import { startRounds } from '../../rounds.ts'
import { everyDocument } from '../../store/every-document.ts'
import { anchoredPlacesOf, noteRemoved } from '../../store/records/anchors.ts'
import type { DeliveryBody } from '../../store/records/bodies.ts'
import { leadingTo } from '../../store/records/requests.ts'
import { type Document, type Kind, kinds } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import type { Sealed } from '../../vault/sealing.ts'
import type { WorkParts } from '../parts.ts'
import { keepMsOf } from './records-table.ts'

type Parts = Pick<WorkParts, 'store' | 'clock' | 'canonicalise' | 'log'>

type Dates = Readonly<Record<string, string | null | undefined>>

/** When the term of a document began; null: it has not. */
const beginsAt: Readonly<Partial<Record<Kind, (body: Dates) => string | null>>> = {
  request: ({ endedAt }) => endedAt ?? null,
  hold: ({ releasedAt }) => releasedAt ?? null,
  delivery: ({ at }) => at ?? null,
  receipt: ({ at }) => at ?? null,
  person: ({ disabledAt }) => disabledAt ?? null,
  token: ({ revokedAt, expiresAt }) => [revokedAt, expiresAt].filter(at => at != null).sort()[0] ?? null,
  governance: ({ at }) => at ?? null,
  replay: ({ endedAt }) => endedAt ?? null,
  'dead-letter': ({ failedAt }) => failedAt ?? null
}

const hasLivingKey = ({ vault }: ErasureRequest): boolean =>
  (Object.values(vault) as readonly (Sealed | null)[]).some(sealed => sealed !== null && sealed.wrapped !== null)

/** Whether a document must go. What lies on a shelf and says no date of its own, goes by its shelf. */
const isOver = (kind: Kind, { body, shelf }: Document<unknown>, before: string): boolean => {
  if (kind === 'request' && (hasLivingKey(body as ErasureRequest) || isKeptOpen(body as ErasureRequest))) return false
  const begun = beginsAt[kind]?.(body as Dates) ?? (shelf === null ? null : `${shelf}-31T23:59:59.999Z`)
  return begun !== null && begun < before
}

/** That a source has deleted somebody by SCIM counts as long as what it asked for is under way, however long that takes. */
const isAwaited = async ({ store }: Parts, kind: Kind, body: unknown): Promise<boolean> => {
  if (kind !== 'delivery') return false
  const { type, answer } = body as DeliveryBody
  const request = type === 'scim.deleted' ? await leadingTo(store, String(answer.body.request)) : null
  return request !== null && !isEnd(request.body.state)
}

const removeOne = async (parts: Parts, kind: Kind, document: Document<unknown>): Promise<void> => {
  const { id, body, revision } = document
  if (kind === 'request') {
    const last = (body as ErasureRequest).evidence.at(-1)
    // A chain that was anchored and is gone without this note counts as taken away by somebody.
    if (last !== undefined && (await anchoredPlacesOf(parts.store, id)).length > 0)
      await noteRemoved(parts.store, { request: id, n: last.n, head: hashEntry(last, parts.canonicalise) })
  }
  await parts.store.remove(kind, id, revision)
}

/** Takes away what our own retention table says has been kept long enough; answers how many of each kind. */
export const purge = async (parts: Parts, rest?: Rest): Promise<Readonly<Partial<Record<Kind, number>>>> => {
  const now = parts.clock.now().getTime()
  const gone: Partial<Record<Kind, number>> = {}
  for (const kind of kinds) {
    const keepMs = keepMsOf(kind)
    if (keepMs === null) continue
    const before = new Date(now - keepMs).toISOString()
    for await (const document of everyDocument<unknown>(parts, kind, { last: before.slice(0, 7), rest })) {
      if (!isOver(kind, document, before) || (await isAwaited(parts, kind, document.body))) continue
      try {
        await removeOne(parts, kind, document)
        gone[kind] = (gone[kind] ?? 0) + 1
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        parts.log.error({ kind, code: error.code }, 'a record of ours could not be taken away yet')
      }
    }
  }
  if (Object.keys(gone).length > 0) parts.log.info(gone, 'records of ours were taken away')
  return gone
}

/** Purges once a day, the first time an hour after the start. Returns how to stop. */
export const startPurge = (parts: Parts): (() => Promise<void>) =>
  startRounds({
    clock: parts.clock,
    everyMs: dayMs,
    firstAfterMs: dayMs / 24,
    round: signal => purge(parts, createRest(parts.clock, signal)),
    tell(error) {
      const code = error instanceof StoreError ? error.code : 'internal-fault'
      parts.log.error({ code }, 'our own records could not be looked through')
    }
  })
