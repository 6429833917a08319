import { defaultPolicy } from '../../erasure/policy.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { filed } from '../../store/records/change.ts'
import { removeSource } from '../../store/records/sources/sources.ts'
import { StoreError } from '../../store/store-error.ts'
import type { WatchParts } from './parts.ts'

/** The id of the source that the watch of a platform stands for. */
export const watchSourceId = (platform: string): string => `watch-${platform}`

/**
 * The source under which the watch of a platform brings in what it saw: without a secret, so that nobody can send in its
 * name, and with a brake that is released like any other. Made when it is needed first.
 */
export const getWatchSource = async (
  { store, clock }: Pick<WatchParts, 'store' | 'clock'>,
  platform: { readonly id: string; readonly name: string }
): Promise<string> => {
  const id = watchSourceId(platform.id)
  if ((await store.get('source', id)) !== null) return id
  const body: SourceBody = {
    name: `watch of ${platform.name}`.slice(0, 120),
    types: [],
    platforms: [platform.id],
    origins: ['platform'],
    standingMandate: false,
    dailyCap: 1_000_000,
    // Goes by the policy of the platform: a mass deletion there may be a mishap.
    brakePerHour: defaultPolicy.brakePerHour,
    brakeReleases: [],
    secrets: [],
    createdAt: clock.now().toISOString()
  }
  try {
    await store.put('source', id, filed(body), { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'revision-conflict')) throw error
  }
  return id
}

/** Takes the source off the list when its platform is gone; what its brake keeps back can still be released. */
export const removeWatchSource = async (
  { store, clock }: Pick<WatchParts, 'store' | 'clock'>,
  platform: string
): Promise<void> => {
  const known = await store.get('source', watchSourceId(platform))
  if (known !== null && known.shelf === null) await removeSource(store, known.id, clock.now().toISOString())
}
