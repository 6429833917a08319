import { randomBytes, randomFillSync, randomInt, randomUUID } from 'node:crypto'

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
const poolBytes = 4096
const mostOfPool = 64

/** A call for a few bytes costs as much as one for a thousand. What was handed out is wiped from the pool. */
const createPool = (): ((count: number) => Buffer) => {
  const pool = Buffer.alloc(poolBytes)
  let used = poolBytes
  return count => {
    if (count > mostOfPool) return randomBytes(count)
    if (used + count > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = Buffer.alloc(count)
    pool.copy(bytes, 0, used, used + count)
    pool.fill(0, used, used + count)
    used += count
    return bytes
  }
}

/** The operating system's randomness. */
export function systemRandom(): Random {
  return {
    bytes: createPool(),
    uuid: () => randomUUID(),
    fraction: () => randomInt(steps) / steps
  }
}
