import type { Plan } from '../../../adapters/contract.ts'
import type { Policy } from '../policy.ts'

/** How long a deletion takes here, in milliseconds. */
export interface TimeItTakes {
  /** In which it can be taken back or objected to. */
  readonly coolOffMs: number
  /** Between two steps of the platform, above all until sign-ins that are still open have ended. */
  readonly waitsMs: number
  /** In which what happened is read back; nothing else is read back longer than that before a person looks. */
  readonly readingMs: number
}

/** Drawn from what the site has set and from the plan, which knows how long sign-ins live there. */
export const timeItTakes = (
  { coolOffMs, noticeMs, confirmTries, confirmEveryMs }: Policy,
  plan: Plan | null,
  isAskedByOthers: boolean
): TimeItTakes => ({
  coolOffMs: isAskedByOthers ? Math.max(coolOffMs, noticeMs) : coolOffMs,
  waitsMs: (plan?.actions ?? []).flatMap(({ waits }) => waits.map(({ ms }) => ms)).reduce((sum, ms) => sum + ms, 0),
  readingMs: confirmTries * confirmEveryMs
})
