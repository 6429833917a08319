import type { Claimed } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import type { GivenBack } from './given-back.ts'
import type { WorkParts } from './parts.ts'

/** A claim that is kept up. */
export interface KeptClaim {
  /** Aborted when somebody else has the claim, or will soon be let in because it could not be renewed. */
  readonly lost: AbortSignal
  /** Lets the lease run out, or the holder give it back. */
  end(): void
}

/** Of its lease: how soon it is renewed, how soon again after a failure, and how long before its end nobody relies on it. */
const renewPart = 1 / 3
const againPart = 1 / 15
const fencePart = 1 / 5

/**
 * Renews a lease at a third of it. Where that fails for most of the lease, the claim counts as lost before anybody else
 * can take it: whoever works under it must break off by `lost`, and cannot be told in any other way. What its holder
 * gives back is not lost.
 */
export const keepClaim = (
  { store, clock, log }: Pick<WorkParts, 'store' | 'clock' | 'log'>,
  { document: { kind, id }, claim }: Claimed,
  leaseMs: number,
  givenBack: Pick<GivenBack, 'follow'>
): KeptClaim => {
  const lost = new AbortController()
  const ended = new AbortController()
  const over = AbortSignal.any([lost.signal, ended.signal])
  let isGivenBack = false
  const unfollow = givenBack.follow(claim.token, standing => {
    isGivenBack = standing !== 'failed'
    if (standing === 'done') ended.abort()
  })
  const nowMs = () => clock.now().getTime()
  let sureUntilMs = Date.parse(claim.until) - leaseMs * fencePart

  const lose = (code: string): void => {
    if (over.aborted) return
    log.error({ request: id, code }, 'a claim could not be kept; what was under way is broken off')
    lost.abort()
  }
  const renew = async (): Promise<number> => {
    try {
      const { until } = await store.renew(kind, id, claim.token, leaseMs)
      sureUntilMs = Date.parse(until) - leaseMs * fencePart
      return leaseMs * renewPart
    } catch (error) {
      // A put that gives back what was lost is refused by itself.
      if (error instanceof StoreError && error.code === 'claim-lost' && !isGivenBack) lose('claim-lost')
      return leaseMs * againPart
    }
  }
  /** Whatever renewing takes: a call that hangs renews nothing. */
  const fence = async (): Promise<void> => {
    while (!over.aborted) {
      const leftMs = sureUntilMs - nowMs()
      if (leftMs <= 0) return lose('lease-not-renewed')
      await clock.sleep(leftMs, over)
    }
  }
  const keep = async (): Promise<void> => {
    for (let pauseMs = leaseMs * renewPart; !over.aborted; pauseMs = await renew()) await clock.sleep(pauseMs, over)
  }
  fence().catch(() => {})
  keep().catch(() => {})
  return {
    lost: lost.signal,
    end() {
      unfollow()
      ended.abort()
    }
  }
}
