import type { Foreseen } from '../../erasure/foreseen.ts'
import { heldAliasesOf, stoppingHolds, unknownHolds } from '../../store/records/holds/in-force.ts'
import { exclusiveOnSubject } from '../../store/records/holds/section.ts'
import { pausedBy } from '../../store/records/pause.ts'
import { getPlatform } from '../../store/records/platforms/platforms.ts'
import type { Taking } from './taking.ts'

/** What came in between: a hold, which the demand waits for, or a pause, after which it is to be made again. */
export interface Stopped {
  readonly because: string
  readonly waits: boolean
}

/**
 * What came in between the look ahead and the moment before a call is passed on; null: nothing. Passing on is where the
 * platform begins, so it takes the critical section in which holds are placed, as entering `erasing` does: a hold is
 * seen here, or its signal finds the demand that is stored already.
 */
export const stoppedSince = ({ parts, site, asking }: Taking, { plan }: Foreseen): Promise<Stopped | null> => {
  const { store, keys, clock } = parts
  const { platform } = site
  const aliases = heldAliasesOf(keys, platform, asking.subject)
  return exclusiveOnSubject(store, aliases, async () => {
    const { codes } = await stoppingHolds(store, platform, aliases, plan, clock.now().toISOString())
    if (codes[0] !== undefined) return { because: codes[0], waits: true }
    const { body } = await getPlatform(store, platform)
    // A hold that nobody can read may be anybody's.
    const isUnknown = (await unknownHolds(store, platform)) !== null
    const because = (await pausedBy(store, body)) ?? (isUnknown ? 'platform-paused' : null)
    return because === null ? null : { because, waits: false }
  })
}
