import { readLifecycle } from '../../store/records/lifecycles.ts'
import { inactiveKeys } from './look-at-accounts.ts'
import type { LifecycleParts } from './parts.ts'
import { planRun } from './run.ts'

/** What people may ask of the life of accounts without anything being done. */
export const createLifecycles = (parts: LifecycleParts) => ({
  /** What a run would do now; null while nothing is set. Throws `PlatformError`. */
  async plan(platform: string, signal: AbortSignal) {
    const body = await readLifecycle(parts, platform)
    const connected = await parts.platforms.get(platform)
    if (body.settings === null || connected === null) return null
    return planRun(parts, connected, body, body.settings, signal)
  },

  /** Accounts without activity, as far as a list or a fact provider says. */
  async inactiveKeys(platform: string, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const connected = await parts.platforms.get(platform)
    if (connected === null) return new Set()
    return (await inactiveKeys(parts, connected, await readLifecycle(parts, platform), signal)).keys
  }
})
