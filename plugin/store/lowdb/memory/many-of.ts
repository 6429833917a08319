import { createPackedKeys, type PackedImage } from './packed-keys.ts'

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
  /** Its text, of a handle that is good. */
  textOf(handle: Handle): string
  /** All of it, each one by its number; handles stay good. */
  image(numberOf: (one: string) => number): ManyImage
  /** Takes over what an image holds, in place of what is here. */
  restore(image: ManyImage, ones: readonly string[]): void
}

/** Who stands under which key, as numbers. */
export interface ManyImage {
  readonly packed: PackedImage
  /** Of each packed key who stands there alone; -1: nobody; below that the place in `sets`, from -2 down. */
  readonly held: Int32Array
  readonly sets: readonly Uint32Array[]
  readonly others: readonly { readonly key: string; readonly ones: Uint32Array }[]
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
  let byNumber: Held[] = []
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
    isFree: key => heldAt(key) === undefined,
    textOf: handle => (typeof handle === 'string' ? handle : packed.textOf(handle)),
    image(numberOf) {
      const sets: Uint32Array[] = []
      const numbersOf = (held: Held): Uint32Array =>
        held instanceof Set
          ? Uint32Array.from(held, numberOf)
          : Uint32Array.of(...(held === undefined ? [] : [numberOf(held)]))
      const held = Int32Array.from(byNumber, one => {
        if (one instanceof Set) return -1 - sets.push(numbersOf(one))
        return one === undefined ? -1 : numberOf(one)
      })
      const rest = [...others.values()].map(other => ({ key: other.key, ones: numbersOf(other.held) }))
      return { packed: packed.image(), held, sets, others: rest }
    },
    restore(image, ones) {
      const nameOf = (n: number): string => ones[n]!
      const heldBy = (numbers: Uint32Array): Held =>
        numbers.length === 1 ? nameOf(numbers[0]!) : new Set(Array.from(numbers, nameOf))
      packed.restore(image.packed)
      byNumber = Array.from(image.held, n => {
        if (n >= 0) return nameOf(n)
        return n === -1 ? undefined : heldBy(image.sets[-2 - n]!)
      })
      others.clear()
      for (const { key, ones: numbers } of image.others) others.set(key, { key, held: heldBy(numbers) })
    }
  }
}
