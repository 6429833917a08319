import type { Subject } from '../../../adapters/contract.ts'
import { hasBegun } from '../../erasure/request.ts'
import type { WatchedRow } from '../../store/records/lists/watch-lists.ts'
import { changePlatform } from '../../store/records/platforms/platforms.ts'
import { findCovering, findEndedErasure } from '../covering.ts'
import type { WatchParts } from './parts.ts'

/** The problem of a platform on which somebody else carries deletions on. */
export const anotherDriver = 'another-driver'

/** A row that moved on, and whose it is. */
export interface MovedRow {
  readonly row: WatchedRow
  readonly subject: Subject
}

/** Whether a request of ours carries this row on, or did until just now. */
const isOurs = async (
  parts: WatchParts,
  platform: string,
  { subject }: MovedRow,
  endedSince: string
): Promise<boolean> => {
  const open = await findCovering(parts, platform, subject)
  if (open?.body.actions.some(hasBegun)) return true
  return (await findEndedErasure(parts, platform, subject, endedSince)) !== null
}

/** How many of the rows that moved on did so without us: whoever moves them drives the same pipeline. */
export const countForeignMoves = async (
  parts: WatchParts,
  platform: string,
  moved: readonly MovedRow[],
  endedSince: string
): Promise<number> => {
  let count = 0
  for (const one of moved) {
    if (!(await isOurs(parts, platform, one, endedSince))) count += 1
  }
  return count
}

/**
 * Puts `another-driver` among the problems of the platform, so that nothing is driven beside it. It stays until an
 * administrator has the platform checked again; a driver that still runs is then seen anew.
 */
export const noteAnotherDriver = async ({ store }: WatchParts, platform: string): Promise<void> => {
  await changePlatform(store, platform, body => {
    const { problems } = body.registration
    if (problems.some(({ code }) => code === anotherDriver)) return body
    const fix = 'Switch the other driver off (its cron job or plugin), then check the platform again.'
    const problem = { code: anotherDriver, fix, stops: 'all' } as const
    return { ...body, registration: { ...body.registration, problems: [...problems, problem] } }
  })
}
