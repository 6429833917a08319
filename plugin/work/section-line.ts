import type { WorkParts } from './parts.ts'

/** How long one request waits in hand before it makes room for others, and looks again later. */
const patienceMs = 10_000
/** The first of the line looks so often by itself: another instance may have left the section. */
const lookAgainMs = 1000

/** Of the requests in hand, so many may wait before exclusive sections: the others prepare, and finish. */
export const sectionPlacesOf = (places: number): number => Math.floor((places * 3) / 4)

type Parts = Pick<WorkParts, 'store' | 'clock' | 'sectionPlaces'>

/** Somebody who waits in hand; called, they look whether the section is free. */
interface Waiter {
  call(): void
}

/** Who waits before one section, the longest first, and how often it was left. */
interface Line {
  readonly waiters: Waiter[]
  left: number
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
  const line = all.get(key) ?? { waiters: [], left: 0 }
  all.set(key, line)
  return line
}

/** Calls whoever waits longest before a section that has just become free. */
export function leaveSection(parts: Parts, platform: string, section: string): void {
  const line = lineOf(parts, platform, section)
  line.left += 1
  line.waiters[0]?.call()
}

/** How often a section was left here; asked before somebody tries to enter, so that a leaving in between is not missed. */
export const timesLeft = (parts: Parts, platform: string, section: string | null): number =>
  section === null ? 0 : lineOf(parts, platform, section).left

/** Who waits before what; `left`: how often the section had been left before it was found taken. */
interface Waiting {
  readonly request: string
  readonly platform: string
  readonly section: string
  readonly left: number
}

/**
 * Waits in hand before an exclusive section that another request stands in: the next call is made as soon as the
 * section is free, not when somebody looks. What is said to the request meanwhile ends the waiting. Answers false where
 * no place is left for waiting, or it took too long: then the request is let go, and looks again later.
 */
export async function waitForSection(
  parts: Parts,
  { request, platform, section, left }: Waiting,
  stopping: AbortSignal
): Promise<boolean> {
  const line = lineOf(parts, platform, section)
  if (line.left !== left) return true
  const inHand = [...linesOf(parts).values()].reduce((count, { waiters }) => count + waiters.length, 0)
  if (inHand >= (parts.sectionPlaces ?? 0) || stopping.aborted) return false
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const waiter: Waiter = { call: () => resolve(true) }
  line.waiters.push(waiter)
  const unlisten = parts.store.onChange((kind, id) => {
    if (kind === 'request' && (id === request || id === null)) resolve(true)
  })
  const giveUp = () => resolve(false)
  stopping.addEventListener('abort', giveUp, { once: true })
  const over = new AbortController()
  const wait = async (): Promise<void> => {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += lookAgainMs) {
      await parts.clock.sleep(lookAgainMs, over.signal)
      if (line.waiters[0] === waiter) waiter.call()
    }
    giveUp()
  }
  wait().catch(() => {})
  try {
    return await promise
  } finally {
    over.abort()
    unlisten()
    stopping.removeEventListener('abort', giveUp)
    line.waiters.splice(line.waiters.indexOf(waiter), 1)
  }
}
