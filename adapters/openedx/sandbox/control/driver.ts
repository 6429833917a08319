import type { Route, StandRequest } from '../../../sandbox/stand.ts'
import type { Context } from '../caller.ts'
import { driveRow, driveUntil, move, rowsOf } from '../driver.ts'
import { cancelRow, PlatformCrash, requestRetirement } from '../retirement.ts'
import { bodyOf } from '../routes/body.ts'
import { addPerson, byUsername, type RetirementRow } from '../world.ts'

/** How a learner can be left behind by another driver (4.2). */
export type Stuck = 'working-state' | 'errored' | 'expired-token' | 'forum-500' | 'email-collision' | 'half-retired'

/** Another driver and an administrator who works past every API; what `stop` ends is the driver's clock. */
export function driverControl(context: Context): { routes: Route[]; stop(): void } {
  const { world, journal } = context
  let timer: NodeJS.Timeout | undefined
  const driveAll = (username: unknown) => rowsOf(world, username).filter(row => driveRow(context, row))
  const post = (name: string, handle: (body: Record<string, unknown>, request: StandRequest) => unknown): Route => ({
    name: `sandbox-${name}`,
    method: 'POST',
    path: `/_sandbox/${name}`,
    handle(request) {
      try {
        return { status: 200, json: handle(bodyOf(request), request) ?? null }
      } catch (error) {
        if (!(error instanceof PlatformCrash)) throw error
        return { status: 400, json: { error: error.message } }
      }
    }
  })
  const routes = [
    post('driver', ({ username, steps = 1, everyMs, until }) => {
      if (everyMs !== undefined) {
        clearInterval(timer)
        // Unreferenced: a driver that goes on must not keep the process of a test alive.
        if (Number(everyMs) > 0) timer = setInterval(() => driveAll(username), Number(everyMs)).unref()
        return { everyMs }
      }
      if (typeof until === 'string') for (const row of rowsOf(world, username)) driveUntil(context, row, until)
      else for (let turn = 0; turn < Number(steps); turn += 1) driveAll(username)
      return showStates(rowsOf(world, username))
    }),
    post('stick', ({ username, kind }) => {
      const row = rowsOf(world, String(username))[0] ?? request(context, username)
      const way = Object.hasOwn(ways, String(kind)) ? ways[kind as Stuck] : undefined
      if (way === undefined) throw new PlatformCrash('no such kind')
      way(context, row)
      return showStates([row])
    }),
    post('retire-user', ({ username }) => showStates([request(context, username)])),
    post('move', ({ username, state }) => {
      for (const row of rowsOf(world, username)) move(context, row, String(state), 'by hand')
      return showStates(rowsOf(world, username))
    }),
    post('cancel', ({ username }) => {
      for (const row of rowsOf(world, String(username))) {
        cancelRow(world, row)
        journal.add('cancelled', String(row.person.id), { by: 'administrator' })
      }
      return null
    })
  ]
  return { routes, stop: () => clearInterval(timer) }
}

function showStates(rows: readonly RetirementRow[]) {
  return rows.map(({ originalUsername, state }) => ({ username: originalUsername, state }))
}

/** Management command `retire_user`: without password and without mail. */
function request({ world, journal }: Context, username: unknown): RetirementRow {
  const person = byUsername(world, String(username))
  if (person === undefined) throw new PlatformCrash('no such person')
  const row = requestRetirement(world, person)
  journal.add('retirement-started', String(person.id), { by: 'command' })
  return row
}

const ways: Readonly<Record<Stuck, (context: Context, row: RetirementRow) => void>> = {
  'working-state': (context, row) => driveUntil(context, row, 'RETIRING_ENROLLMENTS'),
  errored(context, row) {
    driveUntil(context, row, 'ENROLLMENTS_COMPLETE')
    move(context, row, 'ERRORED', 'ConnectionError')
  },
  // The driver never refreshes its token, so it could not even say that it failed.
  'expired-token': (context, row) => driveUntil(context, row, 'RETIRING_LMS_MISC'),
  'forum-500'(context, row) {
    row.person.posts = null
    driveUntil(context, row, 'ERRORED')
  },
  // Somebody before went through the forum and never reached `retire`: the empty e-mail is taken.
  'email-collision'(context, row) {
    const before = addPerson(context.world, { username: `before.${row.originalUsername}` })
    driveUntil(context, requestRetirement(context.world, before), 'FORUMS_COMPLETE')
    driveUntil(context, row, 'ERRORED')
  },
  'half-retired'(context, row) {
    driveUntil(context, row, 'RETIRING_LMS')
    context.world.settings.retireStopsHalfWay = 1
    driveUntil(context, row, 'ERRORED')
  }
}
