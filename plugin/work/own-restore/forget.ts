import { dayMs } from '../../durations.ts'
import { origins } from '../../erasure/demand/demand.ts'
import { type PlatformPolicy, resolvePolicy } from '../../erasure/policy.ts'
import { startRounds } from '../../rounds.ts'
import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import type { WorkParts } from '../parts.ts'

const longest = (kind: Parameters<typeof resolvePolicy>[0], policy: PlatformPolicy): number =>
  Math.max(...origins.map(origin => resolvePolicy(kind, policy, origin).keepReplayMs))

/**
 * Forgets lines that no backup can need any more: older than the longest backup of our own data and the longest term of
 * a replay together. At the start and once a day. Returns how to stop.
 */
export const startForgettingEnds = (
  { store, clock, log }: Pick<WorkParts, 'store' | 'clock' | 'log'>,
  endedIds: EndedIds,
  ownBackupMs: number
): (() => Promise<void>) => {
  const forget = async (): Promise<void> => {
    const terms = (await listPlatforms(store)).map(({ body }) => longest(body.kind, body.policy))
    const keptMs = ownBackupMs + Math.max(0, ...terms)
    await endedIds.refresh()
    await endedIds.forgetBefore(new Date(clock.now().getTime() - keptMs).toISOString())
  }
  return startRounds({
    clock,
    everyMs: dayMs,
    round: forget,
    tell: () => log.error({ code: 'ended-ids-kept' }, 'old lines of ended ids could not be forgotten')
  })
}
