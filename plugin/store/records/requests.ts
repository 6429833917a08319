import type { Subject } from '../../../adapters/contract.ts'
import { dayMs, hourMs } from '../../durations.ts'
import { isWithdrawn } from '../../erasure/demand/leading-demand.ts'
import { isLine, type Line, lineOf } from '../../erasure/line.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Signal } from '../../erasure/signals.ts'
import { isEnd } from '../../erasure/states.ts'
import { cancelWaits } from '../../erasure/steps/leaving.ts'
import { open } from '../../vault/sealing.ts'
import type { Document, Entry, Page, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'

/** A request as the store hands it out. */
export type RequestDocument = Document<ErasureRequest>

/** Index key of requests by an identifier: a keyed hash, exact, gone when the request ends. */
export const aliasKey = (hash: string): string => `alias:${hash}`

/** At most one open request holds the subject of a platform. */
export const subjectKey = (hash: string): string => `subject:${hash}`

/** At most one request stands in an exclusive section of a platform. */
const sectionKey = (platform: string, section: string): string => `section:${platform}:${section}`

/** Index key of whatever stands in an exclusive section of a platform. */
const insideKey = (platform: string): string => `inside:${platform}`

/** Index key of whatever was withdrawn and waits until somebody cancels it at the platform. */
const cancelKey = (platform: string): string => `cancel:${platform}`

/** Index key of whatever of a source stays `accepted` until people have spoken. */
const keptKey = (source: string): string => `kept:${source}`

/** Index key of whatever ended on a platform within an hour of a day (UTC) and is listed still. */
const endedKey = (platform: string, at: string): string => `ended:${platform}:${at.slice(0, 13)}`

const keptKeys = ({ state, keptBack, demands }: ErasureRequest): readonly string[] =>
  state === 'accepted' && keptBack ? [...new Set(demands.map(({ by }) => keptKey(by)))] : []

const openKeys = (body: ErasureRequest): readonly string[] =>
  isEnd(body.state) ? [] : [...body.aliases.map(aliasKey), ...(body.subject === null ? [] : [subjectKey(body.subject)])]

/**
 * How a request is stored and found again. `dueAt`: when the worker looks next, null: only when somebody signals.
 * A request whose demands are all withdrawn no longer keeps others of the subject waiting once it has ended.
 */
export const requestEntry = (body: ErasureRequest, dueAt: string | null): Entry<ErasureRequest> => ({
  body,
  keys: [
    `state:${body.state}`,
    ...(body.section === null ? [] : [insideKey(body.platform)]),
    ...(body.because === cancelWaits && !isEnd(body.state) ? [cancelKey(body.platform)] : []),
    ...keptKeys(body),
    ...openKeys(body),
    ...(body.endedAt === null ? [] : [endedKey(body.platform, body.endedAt)])
  ],
  unique: [
    ...(body.subject === null || isEnd(body.state) ? [] : [`one-${subjectKey(body.subject)}`]),
    ...(body.section === null ? [] : [sectionKey(body.platform, body.section.name)])
  ],
  dueAt,
  shelf: null,
  line: lineOf(body)
})

/** An ended request stays in the lists for a day, then it is found on its shelf. */
export const staysListedMs = dayMs

/** An ended request: out of the index, in the folder of the month in which it ended. */
export const shelvedEntry = (body: ErasureRequest): Entry<ErasureRequest> => ({
  body,
  keys: [],
  unique: [],
  dueAt: null,
  shelf: body.endedAt!.slice(0, 7)
})

/** Open requests with this index key. */
export const requestsBy = (store: Store, key: string, page?: Page): Promise<readonly RequestDocument[]> =>
  store.query('request', { key }, page)

/**
 * The lines of the open requests of a platform, in no order: a hundred thousand of them are not read. Only one that an
 * older release stored, without a line, is.
 */
export const openLinesOn = async (store: Store, platform: string): Promise<readonly Line[]> => {
  const open: Line[] = []
  for (const { id, line: stored } of await store.lines('request')) {
    const line = isLine(stored) ? stored : await lineOfStored(store, id)
    if (line !== null && line.platform === platform && !isEnd(line.state)) open.push(line)
  }
  return open
}

/** Ids of the open requests of a platform, in no order. */
export const openOn = async (store: Store, platform: string): Promise<readonly string[]> =>
  (await openLinesOn(store, platform)).map(({ id }) => id)

const lineOfStored = async (store: Store, id: string): Promise<Line | null> => {
  const document = await store.get<ErasureRequest>('request', id)
  return document === null ? null : lineOf(document.body)
}

/** Those that ended on a platform in the hours from one instant to another, both ISO 8601 and in it, as far as they are listed. */
export const listedEnds = async (
  store: Store,
  platform: string,
  { from, until }: { readonly from: string; readonly until: string }
): Promise<readonly RequestDocument[]> => {
  const found: RequestDocument[] = []
  for (let atMs = Date.parse(`${from.slice(0, 13)}:00:00.000Z`); atMs <= Date.parse(until); atMs += hourMs)
    found.push(...(await requestsBy(store, endedKey(platform, new Date(atMs).toISOString()))))
  return found
}

/** The requests that stand in an exclusive section of a platform: one a section. */
export const requestsInside = (store: Store, platform: string): Promise<readonly RequestDocument[]> =>
  requestsBy(store, insideKey(platform))

/** The requests that were withdrawn, and that only somebody with more rights at the platform can cancel there. */
export const requestsToCancel = (store: Store, platform: string): Promise<readonly RequestDocument[]> =>
  requestsBy(store, cancelKey(platform))

/** What of a source stays `accepted` until people have spoken, in the order of ids. */
export const requestsKept = (store: Store, source: string, page?: Page): Promise<readonly RequestDocument[]> =>
  requestsBy(store, keptKey(source), page)

/** How many that are. */
export const countKept = (store: Store, source: string): Promise<number> =>
  store.count('request', { key: keptKey(source) })

/** Another open request of the same subject, other than `id`; the one that holds it longest. */
export const openRequestOf = async (store: Store, subject: string, id: string): Promise<string | null> => {
  const others = await requestsBy(store, subjectKey(subject))
  const stillOpen = others.filter(other => other.id !== id && !isEnd(other.body.state) && !isWithdrawn(other.body))
  return stillOpen.sort((one, other) => one.body.stateSince.localeCompare(other.body.stateSince))[0]?.id ?? null
}

/** Open requests that name somebody by one of these aliases, also those that were taken back and have not ended yet. */
export const openRequestsNaming = async (
  store: Store,
  aliases: readonly string[]
): Promise<readonly RequestDocument[]> => {
  const named = await Promise.all(aliases.map(alias => requestsBy(store, aliasKey(alias))))
  return named.flat().filter(({ body }) => !isEnd(body.state))
}

/** Whether an open request names somebody by one of these aliases, and nobody took it back. */
export const hasOpenRequest = async (store: Store, aliases: readonly string[]): Promise<boolean> =>
  (await openRequestsNaming(store, aliases)).some(({ body }) => !isWithdrawn(body))

/** The account that an ended request erased, as long as the vault still tells; an ended one has no other trace of it. */
export const erasedBy = (
  keys: Parameters<typeof open>[2],
  { id, body }: Pick<RequestDocument, 'id' | 'body'>
): Pick<Subject, 'id' | 'bornAt'> | null => {
  const { replay } = body.vault
  if (body.endedAt === null || replay === null || replay.wrapped === null) return null
  return open(replay, id, keys) as Pick<Subject, 'id' | 'bornAt'>
}

/** Says something to each of some requests. One that has ended meanwhile has nothing left to hear. */
export const tellRequests = async (store: Store, ids: readonly string[], signal: Signal): Promise<void> => {
  for (const id of ids) {
    try {
      await store.signal('request', id, signal)
    } catch (error) {
      if (!(error instanceof StoreError && (error.code === 'shelved' || error.code === 'not-found'))) throw error
    }
  }
}

/** A request; of one that was added to another, that other one. Null: it is not there. */
export const leadingTo = async (store: Store, id: string): Promise<RequestDocument | null> => {
  const request = await store.get<ErasureRequest>('request', id)
  return request?.body.joinedTo ? leadingTo(store, request.body.joinedTo) : request
}
