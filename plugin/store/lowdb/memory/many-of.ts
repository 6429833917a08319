import { createPackedKeys } from './packed-keys.ts'

/** By what a key can be let go of: its number where it is packed, else itself. Good as long as somebody stands there. */
export type Handle = number | string

/** Who stands under which key. Most keys have one alone: it is kept without a set of its own, which is most of the memory. */
export interface ManyOf {
  add(key: string, one: string): Handle
  remove(handle: Handle, one: string): void
  has(key: string, one: string): boolean
  size(key: string): number
  /** In no order. */
  of(key: string): Iterable<string>
  /** Keys that have more than one. */
  shared(): Iterable<string>
  isFree(key: string): boolean
}

type Held = string | Set<string> | undefined

const withOne = (held: Held, one: string): Held => {
  if (held === undefined || held === one) return one
  return held instanceof Set ? held.add(one) : new Set([held, one])
}

const withoutOne = (held: Held, one: string): Held => {
  if (held instanceof Set) held.delete(one)
  return held === one || (held instanceof Set && held.size === 0) ? undefined : held
}

/** Nobody stands anywhere yet. */
export function createManyOf(): ManyOf {
  const packed = createPackedKeys()
  const byNumber: Held[] = []
  /** Keys of another form: states, platforms and the like, under which many stand. The first text of a key is kept. */
  const others = new Map<string, { readonly key: string; held: Held }>()

  const heldAt = (key: string): Held => {
    const n = packed.find(key)
    return n === undefined ? others.get(key)?.held : byNumber[n]
  }

  return {
    add(key, one) {
      const n = packed.take(key)
      if (n !== undefined) {
        byNumber[n] = withOne(byNumber[n], one)
        return n
      }
      const other = others.get(key) ?? { key, held: undefined }
      other.held = withOne(other.held, one)
      others.set(other.key, other)
      return other.key
    },
    remove(handle, one) {
      if (typeof handle === 'string') {
        const other = others.get(handle)
        if (other === undefined) return
        other.held = withoutOne(other.held, one)
        if (other.held === undefined) others.delete(handle)
        return
      }
      if (byNumber[handle] === undefined) return
      byNumber[handle] = withoutOne(byNumber[handle], one)
      if (byNumber[handle] === undefined) packed.drop(handle)
    },
    has(key, one) {
      const held = heldAt(key)
      return held instanceof Set ? held.has(one) : held === one
    },
    size(key) {
      const held = heldAt(key)
      return held instanceof Set ? held.size : Number(held !== undefined)
    },
    of(key) {
      const held = heldAt(key)
      return held instanceof Set ? held : held === undefined ? [] : [held]
    },
    *shared() {
      for (const [key, { held }] of others) if (held instanceof Set && held.size > 1) yield key
      for (const [n, held] of byNumber.entries()) if (held instanceof Set && held.size > 1) yield packed.textOf(n)
    },
    isFree: key => heldAt(key) === undefined
  }
}
