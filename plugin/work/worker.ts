import type { Claimed } from '../store/store.ts'
import { advance } from './advance.ts'
import type { WorkParts } from './parts.ts'

/**
 * A hundred years: a claim ends with its holder or with the process, whose restart frees it. Any other lease could run
 * out by a clock that jumps ahead while the holder still waits for the platform, and the call would be made twice.
 */
const leaseMs = 100 * 365 * 24 * 60 * 60 * 1000
/** A request that made the worker itself fail is looked at again after this. */
const faultPauseMs = 30_000
/** A store that could not be asked is asked again after this. */
const storePauseMs = 1_000

/** The running worker. */
export interface Worker {
  /** Resolves when nothing is in hand; no new request is claimed. An action under way is finished within `graceMs`, else its intent is left to the resume rule. */
  stop(graceMs: number): Promise<void>
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'internal-fault'

/**
 * Claims what is due and carries it on, up to `places` requests at a time. The store's bell and the earliest due time
 * wake it; nothing is polled.
 */
export const startWorker = (parts: WorkParts, carryOn = advance, places = 8): Worker => {
  const stopping = new AbortController()
  const inHand = new Map<string, Promise<void>>()
  /** Requests that made us fail: claimed for a while, so that they do not spin, but in nobody's way. */
  const leftAlone = new Set<Promise<void>>()
  let bell = Promise.withResolvers<void>()
  const ring = () => bell.resolve()
  const unlisten = parts.store.onChange(kind => {
    if (kind === 'request') ring()
  })
  const calling = new AbortController()

  const handle = async (claimed: Claimed): Promise<void> => {
    const { id } = claimed.document
    try {
      await carryOn(parts, claimed, { draining: stopping.signal, calling: calling.signal })
    } catch (error) {
      if (calling.signal.aborted) return
      const code = codeOf(error)
      parts.log.error(
        { request: id, code, fault: error instanceof Error ? error.name : 'unknown' },
        'a request could not be carried on'
      )
      leaveAlone(claimed)
    }
  }

  const leaveAlone = ({ document: { id }, claim }: Claimed): void => {
    const pause = parts.clock
      .sleep(faultPauseMs, stopping.signal)
      .catch(() => {})
      .then(() => parts.store.release('request', id, claim.token).catch(() => {}))
      .finally(() => leftAlone.delete(pause))
    leftAlone.add(pause)
  }

  const untilDue = async (): Promise<void> => {
    const dueAt = await parts.store.nextDueAt('request')
    const timer = new AbortController()
    const ms = dueAt === null ? null : Math.max(0, Date.parse(dueAt) - parts.clock.now().getTime())
    // With every place taken, what is due waits for a place, not for the clock.
    const waits =
      ms === null || inHand.size >= places ? [] : [parts.clock.sleep(Math.max(ms, 1), timer.signal).catch(() => {})]
    await Promise.race([bell.promise, ...waits])
    timer.abort()
    bell = Promise.withResolvers()
  }

  /** Claims what there is room for, and waits where there is nothing or no room. */
  const round = async (): Promise<void> => {
    const room = places - inHand.size
    const claimed = room > 0 ? await parts.store.claimDue('request', room, leaseMs) : []
    for (const one of claimed) {
      const { id } = one.document
      inHand.set(
        id,
        handle(one).finally(() => {
          inHand.delete(id)
          ring()
        })
      )
    }
    if (claimed.length === 0 || inHand.size >= places) await untilDue()
  }

  const run = async (): Promise<void> => {
    for (let wasAsked = true; !stopping.signal.aborted; ) {
      try {
        await round()
        wasAsked = true
      } catch (error) {
        if (wasAsked) parts.log.error({ code: codeOf(error) }, 'the store cannot be asked; trying again')
        wasAsked = false
        await parts.clock.sleep(storePauseMs, stopping.signal).catch(() => {})
      }
    }
  }
  const running = run()

  return {
    async stop(graceMs) {
      stopping.abort()
      ring()
      unlisten()
      const grace = new AbortController()
      const patience = parts.clock.sleep(graceMs, grace.signal).then(
        () => calling.abort(),
        () => {}
      )
      await running
      await Promise.all(inHand.values())
      await Promise.all(leftAlone)
      grace.abort()
      await patience
    }
  }
}
