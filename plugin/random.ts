import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** The only door to randomness; a test passes a predictable one. */
export interface Random {
  /** `count` bytes fit for keys and salts. */
  bytes(count: number): Buffer
  /** A version 4 UUID, lower case. */
  uuid(): string
  /** At least 0 and below 1, for jitter. */
  fraction(): number
}

const steps = 2 ** 32

/** The operating system's randomness. */
export function systemRandom(): Random {
  return {
    bytes: count => randomBytes(count),
    uuid: () => randomUUID(),
    fraction: () => randomInt(steps) / steps
  }
}
