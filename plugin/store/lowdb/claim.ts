import { assertSafe, referenceOf } from '../names.ts'
import type { Claimed, Kind, Store } from '../store.ts'
import { unlessDamaged } from '../unless-damaged.ts'
import type { Waiting } from './memory/kind-index.ts'
import type { LowdbParts } from './parts.ts'
import { documentOf, readContent } from './read.ts'

/** The verbs `claimDue`, `renew`, `release` and `nextDueAt`. */
export function createClaiming(parts: LowdbParts): Pick<Store, 'claimDue' | 'renew' | 'release' | 'nextDueAt'> {
  const { clock, index, claims, guard, bell, turns } = parts

  function findUnclaimed(kind: Kind, limit: number): readonly Waiting[] {
    const nowMs = clock.now().getTime()
    const found: Waiting[] = []
    let dueCount = 0
    for (const one of index.of(kind).waiting()) {
      if (!one.isSignalled && (one.sinceMs > nowMs || dueCount === limit)) break
      if (claims.leaseOf(referenceOf(kind, one.id)) !== null) continue
      found.push(one)
      if (!one.isSignalled) dueCount += 1
    }
    return found.sort(longestFirst).slice(0, limit)
  }

  async function claim(kind: Kind, id: string, leaseMs: number): Promise<Claimed | null> {
    const reference = referenceOf(kind, id)
    const granted = claims.grant(reference, leaseMs)
    const read = async (): Promise<Claimed | null> => {
      // A write that was under way may have ended the document or put it off.
      const isStillDue = index.of(kind).isWaiting(id, clock.now().getTime())
      const content = isStillDue ? await readContent(parts, kind, id).catch(unlessDamaged) : null
      return content === null ? null : { document: documentOf<unknown>(content), claim: granted }
    }
    let claimed: Claimed | null = null
    try {
      claimed = await turns.run(reference, read)
      return claimed
    } finally {
      // Nobody was given it: a claim that nobody holds would keep everybody out until its lease is over.
      if (claimed === null) claims.drop(reference, granted.token)
    }
  }

  return {
    async claimDue(kind, limit, leaseMs) {
      const tried = await Promise.allSettled(findUnclaimed(kind, limit).map(({ id }) => claim(kind, id, leaseMs)))
      const claimed = tried.flatMap(one => (one.status === 'fulfilled' && one.value !== null ? [one.value] : []))
      const failed = tried.find(({ status }) => status === 'rejected')
      // What could be claimed is carried on; what could not is found again at the next look.
      if (claimed.length === 0 && failed !== undefined) throw (failed as PromiseRejectedResult).reason
      return claimed
    },
    async renew(kind, id, token, leaseMs) {
      assertSafe(kind, id)
      return claims.renew(referenceOf(kind, id), token, leaseMs)
    },
    async release(kind, id, token) {
      assertSafe(kind, id)
      if (claims.drop(referenceOf(kind, id), token)) bell.ring(kind, id)
    },
    async nextDueAt(kind) {
      // Asked by whoever looks at how the store stands.
      await guard.tryOut()
      const nowMs = clock.now().getTime()
      let earliestMs = Number.POSITIVE_INFINITY
      for (const { id, sinceMs, isSignalled } of index.of(kind).waiting()) {
        const leaseMs = claims.leaseOf(referenceOf(kind, id))
        earliestMs = Math.min(earliestMs, Math.max(isSignalled ? nowMs : sinceMs, leaseMs ?? Number.NEGATIVE_INFINITY))
        if (!isSignalled && leaseMs === null) break
      }
      return Number.isFinite(earliestMs) ? new Date(earliestMs).toISOString() : null
    }
  }
}

function longestFirst(a: Waiting, b: Waiting): number {
  return a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1)
}
