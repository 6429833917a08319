import type { State } from '../../erasure/states.ts'

/** What is written down of one happening: ids and codes, nothing of a subject. */
export type Happened =
  /** A request came to its end. */
  | { readonly is: 'ended'; readonly request: string; readonly platform: string; readonly end: State }
  /** A hold was placed, or lifted. */
  | { readonly is: 'held' | 'lifted'; readonly hold: string; readonly platform: string }
  /** The dated key of a month was retired: it must never open anything again. */
  | { readonly is: 'key-retired'; readonly month: string }
  /** Lethe started, for the so-manieth time. */
  | { readonly is: 'started'; readonly starts: number }

/** One line of the ledger of ended ids. `n` counts up and is never used twice. */
export type Line = Happened & { readonly n: number; readonly at: string }

/** How a line stands on disk: `open` until what it says is committed in the store, too. */
export type Standing = 'open' | 'closed'

/** A line as it stands. */
export type StandingLine = Line & { readonly standing: Standing }

const digits = 12
const named = /^([0-9]{12})\.(open|closed)$/

/** The file of a line. */
export const fileOf = (n: number, standing: Standing): string => `${String(n).padStart(digits, '0')}.${standing}`

/** What the name of a file says; null for a foreign one. */
export const readName = (name: string): { readonly n: number; readonly standing: Standing } | null => {
  const match = named.exec(name)
  return match === null ? null : { n: Number(match[1]), standing: match[2] as Standing }
}

/** The line in a file; null for a torn one, which was never synced and so never counted. */
export const readLine = (bytes: Buffer | null, n: number): Line | null => {
  try {
    const line = JSON.parse(bytes?.toString('utf8') ?? '') as Line
    return line.n === n ? line : null
  } catch {
    return null
  }
}
