import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { Random } from '../random.ts'

/** A password at rest: scrypt (RFC 7914) with its own salt and cost; salt and hash in base64url. */
export interface HashedPassword {
  readonly n: number
  readonly r: number
  readonly p: number
  readonly salt: string
  readonly hash: string
}

/** Cost as OWASP's Password Storage Cheat Sheet asks for it: 32 MiB and three rounds, as strong as 128 MiB and one. */
export const passwordCost = { n: 2 ** 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32
/** So many are computed at a time: each takes its memory. */
const atOnce = 2

let running = 0
const waiting: (() => void)[] = []

const derive = async (password: string, salt: Buffer, { n, r, p }: typeof passwordCost): Promise<Buffer> => {
  if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  else running += 1
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r }
  try {
    return await new Promise((resolve, reject) =>
      // The same letters can be typed in several ways (NIST SP 800-63B, 5.1.1.2).
      scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
        error ? reject(error) : resolve(key)
      )
    )
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

/** Hashes a password for rest. */
export const hashPassword = async (
  password: string,
  random: Random,
  cost: typeof passwordCost = passwordCost
): Promise<HashedPassword> => {
  const salt = random.bytes(saltBytes)
  const hash = await derive(password, salt, cost)
  return { ...cost, salt: salt.toString('base64url'), hash: hash.toString('base64url') }
}

const nobodys: HashedPassword = { ...passwordCost, salt: '', hash: Buffer.alloc(hashBytes).toString('base64url') }

/** Whether this is the password; null is nobody's, and takes the same work. */
export const isPassword = async (password: string, stored: HashedPassword | null): Promise<boolean> => {
  const { salt, hash, n, r, p } = stored ?? nobodys
  const given = await derive(password, Buffer.from(salt, 'base64url'), { n, r, p })
  const known = Buffer.from(hash, 'base64url')
  return timingSafeEqual(given, known) && stored !== null
}
