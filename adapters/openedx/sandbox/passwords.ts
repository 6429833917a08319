import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Person, World } from './world.ts'

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
export function setPassword(world: World, person: Person, password: string | null): void {
  person.password = password === null ? null : hashPassword(password)
  for (const [session, username] of world.sessions) if (username === person.username) world.sessions.delete(session)
}
