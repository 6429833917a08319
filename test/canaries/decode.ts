import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** How a text may be wrapped in another one; each answers what was inside, or nothing. */
type Unwrap = (bytes: Buffer) => readonly Buffer[]

const latin = (bytes: Buffer): string => bytes.toString('latin1')
const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')

/** The text with something replaced, if there was anything to replace. */
const replaced = (bytes: Buffer, pattern: RegExp, by: (...found: string[]) => string): readonly Buffer[] => {
  const text = latin(bytes)
  const after = text.replace(pattern, by)
  return after === text ? [] : [bytesOf(after)]
}

const fromCode = (code: number): string => (code < 256 ? String.fromCharCode(code) : '?')

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", commat: '@' }

const html: Unwrap = bytes =>
  replaced(bytes, /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,8}));/g, (all, decimal, hex, name) => {
    if (decimal) return fromCode(Number(decimal))
    if (hex) return fromCode(Number.parseInt(hex, 16))
    return named[name ?? ''] ?? all!
  })

const percent: Unwrap = bytes => replaced(bytes, /%([0-9A-Fa-f]{2})/g, (_, hex) => fromCode(Number.parseInt(hex!, 16)))

const quotedPrintable: Unwrap = bytes =>
  replaced(bytes, /=(?:\r?\n|([0-9A-Fa-f]{2}))/g, (_, hex) => (hex ? fromCode(Number.parseInt(hex, 16)) : ''))

const escaped: Unwrap = bytes =>
  replaced(bytes, /\\u00([0-9A-Fa-f]{2})/g, (_, hex) => fromCode(Number.parseInt(hex!, 16)))

const wide: Unwrap = bytes =>
  (latin(bytes).match(/(?:[\x20-\x7e]\0){12,}/g) ?? []).map(run => bytesOf(run.replaceAll('\0', '')))

// Lines of MIME are cut at 76 signs.
const base64: Unwrap = bytes =>
  (latin(bytes).match(/[A-Za-z0-9+/_-](?:[A-Za-z0-9+/_-]|\r?\n){14,}/g) ?? []).flatMap(run => {
    const clean = run
      .replaceAll(/[\r\n]/g, '')
      .replaceAll('-', '+')
      .replaceAll('_', '/')
    // What was encoded may begin anywhere in the run.
    return [0, 1, 2, 3].map(skip => Buffer.from(clean.slice(skip), 'base64'))
  })

const hex: Unwrap = bytes =>
  (latin(bytes).match(/(?:[0-9A-Fa-f]{2}){12,}/g) ?? []).flatMap(run =>
    [0, 1].map(skip => Buffer.from(run.slice(skip), 'hex'))
  )

const tryOut = (unpack: (bytes: Buffer) => Buffer, bytes: Buffer): readonly Buffer[] => {
  try {
    return [unpack(bytes)]
  } catch {
    return []
  }
}

const packed: Unwrap = bytes => {
  const found: Buffer[] = []
  for (let at = bytes.indexOf('1f8b08', 0, 'hex'); at !== -1; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    // What stands behind the end of it makes `gunzip` refuse the whole; a plain header has ten bytes.
    const body = bytes.subarray(at + 10)
    found.push(...tryOut(part => inflateRawSync(part, { finishFlush: 2 }), body))
    found.push(...tryOut(part => gunzipSync(part, { finishFlush: 2 }), bytes.subarray(at)))
  }
  for (const mark of ['7801', '789c', '78da']) {
    const at = bytes.indexOf(mark, 0, 'hex')
    if (at !== -1) found.push(...tryOut(part => inflateSync(part, { finishFlush: 2 }), bytes.subarray(at)))
  }
  if (bytes.length < 4096) found.push(...tryOut(part => inflateRawSync(part), bytes))
  return found
}

const ways: readonly Unwrap[] = [html, percent, quotedPrintable, escaped, wide, base64, hex, packed]

/** So deep is one wrapping in another followed: a link in a mail, base64 in gzip in base64. */
const depth = 3

/** Whether it is worth looking inside: digests and keys come out as noise, wrapped texts as text or as packed data. */
const isFollowed = (bytes: Buffer): boolean => {
  if (bytes.includes('1f8b08', 0, 'hex') || bytes[0] === 0x78) return true
  let readable = 0
  for (const byte of bytes) if (byte >= 0x20 && byte < 0x7f) readable += 1
  return readable > bytes.length * 0.8
}

const between = Buffer.from('\n')
const join = (parts: readonly Buffer[]): Buffer => Buffer.concat(parts.flatMap(part => [part, between]))

/** The bytes, and everything that can be unwrapped from them. */
export function* unwrapAll(bytes: Buffer, left = depth): Generator<Buffer> {
  yield bytes
  if (left === 0 || bytes.length < 12) return
  for (const way of ways) {
    const inner = way(bytes)
    if (inner.length === 0) continue
    const followed = inner.filter(isFollowed)
    const known = new Set(followed)
    const rest = inner.filter(each => !known.has(each))
    if (rest.length > 0) yield join(rest)
    if (followed.length > 0) yield* unwrapAll(join(followed), left - 1)
  }
}
