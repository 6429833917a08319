import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

interface Account {
  readonly username: string
  password: string | null
}

/** A salted hash of a password, as `salt$hash`: what the sandbox keeps in its stead. Fast, for invented people only. */
export function hashPassword(password: string, salt = randomBytes(9).toString('base64url')): string {
  return `${salt}$${createHmac('sha256', salt).update(password).digest('base64url')}`
}

/** Whether a typed password is the one behind a hash; never with an unusable one, which is null. */
export function isPassword(hash: string | null, typed: string): boolean {
  if (hash === null) return false
  const again = Buffer.from(hashPassword(typed, hash.split('$')[0]))
  return again.length === hash.length && timingSafeEqual(again, Buffer.from(hash))
}

/** Gives an account a password, or an unusable one (null); its sessions end, as Django binds them to the hash. */
export function setPassword(sessions: Map<string, string>, account: Account, password: string | null): void {
  account.password = password === null ? null : hashPassword(password)
  for (const [session, username] of sessions) if (username === account.username) sessions.delete(session)
}
