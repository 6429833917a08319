import { randomBytes } from 'node:crypto'

/** What a value stands for; which outputs it may lawfully stand in hangs on it. */
export type CanaryKind =
  | 'name'
  | 'email'
  | 'username'
  | 'external-id'
  | 'phone'
  | 'password'
  | 'token'
  | 'text'
  /** Something that nobody asked for: an unknown field, a query, a header, a path. */
  | 'odd'

/** A made-up value that stands nowhere else in the world. */
export interface Canary {
  readonly kind: CanaryKind
  readonly value: string
  /** The part of the value that no other text holds by chance; letters and digits. */
  readonly core: string
  /** Into which input it was put. */
  readonly way: string
  /** Whose it is, for people whose accounts are planted; null: nobody's. */
  readonly owner: string | null
}

/** Values that were planted. */
export interface Canaries {
  /** A new value of a kind. */
  plant(kind: CanaryKind, way: string, owner?: string | null): string
  /** A value that the sidecar made itself and showed once: a token, a secret. */
  register(kind: CanaryKind, way: string, value: string): void
  readonly all: readonly Canary[]
}

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

const makeCore = (): string => {
  const bytes = randomBytes(12)
  return `zq${Array.from(bytes, byte => alphabet[byte % alphabet.length]).join('')}`
}

const digits = (): string => Array.from(randomBytes(11), byte => byte % 10).join('')

const shapes: Readonly<Record<CanaryKind, (core: string) => string>> = {
  name: core => `Z${core.slice(1)}`,
  email: core => `${core}@people.example`,
  username: core => core,
  'external-id': core => core,
  phone: core => `+49${core}`,
  password: core => `Pa&ss wörd<${core}>`,
  token: core => `tok_${core}_${core}`,
  text: core => `She wrote: “${core}” & meant it`,
  odd: core => core
}

/** The longest run of letters and digits. */
const coreOf = (value: string): string =>
  value.split(/[^A-Za-z0-9]+/).reduce((longest, run) => (run.length > longest.length ? run : longest), '')

/** An empty list of canaries. */
export function createCanaries(): Canaries {
  const all: Canary[] = []
  return {
    plant(kind, way, owner = null) {
      const core = kind === 'phone' ? digits() : makeCore()
      const value = shapes[kind](core)
      all.push({ kind, value, core: kind === 'name' ? value : core, way, owner })
      return value
    },
    register(kind, way, value) {
      all.push({ kind, value, core: coreOf(value), way, owner: null })
    },
    all
  }
}
