import { aliasesOf } from '../../store/records/aliases.ts'
import { exclusiveKeyForHolds, holdsOn, isHoldUnknown } from '../../store/records/holds.ts'
import { getPlatform } from '../../store/records/platforms.ts'
import type { Taking } from './taking.ts'

/**
 * What came in between the look ahead and the moment before a call is passed on; null: nothing. Passing on is where the
 * platform begins, so it takes the critical section in which holds are placed, as entering `erasing` does: a hold is
 * seen here, or its signal finds the demand that is stored already.
 */
export const stoppedSince = ({ parts, site, asking }: Taking): Promise<'legal-hold' | 'platform-paused' | null> => {
  const { store, keys } = parts
  const { platform } = site
  return store.exclusive(exclusiveKeyForHolds(platform), async () => {
    if ((await holdsOn(store, platform, aliasesOf(keys, platform, asking.subject))).length > 0) return 'legal-hold'
    const { body } = await getPlatform(store, platform)
    // A hold that nobody can read may be anybody's.
    return body.paused !== null || (await isHoldUnknown(store)) ? 'platform-paused' : null
  })
}
