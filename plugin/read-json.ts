import { isUtf8 } from 'node:buffer'
import { Problem } from './errors.ts'

const mark = Buffer.from([0xef, 0xbb, 0xbf])
const texts = /"(?:[^"\\]|\\.)*"/g

/** Where the text ends whose first character stands at `from`: at a quote before which no odd number of backslashes stands. */
const endOfText = (json: string, from: number): number => {
  for (let end = json.indexOf('"', from); end >= 0; end = json.indexOf('"', end + 1)) {
    let before = end - 1
    while (before >= from && json[before] === '\\') before -= 1
    if ((end - before) % 2 === 1) return end
  }
  return json.length
}

/**
 * Whether a name stands twice in one object of a text that is JSON. Names are compared as they read, not as they are
 * written: an escaped letter is the letter.
 */
export const hasDoubledName = (json: string): boolean => {
  const open: (Set<string> | null)[] = []
  let text = ''
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (sign === '"') {
      const end = endOfText(json, at + 1)
      text = json.slice(at, end + 1)
      at = end
    } else if (sign === '{') open.push(new Set())
    else if (sign === '[') open.push(null)
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === ':') {
      const name = text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1)
      const names = open.at(-1)!
      if (names.has(name)) return true
      names.add(name)
    }
  }
  return false
}

/**
 * Whether a text that is JSON has half of a surrogate pair in a name or a value. Such a text cannot be written in UTF-8
 * again as it is, nor be signed as canonical JSON (RFC 7493, 2.1; RFC 8785, 3.2.2.2). In UTF-8 it can only stand escaped.
 */
export const hasLoneSurrogate = (json: string): boolean => {
  if (!/\\u[dD][89a-fA-F]/.test(json)) return false
  for (const [text] of json.matchAll(texts)) if (!(JSON.parse(text) as string).isWellFormed()) return true
  return false
}

/** Reads bytes as JSON in UTF-8 without a mark. Throws `body-not-json` and `body-ambiguous`. */
export const readJson = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes) || bytes.subarray(0, 3).equals(mark)) throw new Problem('body-not-json')
  const text = bytes.toString()
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Problem('body-not-json')
  }
  if (hasLoneSurrogate(text)) throw new Problem('body-not-json')
  if (hasDoubledName(text)) throw new Problem('body-ambiguous')
  return parsed
}
