import type { Route, StandAnswer, StandRequest } from '../../../sandbox/stand.ts'
import { type Context, guard } from '../caller.ts'
import { isWorkingState, PlatformCrash } from '../retirement.ts'
import { type RetirementRow, rowByOriginal } from '../world.ts'
import { bodyOf, personOf } from './body.ts'
import { retireForum, retireLegacyForum, retireLms, unenrol } from './scrub.ts'
import { noSuchRoute } from './start.ts'

/** One step of a retirement as an endpoint. */
export interface Step {
  readonly name: string
  readonly path: string
  /** The same mistake, a learner not in a working state, has a different code per endpoint (3.6). */
  readonly wrongState: number
  isMounted?(context: Context): boolean
  work(context: Context, row: RetirementRow): StandAnswer
}

/** Every step, by its endpoint. */
export const steps: readonly Step[] = [
  { name: 'unenrolAccount', path: '/api/enrollment/v1/unenroll/', wrongState: 500, work: unenrol },
  {
    name: 'unenrolAccountV2',
    path: '/api/enrollment/v2/enrollment/unenroll/',
    wrongState: 500,
    isMounted: ({ world }) => world.settings.unenrolV2,
    work: unenrol
  },
  {
    name: 'retireNotes',
    path: '/api/edxnotes/v1/retire_user/',
    wrongState: 405,
    isMounted: ({ world }) => world.settings.notes !== 'absent',
    work({ world, journal }, { person }) {
      if (world.settings.notes === 'down') throw new PlatformCrash('notes service')
      journal.add('notes-retired', String(person.id), { notes: person.notes })
      person.notes = 0
      return { status: 204 }
    }
  },
  {
    name: 'retireMisc',
    path: '/api/user/v1/accounts/retire_misc/',
    wrongState: 400,
    work({ journal }, { person }) {
      journal.add('misc-retired', String(person.id), { changed: !person.miscRetired || person.wikiRevisions > 0 })
      person.wikiRevisions = 0
      person.pendingName = null
      person.miscRetired = true
      return { status: 204 }
    }
  },
  {
    name: 'retireForum',
    path: '/api/discussion/v1/accounts/retire_forum/',
    wrongState: 500,
    isMounted: ({ world }) => world.settings.forum,
    work(context, row) {
      const { forumService, forumBackend } = context.world.settings
      if (forumService === 'down') throw new PlatformCrash('forum')
      return forumBackend === 'legacy' ? retireLegacyForum(context, row) : retireForum(context, row)
    }
  },
  { name: 'retireAccount', path: '/api/user/v1/accounts/retire/', wrongState: 400, work: retireLms }
]

/** The steps of a retirement (3.3, 3.5, 3.6): any working state will do, the row is found by the original username. */
export function stepRoutes(context: Context): Route[] {
  const probes = {
    retireNotes: 'probeNotes',
    retireForum: 'probeForum',
    unenrolAccountV2: 'probeUnenrolV2'
  } as Record<string, string>
  return steps.flatMap(step => {
    const isMounted = () => step.isMounted?.(context) ?? true
    const post = guard(context, { right: 'ret' }, request => run(context, step, request))
    const get = guard(context, { right: 'ret' }, () => ({ status: 405, json: { detail: 'Method "GET" not allowed.' } }))
    return [
      {
        name: step.name,
        method: 'POST',
        path: step.path,
        person: personOf(context.world),
        handle: request => (isMounted() ? post(request) : noSuchRoute())
      },
      {
        name: probes[step.name] ?? `${step.name}-get`,
        method: 'GET',
        path: step.path,
        handle: request => (isMounted() ? get(request) : noSuchRoute())
      }
    ] satisfies Route[]
  })
}

function run(context: Context, step: Step, request: StandRequest): StandAnswer {
  const { username } = bodyOf(request)
  const isV2 = step.name === 'unenrolAccountV2'
  if (username === undefined) {
    return isV2
      ? { status: 400, json: { username: ['This field is required.'] } }
      : { status: 404, json: { message: 'The user was not specified.' } }
  }
  const row = rowByOriginal(context.world, username)
  if (row === undefined) {
    if (isV2) return { status: 404, json: { detail: 'Not found.' } }
    return { status: 404, ...(step.name === 'unenrolAccount' && { json: 'No retirement.' }) }
  }
  if (!isWorkingState(row.state)) {
    context.journal.add(step.name, String(row.person.id), { state: row.state }, true)
    return { status: step.wrongState, json: `${row.state} is not a working state.` }
  }
  return step.work(context, row)
}
