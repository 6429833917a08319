import type { Store } from '../../store.ts'

/**
 * Placing a hold and beginning something destructive take the same critical section per subject: that of every alias
 * of theirs, in one order, so that two who share an alias exclude each other and nobody waits in a circle. A hold is
 * either seen before the first platform call or its signal stops what has not begun.
 */
export const exclusiveOnSubject = <T>(store: Store, aliases: readonly string[], run: () => Promise<T>): Promise<T> => {
  const sorted = [...new Set(aliases)].sort()
  const enter = (at: number): Promise<T> =>
    at === sorted.length ? run() : store.exclusive(`hold:${sorted[at]}`, () => enter(at + 1))
  return enter(0)
}
