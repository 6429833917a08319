/** Numbers for keys that end with 64 hexadecimal digits, as those do that hash something. */
export interface PackedKeys {
  /** The number of a key that is there; undefined: it is not, or is of another form. */
  find(key: string): number | undefined
  /** The same, given to it now if it has none; undefined: it is of another form. Numbers that were dropped are given again. */
  take(key: string): number | undefined
  drop(n: number): void
  textOf(n: number): string
  /** All of it as it stands, good until it is changed. */
  image(): PackedImage
  /** Takes over what an image holds, in place of what is here. */
  restore(image: PackedImage): void
}

/** Packed keys as numbers, for a next process of the same release. */
export interface PackedImage {
  readonly prefixes: readonly string[]
  readonly dropped: readonly number[]
  readonly bytes: Uint32Array
  readonly prefixOf: Uint8Array
  readonly slots: Int32Array
  readonly used: number
}

const digits = 64
const words = digits / 8
const free = 0
const gone = -1
const mostPrefixes = 256
const scratch = new Uint32Array(words)
const spelled = Buffer.alloc(words * 4)

/** The digits as eight numbers, until the next call; false for a key of another form. */
function readDigits(key: string): boolean {
  const from = key.length - digits
  if (from < 0) return false
  for (let at = 0, word = 0; at < digits; at += 1) {
    const code = key.charCodeAt(from + at)
    const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1
    if (digit < 0) return false
    word = (word << 4) | digit
    if ((at & 7) === 7) scratch[at >> 3] = word
  }
  return true
}

/**
 * Most of what an index holds are such keys: 37 bytes each here, and no object, where a text in a map takes 140. A table
 * with open addressing, three fifths full at most, over arrays that grow by half.
 */
export function createPackedKeys(): PackedKeys {
  let prefixes: string[] = []
  let numberOf = new Map<string, number>()
  let dropped: number[] = []
  let bytes = new Uint32Array(64 * words)
  let prefixOf = new Uint8Array(64)
  let count = 0
  // Of each slot the number of its key and one, `free`, or `gone`.
  let slots = new Int32Array(128)
  let used = 0

  const homeOf = (given: Uint32Array, at: number, prefix: number): number =>
    (Math.imul(given[at]! ^ given[at + 3]! ^ given[at + 6]!, 0x9e3779b1) ^ prefix) & (slots.length - 1)

  const isAt = (n: number, prefix: number): boolean => {
    if (prefixOf[n] !== prefix) return false
    for (let word = 0, at = n * words; word < words; word += 1) if (bytes[at + word] !== scratch[word]) return false
    return true
  }

  /** The slot of the key in `scratch`, or the free one where the search for it ends. */
  const slotOf = (prefix: number): number => {
    for (let slot = homeOf(scratch, 0, prefix); ; slot = (slot + 1) & (slots.length - 1)) {
      const held = slots[slot]!
      if (held === free || (held !== gone && isAt(held - 1, prefix))) return slot
    }
  }

  /** Also leaves behind the slots of what is gone. */
  const makeRoom = (): void => {
    const old = slots
    const living = count - dropped.length
    slots = new Int32Array(living * 10 > old.length * 3 ? old.length * 2 : old.length)
    used = living
    for (const held of old) {
      if (held === free || held === gone) continue
      let slot = homeOf(bytes, (held - 1) * words, prefixOf[held - 1]!)
      while (slots[slot] !== free) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = held
    }
  }

  const nextNumber = (): number => {
    const again = dropped.pop()
    if (again !== undefined) return again
    if (count === prefixOf.length) {
      const more = count + (count >> 1)
      const [oldBytes, oldPrefixes] = [bytes, prefixOf]
      bytes = new Uint32Array(more * words)
      bytes.set(oldBytes)
      prefixOf = new Uint8Array(more)
      prefixOf.set(oldPrefixes)
    }
    count += 1
    return count - 1
  }

  const prefixNumber = (prefix: string): number | undefined => {
    const known = numberOf.get(prefix)
    if (known !== undefined || prefixes.length === mostPrefixes) return known
    numberOf.set(prefix, prefixes.length)
    return prefixes.push(prefix) - 1
  }

  return {
    find(key) {
      const prefix = numberOf.get(key.slice(0, -digits))
      if (prefix === undefined || !readDigits(key)) return undefined
      const held = slots[slotOf(prefix)]!
      return held === free ? undefined : held - 1
    },
    take(key) {
      if (!readDigits(key)) return undefined
      const prefix = prefixNumber(key.slice(0, -digits))
      if (prefix === undefined) return undefined
      if (used * 5 > slots.length * 3) makeRoom()
      const slot = slotOf(prefix)
      if (slots[slot] !== free) return slots[slot]! - 1
      const n = nextNumber()
      bytes.set(scratch, n * words)
      prefixOf[n] = prefix
      slots[slot] = n + 1
      used += 1
      return n
    },
    drop(n) {
      scratch.set(bytes.subarray(n * words, (n + 1) * words))
      slots[slotOf(prefixOf[n]!)] = gone
      dropped.push(n)
    },
    textOf(n) {
      for (let word = 0; word < words; word += 1) spelled.writeUInt32BE(bytes[n * words + word]!, word * 4)
      return prefixes[prefixOf[n]!]! + spelled.toString('hex')
    },
    image: () => ({
      prefixes,
      dropped,
      bytes: bytes.subarray(0, count * words),
      prefixOf: prefixOf.subarray(0, count),
      slots,
      used
    }),
    restore(image) {
      prefixes = [...image.prefixes]
      numberOf = new Map(prefixes.map((prefix, n) => [prefix, n]))
      dropped = [...image.dropped]
      count = image.prefixOf.length
      // Copies, with some room: what was read from a file may be a part of a larger buffer.
      bytes = new Uint32Array((count + (count >> 4) + 64) * words)
      bytes.set(image.bytes)
      prefixOf = new Uint8Array(bytes.length / words)
      prefixOf.set(image.prefixOf)
      slots = new Int32Array(image.slots)
      used = image.used
    }
  }
}
