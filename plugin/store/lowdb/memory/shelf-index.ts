/** On which shelf each ended document of a kind lies. */
export interface ShelfIndex {
  shelfOf(id: string): string | undefined
  put(id: string, shelf: string): void
  remove(id: string): void
  count(shelf: string): number
  /** In no order. */
  idsOn(shelf: string): readonly string[]
  /** Those that have something on them, the oldest first. */
  shelves(): readonly string[]
}

const words = 4
const free = 0
const gone = 0xffff
const firstCapacity = 1024

const scratch = new Uint32Array(words)

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 97 && code <= 102 ? code - 87 : -1
}

/** The sixteen bytes of a UUID as four numbers, until the next call; null for an id that is written otherwise. */
function wordsOf(id: string): Uint32Array | null {
  if (id.length !== 36) return null
  for (let at = 0, digits = 0, word = 0; at < 36; at += 1) {
    const code = id.charCodeAt(at)
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 45) return null
      continue
    }
    const digit = digitOf(code)
    if (digit < 0) return null
    word = (word << 4) | digit
    digits += 1
    if (digits % 8 === 0) scratch[digits / 8 - 1] = word
  }
  return scratch
}

const quads = Array.from({ length: 0x10000 }, (_, n) => n.toString(16).padStart(4, '0'))
const hex4 = (n: number): string => quads[n]!
const hex8 = (n: number): string => hex4(n >>> 16) + hex4(n & 0xffff)

function idOf(table: Uint32Array, slot: number): string {
  const at = slot * words
  const [b, c] = [table[at + 1]!, table[at + 2]!]
  return `${hex8(table[at]!)}-${hex4(b >>> 16)}-${hex4(b & 0xffff)}-${hex4(c >>> 16)}-${hex4(c & 0xffff)}${hex8(table[at + 3]!)}`
}

/**
 * Ended documents outlive open ones by far: a table with open addressing, sixteen bytes an id and two for the number of its
 * shelf, between three eighths and three quarters full. An id that is no UUID lies beside it.
 */
export function createShelfIndex(): ShelfIndex {
  const others = new Map<string, string>()
  const names: string[] = ['']
  const counts: number[] = [0]
  let ids = new Uint32Array(firstCapacity * words)
  let numbers = new Uint16Array(firstCapacity)
  let used = 0

  function numberOf(shelf: string): number {
    const known = names.indexOf(shelf, 1)
    if (known > 0) return known
    counts.push(0)
    return names.push(shelf) - 1
  }

  /** The slot of an id, or the free one where the search for it ends. */
  function find(given: Uint32Array): number {
    const mask = numbers.length - 1
    for (let slot = (given[0]! ^ given[3]!) & mask; ; slot = (slot + 1) & mask) {
      if (numbers[slot] === free) return slot
      const at = slot * words
      if (ids[at] === given[0] && ids[at + 1] === given[1] && ids[at + 2] === given[2] && ids[at + 3] === given[3])
        return slot
    }
  }

  /** Also leaves behind the slots of what is gone. */
  function grow(): void {
    const [oldIds, oldNumbers] = [ids, numbers]
    const living = counts.reduce((sum, count) => sum + count, 0) - others.size
    const capacity = living * 2 > oldNumbers.length / 2 ? oldNumbers.length * 2 : oldNumbers.length
    ids = new Uint32Array(capacity * words)
    numbers = new Uint16Array(capacity)
    used = 0
    for (let slot = 0; slot < oldNumbers.length; slot += 1) {
      const number = oldNumbers[slot]!
      if (number !== free && number !== gone) write(oldIds.subarray(slot * words, slot * words + words), number)
    }
  }

  function write(given: Uint32Array, number: number): void {
    const slot = find(given)
    if (numbers[slot] === free) used += 1
    ids.set(given, slot * words)
    numbers[slot] = number
  }

  function shelfOf(id: string): string | undefined {
    const given = wordsOf(id)
    if (given === null) return others.get(id)
    const number = numbers[find(given)]!
    return number === free || number === gone ? undefined : names[number]
  }

  function remove(id: string): void {
    const shelf = shelfOf(id)
    if (shelf === undefined) return
    const given = wordsOf(id)
    if (given === null) others.delete(id)
    else numbers[find(given)] = gone
    counts[names.indexOf(shelf)]! -= 1
  }

  return {
    shelfOf,
    remove,
    put(id, shelf) {
      remove(id)
      const number = numberOf(shelf)
      counts[number]! += 1
      const given = wordsOf(id)
      if (given === null) {
        others.set(id, shelf)
        return
      }
      if (used * 4 > numbers.length * 3) grow()
      write(given, number)
    },
    count: shelf => counts[names.indexOf(shelf, 1)] ?? 0,
    idsOn(shelf) {
      const found = [...others].flatMap(([id, on]) => (on === shelf ? [id] : []))
      const number = names.indexOf(shelf, 1)
      if (number < 1) return found
      for (let slot = 0; slot < numbers.length; slot += 1) if (numbers[slot] === number) found.push(idOf(ids, slot))
      return found
    },
    shelves: () => names.filter((_, at) => counts[at]! > 0).sort()
  }
}
