import type { PlatformStop } from '../../../erasure/kept-back.ts'
import type { Document, Store } from '../../store.ts'
import type { PlatformBody } from '../bodies.ts'
import { unknownHolds } from '../holds/in-force.ts'
import { pausedByRestore } from '../own/store-restores.ts'
import { pauseOf } from '../pause.ts'

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
