import { timingSafeEqual } from 'node:crypto'
import type { Random } from '../../../random.ts'
import type { Document, Store } from '../../store.ts'
import type { PlatformBody } from '../bodies.ts'
import { changePlatform, listPlatforms } from '../platforms/platforms.ts'
import type { Seals } from '../seals.ts'

type With = { readonly store: Store; readonly seals: Seals }

const hashOf = (seals: Seals, secret: string): string => seals.hashForIndex('hint-secret', secret)

/** A new secret for hints: 32 random bytes that stand in an address. */
export const makeHintSecret = (random: Random): string => random.bytes(32).toString('base64url')

/** Sets the secret of a platform; the one before ends. Only its keyed hash is stored. Throws `platform-unknown`. */
export const setHintSecret = (
  { store, seals }: With,
  platform: string,
  secret: string,
  { by, at }: { readonly by: string; readonly at: string }
): Promise<Document<PlatformBody>> =>
  changePlatform(store, platform, body => ({
    ...body,
    hints: { secretHash: hashOf(seals, secret), madeAt: at, by }
  }))

/** The platform whose secret this is; null for none. Every secret is compared, each in constant time. */
export const findHinted = async ({ store, seals }: With, secret: string): Promise<string | null> => {
  const given = Buffer.from(hashOf(seals, secret))
  let found: string | null = null
  for (const { id, body } of await listPlatforms(store)) {
    const known = body.hints == null ? null : Buffer.from(body.hints.secretHash)
    // Compared with something in any case, so that the time does not tell how many platforms take hints.
    const isEqual = timingSafeEqual(known ?? Buffer.alloc(given.length), given)
    if (isEqual && known !== null) found = id
  }
  return found
}
