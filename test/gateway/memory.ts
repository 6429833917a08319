import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** What is looked for: every secret is `begin`, a number of three digits, `end`. */
export interface Marks {
  readonly begin: string
  readonly end: string
}

/** The secret with a number. */
export const markedSecret = ({ begin, end }: Marks, number: number): string =>
  `${begin}${String(number).padStart(3, '0')}${end}`

/** How a text may lie somewhere: as bytes of its encodings. */
function encodingsOf(text: string): readonly Buffer[] {
  const percent = encodeURIComponent(text)
  // Of the three places that a text can have in base64, without the signs at both ends that its neighbours decide.
  const base64 = [0, 1, 2].map(shift => {
    const whole = Buffer.from(`${' '.repeat(shift)}${text}`)
      .toString('base64')
      .replaceAll('=', '')
    return Buffer.from(whole.slice(Math.ceil((shift * 8) / 6), -1))
  })
  const percentSmall = percent.replaceAll(/%[0-9A-F]{2}/g, each => each.toLowerCase())
  return [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(percent),
    Buffer.from(percent, 'utf16le'),
    Buffer.from(percentSmall),
    ...base64
  ]
}

/** Which of the secrets lie in bytes, and how many bare beginnings or ends that belong to none. */
export interface Found {
  readonly numbers: Set<number>
  /** Pieces whose number is gone. */
  pieces: number
}

export const nothingFound = (): Found => ({ numbers: new Set(), pieces: 0 })

/** Prepares the search for so many secrets. */
export function createSearch(marks: Marks, count: number): (bytes: Buffer, found: Found) => void {
  const begins = encodingsOf(marks.begin)
  const ends = encodingsOf(marks.end)
  const secrets = Array.from({ length: count }, (_, at) => encodingsOf(markedSecret(marks, at)))
  const around = 400
  return (bytes, found) => {
    for (const needle of [...begins, ...ends]) {
      for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
        const near = bytes.subarray(Math.max(0, at - around), at + around)
        const numbers = secrets.flatMap((forms, number) => (forms.some(form => near.includes(form)) ? number : []))
        for (const number of numbers) found.numbers.add(number)
        if (numbers.length === 0) found.pieces += 1
      }
    }
  }
}

const windowBytes = 8 * 1024 * 1024
/** Windows overlap, so that nothing is cut in two. */
const overlapBytes = 4096

/**
 * Reads the raw memory of a process over all maps that can be read.
 * @returns how many bytes there were
 */
export function scanMemory(pid: number, look: (bytes: Buffer) => void): number {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').trimEnd().split('\n')
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const window = Buffer.alloc(windowBytes)
  let total = 0
  try {
    for (const line of maps) {
      const [, from, to, mayRead] = /^([0-9a-f]+)-([0-9a-f]+) (.)/.exec(line) ?? []
      if (mayRead !== 'r' || line.endsWith('[vvar]') || line.endsWith('[vsyscall]')) continue
      const end = Number.parseInt(to!, 16)
      for (let at = Number.parseInt(from!, 16); at < end; at += windowBytes - overlapBytes) {
        const length = readAt(memory, window, Math.min(windowBytes, end - at), at)
        if (length === 0) break
        total += length
        look(window.subarray(0, length))
        if (at + length >= end) break
      }
    }
  } finally {
    closeSync(memory)
  }
  return total
}

/** A map may go away between its line and its reading. */
function readAt(file: number, window: Buffer, length: number, at: number): number {
  try {
    return readSync(file, window, 0, length, at)
  } catch {
    return 0
  }
}
