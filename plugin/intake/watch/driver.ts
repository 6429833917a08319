import type { Subject } from '../../../adapters/contract.ts'
import { hasBegun } from '../../erasure/request.ts'
import { findCovering } from '../../store/records/covering-request.ts'
import type { WatchedRow } from '../../store/records/lists/watch-lists.ts'
import { changePlatform } from '../../store/records/platforms/platforms.ts'
import { endedErasures, isSameAccount } from '../ended-erasures.ts'
import type { WatchParts } from './parts.ts'

/** The problem of a platform on which somebody else carries deletions on. */
export const anotherDriver = 'another-driver'

/** A row that moved on, and whose it is. */
export interface MovedRow {
  readonly row: WatchedRow
  readonly subject: Subject
}

/** Whether an open request of ours has begun to carry this row on. */
const isInHand = async (parts: WatchParts, platform: string, { subject }: MovedRow): Promise<boolean> =>
  (await findCovering(parts, platform, subject))?.body.actions.some(hasBegun) ?? false

/**
 * How many of the rows that moved on did so without us: whoever moves them drives the same pipeline. What has ended is
 * read once for all of them, and after what is open, since a request may end in between.
 */
export const countForeignMoves = async (
  parts: WatchParts,
  platform: string,
  moved: readonly MovedRow[],
  endedSince: string
): Promise<number> => {
  let foreign: MovedRow[] = []
  for (const one of moved) if (!(await isInHand(parts, platform, one))) foreign.push(one)
  if (foreign.length === 0) return 0
  for await (const erased of endedErasures(parts, platform, endedSince)) {
    foreign = foreign.filter(({ subject }) => !isSameAccount(erased, subject))
    if (foreign.length === 0) return 0
  }
  return foreign.length
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
