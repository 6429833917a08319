import type { Context } from './caller.ts'
import { moveRow, PlatformCrash } from './retirement.ts'
import { type Step, steps } from './routes/steps.ts'
import type { RetirementRow, World } from './world.ts'

const pipeline = [
  { start: 'RETIRING_ENROLLMENTS', end: 'ENROLLMENTS_COMPLETE', step: 'unenrolAccount' },
  { start: 'RETIRING_FORUMS', end: 'FORUMS_COMPLETE', step: 'retireForum' },
  { start: 'RETIRING_NOTES', end: 'NOTES_COMPLETE', step: 'retireNotes' },
  { start: 'RETIRING_LMS_MISC', end: 'LMS_MISC_COMPLETE', step: 'retireMisc' },
  { start: 'RETIRING_LMS', end: 'LMS_COMPLETE', step: 'retireAccount' }
]

/**
 * Another driver's next half step with one row (4.2): into the next working state, or the work of the one it is in and
 * its end state, or COMPLETE. Whatever goes wrong leaves the row in ERRORED; a terminal row stays.
 * @returns whether the row moved
 */
export function driveRow(context: Context, row: RetirementRow): boolean {
  const { states } = context.world.settings
  if (['ERRORED', 'ABORTED', 'COMPLETE'].includes(row.state)) return false
  const isInstalled = (name: string) => stepOf(name).isMounted?.(context) ?? true
  const own = pipeline.filter(({ start, step }) => states.includes(start) && isInstalled(step))
  own.sort((a, b) => states.indexOf(a.start) - states.indexOf(b.start))
  const working = own.find(({ start }) => start === row.state)
  if (working !== undefined) {
    const problem = work(context, row, working.step)
    move(context, row, problem === null ? working.end : 'ERRORED', problem ?? 'done')
    return true
  }
  const next = own.find(({ start }) => states.indexOf(start) > states.indexOf(row.state))
  move(context, row, next?.start ?? 'COMPLETE', 'next')
  return true
}

/** Drives a row until it stands in a state, or can go no further. */
export function driveUntil(context: Context, row: RetirementRow, state: string): void {
  while (row.state !== state && driveRow(context, row));
}

/** The rows that such a driver would take up, or one of them. */
export function rowsOf(world: World, username: unknown): RetirementRow[] {
  const rows = [...world.rows.values()]
  return username === undefined ? rows : rows.filter(row => row.originalUsername === username)
}

/** Moves a row as somebody else's driver, its recovery script or the Django admin would: with force. */
export function move({ world, journal }: Context, row: RetirementRow, state: string, response: string): void {
  moveRow(world, row, state, response, true)
  journal.add('state', String(row.person.id), { to: state, by: 'other-driver' })
}

function work(context: Context, row: RetirementRow, name: string): string | null {
  try {
    const { status } = stepOf(name).work(context, row)
    // The reference driver counts a forum that does not know the learner as done (4.1).
    return status < 400 || (status === 404 && name === 'retireForum') ? null : String(status)
  } catch (error) {
    if (error instanceof PlatformCrash) return `500: ${error.message}`
    throw error
  }
}

function stepOf(name: string): Step {
  return steps.find(each => each.name === name)!
}
