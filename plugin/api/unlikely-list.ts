import { Problem } from '../errors.ts'
import { accountsKnown } from '../store/records/lifecycles.ts'
import type { Store } from '../store/store.ts'

/** A list of people that somebody gives, and how many stood on the one before. */
export interface GivenList {
  readonly platform: string
  readonly count: number
  readonly before: number
  /** Whoever gives it says that it is what it looks like. */
  readonly isMeant: boolean
}

const mostPercent = 10
/** Of a small site every list is a large share. */
const leastMost = 20

/**
 * Refuses a list that a broken export would look like: empty where there was something, or with more than a tenth of all
 * accounts known of the platform. Throws `list-empty`, `list-too-large`.
 */
export const refuseUnlikely = async (
  { store }: { readonly store: Store },
  { platform, count, before, isMeant }: GivenList
): Promise<void> => {
  if (isMeant) return
  if (count === 0 && before > 0) throw new Problem('list-empty')
  const accounts = await accountsKnown(store, platform)
  if (accounts !== null && count > Math.max(leastMost, (accounts * mostPercent) / 100))
    throw new Problem('list-too-large')
}
