import type { Platform } from '../../adapters/contract.ts'
import type { PlatformBody } from '../store/records/bodies.ts'
import type { Store } from '../store/store.ts'
import type { ConnectedPlatform, ConnectedPlatforms } from './parts.ts'

/** What a connection is made of: as long as this stays the same, it is used on. */
const fingerprintOf = (body: PlatformBody): string => JSON.stringify([body.options, body.sealedSecrets])

/** Keeps one connection a platform, and makes a new one when its options change. */
export const createConnections = (
  store: Store,
  connect: (id: string, body: PlatformBody) => Platform
): ConnectedPlatforms => {
  const open = new Map<string, { readonly body: PlatformBody; readonly made: string; readonly platform: Platform }>()
  const drop = async (id: string) => {
    const known = open.get(id)
    open.delete(id)
    await known?.platform.close()
  }
  /** How many looks began; and of each platform the last one whose answer was taken. */
  let looks = 0
  const taken = new Map<string, number>()

  return {
    async get(id): Promise<ConnectedPlatform | null> {
      looks += 1
      const look = looks
      const stored = await store.look<PlatformBody>('platform', id)
      const known = open.get(id)
      // A look that began later has told more already: what this one saw may be older.
      if (look < (taken.get(id) ?? 0))
        return known === undefined ? null : { id, body: known.body, platform: known.platform }
      taken.set(id, look)
      if (stored === null) {
        await drop(id)
        return null
      }
      const { body } = stored
      if (known?.body === body) return { id, body, platform: known.platform }
      const made = fingerprintOf(body)
      if (known?.made === made) {
        open.set(id, { ...known, body })
        return { id, body, platform: known.platform }
      }
      const platform = connect(id, body)
      open.set(id, { body, made, platform })
      // Calls under way end on the connection they began on.
      await known?.platform.close()
      return { id, body, platform }
    },
    async close() {
      for (const id of [...open.keys()]) await drop(id)
    }
  }
}
