import { dayMs } from '../../durations.ts'
import { origins } from '../../erasure/demand/demand.ts'
import { type PlatformPolicy, resolvePolicy } from '../../erasure/policy.ts'
import { startRounds } from '../../rounds.ts'
import type { EndedIds } from '../../store/ended-ids/ledger.ts'
import type { StandingLine } from '../../store/ended-ids/line.ts'
import { noteSettled } from '../../store/records/own/store-restores.ts'
import { listPlatforms } from '../../store/records/platforms/platforms.ts'
import type { WorkParts } from '../parts.ts'

const longest = (kind: Parameters<typeof resolvePolicy>[0], policy: PlatformPolicy): number =>
  Math.max(...origins.map(origin => resolvePolicy(kind, policy, origin).keepReplayMs))

/** A backup that takes longer than this may hold an end as settled, and its request as it was before. */
const longestBackupMs = dayMs

/** Up to this line every one is closed, which is said once the store has what it says, and older than a backup takes. */
const settledBy = (lines: readonly StandingLine[], nowMs: number): number => {
  const first = lines.findIndex(({ standing, at }) => standing === 'open' || Date.parse(at) + longestBackupMs > nowMs)
  return lines.slice(0, first === -1 ? lines.length : first).at(-1)?.n ?? 0
}

/**
 * Forgets lines that no backup can need any more: older than the longest backup of our own data and the longest term of
 * a replay together; and notes which of the others need not be compared again at a start. At the start and once a day.
 * Returns how to stop.
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
    const nowMs = clock.now().getTime()
    await endedIds.forgetBefore(new Date(nowMs - keptMs).toISOString())
    await noteSettled(store, settledBy(endedIds.lines(), nowMs))
  }
  return startRounds({
    clock,
    everyMs: dayMs,
    round: forget,
    tell: () => log.error({ code: 'ended-ids-kept' }, 'old lines of ended ids could not be forgotten')
  })
}
