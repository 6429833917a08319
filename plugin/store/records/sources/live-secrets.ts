import type { Random } from '../../../random.ts'
import type { Seals } from '../seals.ts'

/** When a secret ends, ISO 8601; null: not before it is replaced. */
interface Ending {
  readonly expiresAt: string | null
}

/** Whether a secret still counts. */
export const isLive = ({ expiresAt }: Ending, at: string): boolean => expiresAt === null || expiresAt > at

/** What stands beside a new secret: the live ones before it, which end `oldLivesMs` from now at the latest. */
export const endOlder = <Secret extends Ending>(
  secrets: readonly Secret[],
  at: string,
  oldLivesMs: number
): readonly Secret[] => {
  const ends = new Date(Date.parse(at) + oldLivesMs).toISOString()
  return secrets
    .filter(secret => isLive(secret, at))
    .map(one => ({ ...one, expiresAt: one.expiresAt !== null && one.expiresAt < ends ? one.expiresAt : ends }))
}

/** A secret that both ends sign with, as it lies in the store. */
export interface SealedSecret extends Ending {
  readonly sealed: string
  readonly createdAt: string
}

/** A new secret of Standard Webhooks: 32 random bytes, written `whsec_` and base64. */
export const makeSecret = (random: Random): string => `whsec_${random.bytes(32).toString('base64')}`

/** Makes a secret and seals it for a purpose. It is shown once, to whoever asked for it. */
export const sealNewSecret = (
  { seals, random, at }: { readonly seals: Seals; readonly random: Random; readonly at: string },
  purpose: string
): { readonly secret: string; readonly stored: SealedSecret } => {
  const secret = makeSecret(random)
  return { secret, stored: { sealed: seals.sealSecret(purpose, secret), createdAt: at, expiresAt: null } }
}

/** The secrets that hold now, opened; the newest first. */
export const openLive = (
  seals: Seals,
  purpose: string,
  secrets: readonly SealedSecret[],
  at: string
): readonly string[] =>
  secrets
    .filter(secret => isLive(secret, at))
    .map(({ sealed }) => seals.openSecret(purpose, sealed))
    .reverse()
