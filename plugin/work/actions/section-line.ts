import type { Kind } from '../../store/store.ts'
import type { HeldRequest } from '../held-request.ts'
import type { WorkParts } from '../parts.ts'

/** How long one request waits in hand before it makes room for others, and looks again later. */
const patienceMs = 10_000
/** The first of the line looks so often by itself: another instance may have left the section. */
const lookAgainMs = 1000
/** Whoever finds no place in the line looks again after so long at least, and at most. */
const [soonestMs, latestMs] = [1000, 300_000]
/** What one more leaving counts in the pace of a line. */
const newest = 1 / 8
/** So many times as often as anybody leaves do those who found no place come back, so that the line never runs dry. */
const surplus = 1.5

/** Of the requests in hand, so many may wait before exclusive sections: the others prepare, and finish. */
export const sectionPlacesOf = (places: number): number => Math.floor((places * 3) / 4)

type Parts = Pick<WorkParts, 'store' | 'clock' | 'sectionPlaces'>

/** A place in the line before a section: whoever is cut off by something said takes it along, and comes back to it. */
export interface Place {
  readonly section: string
  /** Counts up in the line. */
  readonly n: number
  /** When the patience ends, in milliseconds since the epoch. */
  readonly untilMs: number
}

/** Somebody who waits in hand; called, they look whether the section is free. */
interface Waiter {
  readonly n: number
  call(): void
}

/** Who waits before one section, the longest first. */
interface Line {
  readonly waiters: Waiter[]
  /** How often it was left here, and when last, in milliseconds since the epoch. */
  left: number
  leftMs: number
  /** From one leaving to the next while somebody waits, on the average of late; infinite: not known. */
  paceMs: number
  /** Place of whoever was called before the section was left, and now stores that they enter; 0: nobody. */
  ahead: number
  /** How many places were given out. */
  given: number
  /** When the last of those who found no place looks again. */
  backMs: number
}

const lines = new WeakMap<Parts['store'], Map<string, Line>>()

function linesOf({ store }: Parts): Map<string, Line> {
  const known = lines.get(store) ?? new Map<string, Line>()
  lines.set(store, known)
  return known
}

function lineOf(parts: Parts, platform: string, section: string): Line {
  const all = linesOf(parts)
  const key = `${platform} ${section}`
  const line = all.get(key) ?? {
    waiters: [],
    left: 0,
    leftMs: 0,
    paceMs: Number.POSITIVE_INFINITY,
    ahead: 0,
    given: 0,
    backMs: 0
  }
  all.set(key, line)
  return line
}

/**
 * Calls whoever waits longest before a section whose leaving is about to be stored: what they need to enter is prepared
 * meanwhile, and the store lets their entering wait for that leaving. Where they come too early they are refused, and wait on.
 */
export function callNext(parts: Parts, platform: string, section: string): void {
  const line = lineOf(parts, platform, section)
  const [first] = line.waiters
  line.ahead = first?.n ?? 0
  first?.call()
}

/** Calls whoever waits longest before a section that has just become free, unless somebody who was called before enters it. */
export function leaveSection(parts: Parts, platform: string, section: string): void {
  const line = lineOf(parts, platform, section)
  const now = parts.clock.now().getTime()
  const tookMs = Math.max(0, now - line.leftMs)
  if (line.left > 0 && (line.waiters.length > 0 || line.ahead > 0)) {
    line.paceMs = Number.isFinite(line.paceMs) ? line.paceMs + (tookMs - line.paceMs) * newest : tookMs
  }
  line.leftMs = now
  line.left += 1
  if (line.ahead === 0) line.waiters[0]?.call()
  line.ahead = 0
}

/** How often a section was left here; asked before somebody tries to enter, so that a leaving in between is not missed. */
export const timesLeft = (parts: Parts, platform: string, section: string | null): number =>
  section === null ? 0 : lineOf(parts, platform, section).left

/** The place that a request has before a section already, or the last one of the line. */
export function placeOf(parts: Parts, { place }: Pick<HeldRequest, 'place'>, platform: string, section: string): Place {
  if (place?.section === section) return place
  const line = lineOf(parts, platform, section)
  line.given += 1
  return { section, n: line.given, untilMs: parts.clock.now().getTime() + patienceMs }
}

/**
 * When whoever was let go looks again, in milliseconds since the epoch. Whoever found no place: at the pace of the line, one
 * after the other, because each look costs a decision, a commit and a place in hand.
 */
export function backAt(parts: Parts, platform: string, section: string, waited: 'no-place' | 'stopped'): number {
  const line = lineOf(parts, platform, section)
  const now = parts.clock.now().getTime()
  if (waited === 'stopped' || !Number.isFinite(line.paceMs)) return now + soonestMs
  const stepMs = line.paceMs / surplus
  const roomMs = now + Math.max(soonestMs, line.waiters.length * stepMs)
  line.backMs = Math.min(Math.max(roomMs, line.backMs + stepMs), now + latestMs)
  return line.backMs
}

/** Who waits before what; `left`: how often the section had been left before it was found taken. */
interface Waiting {
  readonly held: Pick<HeldRequest, 'id' | 'folded'>
  readonly platform: string
  readonly place: Place
  readonly left: number
  /**
   * What they do once they have a place; nobody waits for it, and its failure is theirs to find out. Broken off when they are
   * let go, so that no stop finds it under way.
   */
  prepare(signal: AbortSignal): Promise<void>
}

/**
 * What ended the waiting. `left`: the section may be free, and nothing else has changed. `said`: something was said to
 * the request, or of the platform, the holds or the people: it is decided on anew. `no-place`: too many wait already, or it
 * took too long. `stopped`: the process stops. Both are let go.
 */
export type Waited = 'left' | 'said' | 'no-place' | 'stopped'

/** Changes of which may decide otherwise on a request that is about to begin an action. */
const telling: readonly Kind[] = ['platform', 'hold', 'ledger', 'governance', 'person', 'source', 'declaration']

/** Whether something was said to it that it has not heard. */
const hasUnheard = async ({ store }: Parts, { id, folded }: Waiting['held']): Promise<boolean> =>
  ((await store.get('request', id))?.signals ?? []).some(({ n }) => n > folded)

/**
 * Waits in hand before an exclusive section that another request stands in, so that the next call is made as soon as the
 * section is free and not when somebody looks.
 */
export async function waitForSection(
  parts: Parts,
  { held, platform, place, left, prepare }: Waiting,
  stopping: AbortSignal
): Promise<Waited> {
  const line = lineOf(parts, platform, place.section)
  const inHand = [...linesOf(parts).values()].reduce((count, { waiters }) => count + waiters.length, 0)
  if (stopping.aborted) return 'stopped'
  // Was called before the section was left, came too early, and waits on, whoever took the place in hand meanwhile.
  const isBack = line.ahead === place.n
  if (isBack) line.ahead = 0
  const mayBeFree = line.left !== left
  if (inHand >= (parts.sectionPlaces ?? 0) && !isBack && !mayBeFree) return 'no-place'
  const { promise, resolve } = Promise.withResolvers<Waited>()
  const waiter: Waiter = { n: place.n, call: () => resolve('left') }
  // What passed while nobody waited is not the pace of the line.
  if (line.waiters.length === 0) line.leftMs = parts.clock.now().getTime()
  line.waiters.push(waiter)
  line.waiters.sort((one, other) => one.n - other.n)
  const letGo = new AbortController()
  prepare(letGo.signal).catch(() => {})
  let wasSaid = false
  const unlisten = parts.store.onChange((kind, id) => {
    if (kind === 'request' ? id !== held.id && id !== null : !telling.includes(kind)) return
    wasSaid = true
    resolve('said')
  })
  // Said between the last hearing and the beginning of this waiting. What cannot be read now may be something.
  const unheard = hasUnheard(parts, held).catch(() => true)
  const stop = () => resolve('stopped')
  stopping.addEventListener('abort', stop, { once: true })
  const over = new AbortController()
  const wait = async (): Promise<void> => {
    while (parts.clock.now().getTime() < place.untilMs) {
      await parts.clock.sleep(lookAgainMs, over.signal)
      if (line.waiters[0] === waiter) waiter.call()
    }
    resolve('no-place')
  }
  wait().catch(() => {})
  // Left between the failed entering and the beginning of this waiting.
  if (mayBeFree) waiter.call()
  try {
    const waited = await promise
    if (waited === 'no-place' || waited === 'stopped') letGo.abort()
    return waited === 'left' && ((await unheard) || wasSaid) ? 'said' : waited
  } finally {
    over.abort()
    unlisten()
    stopping.removeEventListener('abort', stop)
    line.waiters.splice(line.waiters.indexOf(waiter), 1)
  }
}
