import { dayMs } from '../durations.ts'
import type { Claimed } from '../store/store.ts'
import type { advance } from './advance.ts'
import { followGivenBack } from './given-back.ts'
import { keepClaim } from './keep-claim.ts'
import type { WorkParts } from './parts.ts'

/**
 * A hundred years: where one process is the whole installation, a claim ends with its holder or with the process, whose
 * restart frees it. Any other lease could run out by a clock that jumps ahead while the holder still waits for the
 * platform, and the call would be made twice.
 */
const endlessMs = 100 * 365 * dayMs
/** A request that made us fail is looked at again after this. */
const faultPauseMs = 30_000

/** What claims requests and carries them on. */
export interface Carrier {
  /** How many are in hand. */
  size(): number
  /** Aborted with the stop. */
  readonly stopping: AbortSignal
  /** Claims so many at most; each answer resolves when that request rests. */
  take(limit: number): Promise<readonly Promise<void>[]>
  /**
   * Claims nothing more; resolves when nothing is in hand and `others` have ended. What is under way is finished within
   * the time, else broken off, and its intent left to the resume rule.
   */
  stop(graceMs: number, others: () => Promise<unknown>): Promise<void>
}

/** What an error is called in the log. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'internal-fault'

/** `leaseMs`: of claims that are kept up while a request is in hand; null: nobody else could take one over. */
export const createCarrier = (given: WorkParts, carryOn: typeof advance, leaseMs: number | null): Carrier => {
  const givenBack = followGivenBack(given.store)
  const parts: WorkParts = leaseMs === null ? given : { ...given, store: givenBack.store }
  const stopping = new AbortController()
  const calling = new AbortController()
  const inHand = new Set<Promise<void>>()
  /** Requests that made us fail: claimed for a while, so that they do not spin, but in nobody's way. */
  const leftAlone = new Set<Promise<void>>()

  const leaveAlone = ({ document: { id }, claim }: Claimed): void => {
    const pause = parts.clock
      .sleep(faultPauseMs, stopping.signal)
      .catch(() => {})
      .then(() => parts.store.release('request', id, claim.token).catch(() => {}))
      .finally(() => leftAlone.delete(pause))
    leftAlone.add(pause)
  }

  const handle = async (claimed: Claimed): Promise<void> => {
    const kept = leaseMs === null ? null : keepClaim(parts, claimed, leaseMs, givenBack)
    const unless = (signal: AbortSignal) => (kept === null ? signal : AbortSignal.any([signal, kept.lost]))
    const until = { draining: unless(stopping.signal), calling: unless(calling.signal) }
    try {
      await carryOn(parts, claimed, until)
    } catch (error) {
      if (until.calling.aborted) return
      const code = codeOf(error)
      parts.log.error(
        { request: claimed.document.id, code, fault: error instanceof Error ? error.name : 'unknown' },
        'a request could not be carried on'
      )
      leaveAlone(claimed)
    } finally {
      kept?.end()
    }
  }

  return {
    size: () => inHand.size,
    stopping: stopping.signal,
    async take(limit) {
      const claimed = await parts.store.claimDue('request', limit, leaseMs ?? endlessMs)
      return claimed.map(one => {
        const handled = handle(one).finally(() => inHand.delete(handled))
        inHand.add(handled)
        return handled
      })
    },
    async stop(graceMs, others) {
      stopping.abort()
      const grace = new AbortController()
      const patience = parts.clock.sleep(graceMs, grace.signal).then(
        () => calling.abort(),
        () => {}
      )
      await others()
      await Promise.all(inHand)
      await Promise.all(leftAlone)
      grace.abort()
      await patience
    }
  }
}
