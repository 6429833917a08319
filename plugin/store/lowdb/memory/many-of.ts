/** Who stands under which key. Most keys have one alone: it is kept without a set of its own, which is most of the memory. */
export interface ManyOf {
  add(key: string, one: string): void
  remove(key: string, one: string): void
  has(key: string, one: string): boolean
  size(key: string): number
  /** In no order. */
  of(key: string): Iterable<string>
  /** Keys that have more than one. */
  shared(): Iterable<string>
  isFree(key: string): boolean
}

/** Nobody stands anywhere yet. */
export function createManyOf(): ManyOf {
  const known = new Map<string, string | Set<string>>()

  return {
    add(key, one) {
      const held = known.get(key)
      if (held === undefined) known.set(key, one)
      else if (held instanceof Set) held.add(one)
      else if (held !== one) known.set(key, new Set([held, one]))
    },
    remove(key, one) {
      const held = known.get(key)
      if (held instanceof Set) held.delete(one)
      if (held === one || (held instanceof Set && held.size === 0)) known.delete(key)
    },
    has(key, one) {
      const held = known.get(key)
      return held instanceof Set ? held.has(one) : held === one
    },
    size(key) {
      const held = known.get(key)
      return held instanceof Set ? held.size : Number(held !== undefined)
    },
    of(key) {
      const held = known.get(key)
      return held instanceof Set ? held : held === undefined ? [] : [held]
    },
    *shared() {
      for (const [key, held] of known) if (held instanceof Set && held.size > 1) yield key
    },
    isFree: key => !known.has(key)
  }
}
