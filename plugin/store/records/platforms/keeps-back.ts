import type { PlatformStop } from '../../../erasure/kept-back.ts'
import type { Document, Store } from '../../store.ts'
import type { PlatformBody } from '../bodies.ts'
import { unknownHolds } from '../holds/in-force.ts'
import { pausedByRestore } from '../own/store-restores.ts'
import { pauseOf } from '../pause.ts'
import { listPlatforms } from './platforms.ts'

/**
 * What keeps everything destructive on a platform back, the same for the worker and for whoever asks why nothing happens:
 * a pause before holds that nobody can read, and these before another driver; null: nothing does.
 */
export const keepsBack = async (
  store: Store,
  { id, body }: Pick<Document<PlatformBody>, 'id' | 'body'>
): Promise<PlatformStop | null> => {
  const paused = await pauseOf(store, body)
  if (paused !== null) {
    const { code, pause } = paused
    return {
      because: code,
      at: pause.at,
      turn: pause.because === pausedByRestore ? 'privacy-officer' : 'administrator'
    }
  }
  const unknown = await unknownHolds(store, id)
  if (unknown === 'hold-damaged') return { because: unknown, at: null, turn: 'privacy-officer' }
  if (unknown === 'hold-incomplete') return { because: unknown, at: null, turn: 'nobody' }
  const isDrivenElsewhere = body.registration.problems.some(({ code }) => code === 'another-driver')
  return isDrivenElsewhere ? { because: 'another-driver', at: null, turn: 'administrator' } : null
}

/** What keeps platforms back, by their ids; one that nothing does is not there. */
export type Stops = ReadonlyMap<string, PlatformStop>

/** The same of all platforms, each asked once for however many requests. */
export const stopsOfAll = async (store: Store): Promise<Stops> => {
  const stops = new Map<string, PlatformStop>()
  const ask = async (platform: Document<PlatformBody>): Promise<void> => {
    const stop = await keepsBack(store, platform)
    if (stop !== null) stops.set(platform.id, stop)
  }
  await Promise.all((await listPlatforms(store)).map(ask))
  return stops
}
