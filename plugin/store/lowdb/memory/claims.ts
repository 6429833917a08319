import type { Clock } from '../../../clock.ts'
import type { Random } from '../../../random.ts'
import type { Claim } from '../../store.ts'
import { StoreError } from '../../store-error.ts'

/** Who may change which document. In memory: a restart frees all claims. */
export interface Claims {
  /** Replaces a claim whose lease is over. */
  grant(reference: string, leaseMs: number): Claim
  /** @throws StoreError `claim-lost` */
  renew(reference: string, token: string, leaseMs: number): Claim
  /** The end of a lease that still runs, in epoch milliseconds, or null. */
  leaseOf(reference: string): number | null
  holds(reference: string, token: string): boolean
  /**
   * Passes the holder of `token`, or anybody without one where no lease runs (which ends a claim whose lease is over).
   * @throws StoreError `claimed`, `claim-lost`
   */
  authorise(reference: string, token: string | undefined): void
  /** Ends the claim, or with a token only that one. Returns whether it did. */
  drop(reference: string, token?: string): boolean
}

/** Nothing is claimed yet. */
export function createClaims(clock: Clock, random: Random): Claims {
  const granted = new Map<string, { token: string; untilMs: number }>()

  function leaseOf(reference: string): number | null {
    const claim = granted.get(reference)
    return claim !== undefined && claim.untilMs > clock.now().getTime() ? claim.untilMs : null
  }

  function holds(reference: string, token: string): boolean {
    return granted.get(reference)?.token === token
  }

  return {
    grant(reference, leaseMs) {
      const claim = { token: random.uuid(), untilMs: clock.now().getTime() + leaseMs }
      granted.set(reference, claim)
      return { token: claim.token, until: new Date(claim.untilMs).toISOString() }
    },
    renew(reference, token, leaseMs) {
      if (!holds(reference, token)) throw new StoreError('claim-lost', 'the claim has gone to somebody else')
      const untilMs = clock.now().getTime() + leaseMs
      granted.set(reference, { token, untilMs })
      return { token, until: new Date(untilMs).toISOString() }
    },
    leaseOf,
    holds,
    authorise(reference, token) {
      if (token !== undefined) {
        if (!holds(reference, token)) throw new StoreError('claim-lost', 'the claim has gone to somebody else')
        return
      }
      if (leaseOf(reference) !== null) throw new StoreError('claimed', 'only the holder of the claim may change this')
      granted.delete(reference)
    },
    drop(reference, token) {
      return (token === undefined || holds(reference, token)) && granted.delete(reference)
    }
  }
}
