import { createHash } from 'node:crypto'
import type { Canary } from './canary.ts'
import { unwrapAll } from './decode.ts'

/** A canary that was found, and in which form. */
export interface Hit {
  readonly canary: Canary
  readonly form: string
  /** What stands around it. */
  readonly near: string
}

interface Needle {
  readonly bytes: Buffer
  readonly canary: Canary
  readonly form: string
}

const sums = ['md5', 'sha1', 'sha256'] as const

/** What is looked for beside the value itself: digests of it as it is, in small and in capital letters. */
const digestsOf = (canary: Canary): readonly Needle[] =>
  [canary.value, canary.value.toLowerCase(), canary.value.toUpperCase(), canary.core].flatMap(value =>
    sums.flatMap(sum => {
      const digest = createHash(sum).update(value).digest()
      // In hexadecimal and base64 it is found by unwrapping.
      return { bytes: digest.subarray(0, 12), canary, form: sum }
    })
  )

const head = 4
const keyAt = (bytes: Buffer): number => bytes.readUInt32BE(0)

type Table = ReadonlyMap<number, readonly Needle[]>

const tabulate = (needles: readonly Needle[]): Table => {
  const table = new Map<number, Needle[]>()
  for (const needle of needles) table.set(keyAt(needle.bytes), [...(table.get(keyAt(needle.bytes)) ?? []), needle])
  return table
}

const scan = (bytes: Buffer, table: Table, found: (needle: Needle, at: number) => void): void => {
  let key = 0
  for (let end = 0; end < bytes.length; end += 1) {
    key = ((key << 8) | bytes[end]!) >>> 0
    if (end < head - 1) continue
    const candidates = table.get(key)
    if (candidates === undefined) continue
    const at = end - head + 1
    for (const needle of candidates)
      if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found(needle, at)
  }
}

/** Capital letters become small ones; everything else stays a byte of its own. */
const toSmall = (bytes: Buffer): Buffer => {
  const small = Buffer.from(bytes)
  for (let at = 0; at < small.length; at += 1) if (small[at]! >= 65 && small[at]! <= 90) small[at]! += 32
  return small
}

/** A run longer than this is cut up, with an overlap, so that no part is unwrapped as a whole. */
const windowBytes = 256 * 1024
const overlapBytes = 8 * 1024

/**
 * Prepares the search for all these canaries: as they are, in any mixture of capitals, digested, and in whatever
 * `unwrapAll` knows.
 */
export function createSearch(canaries: readonly Canary[]): (bytes: Buffer) => readonly Hit[] {
  const plain = tabulate(
    canaries.map(canary => ({ bytes: Buffer.from(canary.core.toLowerCase()), canary, form: 'text' }))
  )
  const digests = tabulate(canaries.flatMap(digestsOf))
  return whole => {
    const hits = new Map<string, Hit>()
    for (let from = 0; from < whole.length; from += windowBytes - overlapBytes) {
      for (const bytes of unwrapAll(whole.subarray(from, from + windowBytes))) {
        const keep = ({ canary, form }: Needle, at: number) => {
          const near = bytes.subarray(Math.max(0, at - 60), at + 60).toString('latin1')
          hits.set(`${canary.value} ${form}`, { canary, form, near })
        }
        scan(toSmall(bytes), plain, keep)
        scan(bytes, digests, keep)
      }
    }
    return [...hits.values()]
  }
}
