import type { Store } from '../store.ts'
import type { PlatformBody } from './bodies.ts'
import { changeOrMake, filed } from './change.ts'

/** Who keeps everything destructive back, since when, and why. */
export interface Pause {
  readonly at: string
  readonly by: string
  readonly because: string
}

const id = 'site-pause'

/** The pause of the whole installation; null: none. */
export const readSitePause = async (store: Store): Promise<Pause | null> =>
  (await store.look<{ readonly pause: Pause | null }>('ledger', id))?.body.pause ?? null

/** Pauses the whole installation, or lets it go on (`null`). What each platform has of its own stays as it is. */
export const setSitePause = async (store: Store, pause: Pause | null): Promise<void> => {
  await changeOrMake<{ readonly pause: Pause | null }>(store, { kind: 'ledger', id }, () => filed({ pause }))
}

/** Why nothing destructive happens on a platform, its own pause before that of the whole; null: no pause. */
export const pauseOf = async (
  store: Store,
  { paused }: Pick<PlatformBody, 'paused'>
): Promise<{ readonly code: 'platform-paused' | 'everything-paused'; readonly pause: Pause } | null> => {
  if (paused !== null) return { code: 'platform-paused', pause: paused }
  const pause = await readSitePause(store)
  return pause === null ? null : { code: 'everything-paused', pause }
}

/** The code of it alone. */
export const pausedBy = async (
  store: Store,
  platform: Pick<PlatformBody, 'paused'>
): Promise<'platform-paused' | 'everything-paused' | null> => (await pauseOf(store, platform))?.code ?? null
