/** What a call makes and a later one names. */
export type Kind =
  | 'platform'
  | 'source'
  | 'request'
  | 'demand'
  | 'fingerprint'
  | 'digest'
  | 'bulk'
  | 'hold'
  | 'selection'
  | 'run'
  | 'replay'
  | 'provider'
  | 'endpoint'
  | 'letter'
  | 'person'
  | 'token'
  | 'secret'
  | 'scim'
  | 'scim-account'
  | 'row'
  | 'olat'
  | 'edx'
  | 'address'
  | 'key'
  | 'hour'
  | 'month'
  | 'code'
  | 'issuer'
  | StockKind

/** Things in a state that seldom comes by itself; what follows the first space are further names of the same thing. */
export type StockKind =
  | 'doubtful'
  | 'late'
  | 'invited'
  | 'approvable'
  | 'stalled'
  | 'kept-selection'
  | 'kept-run'
  | 'kept-replay'
  | 'dead-letter'
  | 'kept-row'

/** Stands in what is generated for one of the things that are there when it is sent: the nth, counted round. */
export class Known {
  readonly kind: Kind
  readonly at: number

  constructor(kind: Kind, at: number) {
    this.kind = kind
    this.at = at
  }
}

/** The things that are there, the youngest last. */
export interface Shelf {
  put(kind: Kind, id: string): void
  drop(id: string): void
  /** A text that nothing has, where there is none of the kind. */
  take(known: Known): string
}

/** A shelf with things on it: of every kind at most as many as a story needs, and those that are always there. */
export function createShelf(fixed: readonly (readonly [Kind, string])[]): Shelf {
  const things = new Map<Kind, string[]>()
  const of = (kind: Kind) => things.get(kind) ?? things.set(kind, []).get(kind)!
  for (const [kind, id] of fixed) of(kind).push(id)
  const most = 12
  return {
    put(kind, id) {
      const all = of(kind)
      if (all.includes(id)) return
      all.push(id)
      // The oldest are what the site began with: those stay.
      if (all.length > most) all.splice(Math.ceil(most / 2), 1)
    },
    drop(id) {
      for (const all of things.values()) {
        const at = all.indexOf(id)
        if (at >= 0) all.splice(at, 1)
      }
    },
    take({ kind, at }) {
      const all = of(kind)
      return all.length === 0 ? 'nothing-of-this' : all[at % all.length]!
    }
  }
}

/** Puts what is there in the place of what stands for it, wherever it stands. */
export function fill(value: unknown, shelf: Shelf): unknown {
  if (value instanceof Known) return shelf.take(value)
  if (Array.isArray(value)) return value.map(each => fill(each, shelf))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, shelf)]))
}
