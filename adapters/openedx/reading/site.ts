import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { HttpCall, Operation } from '../../contract.ts'
import { explain, isNoSuchRoute } from '../answers.ts'
import type { Connection } from '../connection.ts'
import { sideBySide } from '../side-by-side.ts'
import { isWorkingState } from './retirement.ts'

/** What a site is made of, as far as calls that change nothing can tell. */
export interface Site {
  /** States that exist, of those whose names are known. */
  readonly states: readonly string[]
  /** `v2` takes the account's name and leaves its e-mail empty; `either` may (fact sheet 3.6). */
  readonly forum: ForumKind
  readonly hasNotes: boolean
  readonly hasProctoring: boolean
  /** `enrollment/v2` is mounted (after Verawood). */
  readonly hasUnenrolV2: boolean
  /** The bulk call is mounted. */
  readonly hasBulkStart: boolean
  readonly mayCancel: boolean
  /** Course teams can be changed by the service account (Ulmo and later). */
  readonly hasCourseTeamCall: boolean
  /** Roles of libraries, and where switched on of courses, are in authz (Ulmo and later). */
  readonly hasAuthz: boolean
}

/** Which forum a site has; `either`: there is one, and nothing tells which. */
export type ForumKind = 'v2' | 'legacy' | 'either' | 'none'

/**
 * Names that sites on the platform's defaults or on the Tutor plugin have (fact sheet 2.1, 8.3). LOCKING_ACCOUNT comes
 * first among the working ones on both, and no other driver rests in it: a row elsewhere is not ours.
 */
export const knownStates: readonly string[] = [
  'PENDING',
  'LOCKING_ACCOUNT',
  'LOCKING_COMPLETE',
  'RETIRING_EMAIL_LISTS',
  'EMAIL_LISTS_COMPLETE',
  'RETIRING_ENROLLMENTS',
  'ENROLLMENTS_COMPLETE',
  'RETIRING_FORUMS',
  'FORUMS_COMPLETE',
  'RETIRING_NOTES',
  'NOTES_COMPLETE',
  'RETIRING_LMS_MISC',
  'LMS_MISC_COMPLETE',
  'RETIRING_LMS',
  'LMS_COMPLETE',
  'ERRORED',
  'ABORTED',
  'COMPLETE'
]

const rememberMs = 600_000
const remembered = new WeakMap<Connection, { site: Site; until: number }>()
const underWay = new WeakMap<Connection, { site: Promise<Site>; by: AbortSignal }>()

/** What the site is made of, read anew every ten minutes: it takes some twenty calls, and changes with a deployment. */
export async function recallSite(connection: Connection, signal: AbortSignal): Promise<Site> {
  const known = remembered.get(connection)
  if (known !== undefined && connection.now().getTime() < known.until) return known.site
  // Whoever comes while it is being read waits for the same answer; is it broken off by whoever began, they begin anew.
  const begun = underWay.get(connection)
  if (begun !== undefined)
    return begun.site.catch(error => {
      if (!begun.by.aborted) throw error
      return recallSite(connection, signal)
    })
  const site = readSite(connection, signal).finally(() => underWay.delete(connection))
  underWay.set(connection, { site, by: signal })
  return site
}

/**
 * Finds out what the site is made of; every call is a GET. The first goes alone: where a site cannot be asked, it is not
 * asked twenty times more. The others go side by side, as far as the site lets them, because erasures wait for them.
 */
export async function readSite(connection: Connection, signal: AbortSignal): Promise<Site> {
  const {
    forum = 'probe',
    notes = 'probe',
    proctoring = 'probe',
    mayCancel = true,
    workerUsername
  } = connection.options
  const isMounted = async (operation: Operation, params?: HttpCall['params']) =>
    (await probe(connection, operation, { signal, ...(params && { params }) })) === 'mounted'
  const params = { username: workerUsername }
  const hasCourseTeamCall = !isNoSuchRoute(
    await connection.call(operations.listManagedCourses, { query: params, signal })
  )
  const [states, roles, hasForum, hasNotes, hasProctoring, hasUnenrolV2, hasBulkStart, hasCancel] = await sideBySide([
    readStates(connection, signal),
    connection.call(operations.listAuthzRoles, { params, signal }),
    forum === 'probe' ? isMounted(operations.probeForum) : null,
    notes === 'probe' ? isMounted(operations.probeNotes) : notes,
    proctoring === 'probe' ? isMounted(operations.probeProctoring, { user_id: '0' }) : proctoring,
    isMounted(operations.probeUnenrolV2),
    isMounted(operations.probeStart),
    mayCancel && isMounted(operations.probeCancel)
  ])
  const site: Site = {
    states,
    forum: forum === 'probe' ? nameForum(hasForum === true, hasCourseTeamCall) : forum,
    hasNotes,
    hasProctoring,
    hasUnenrolV2,
    hasBulkStart,
    mayCancel: hasCancel,
    hasCourseTeamCall,
    hasAuthz: !isNoSuchRoute(roles)
  }
  remembered.set(connection, { site, until: connection.now().getTime() + rememberMs })
  return site
}

/** The Ruby forum went with the release that brought the course-team call (9). */
function nameForum(isMounted: boolean, hasCourseTeamCall: boolean): ForumKind {
  if (!isMounted) return 'none'
  return hasCourseTeamCall ? 'v2' : 'either'
}

/** Working states of the site, the one to use first in front. */
export function workingStates(states: readonly string[]): readonly string[] {
  return states.filter(isWorkingState)
}

/** Days, a hundred years: only rows older than that are listed, and there is none, however many have ended. */
const beforeAnyRow = 36_500

/** No call lists the states, so each name is asked for: a 400 says that the site does not have it (9). */
async function readStates(connection: Connection, signal: AbortSignal): Promise<readonly string[]> {
  const operation = operations.listRetirementQueue
  const names = [...new Set([...knownStates, ...(connection.options.states ?? [])])]
  const exists = async (name: string): Promise<boolean> => {
    const query = { cool_off_days: beforeAnyRow, states: [name] }
    const answer = await connection.call(operation, { query, signal })
    if (answer.status !== 200 && answer.status !== 400) throw explain(operation, answer)
    return answer.status === 200
  }
  const found = await sideBySide(names.map(exists))
  return names.filter((_, at) => found[at])
}

/** A GET on a POST path: rights are asked before the method, so 405 means there and permitted, 404 not mounted (9). */
async function probe(
  connection: Connection,
  operation: Operation,
  call: Pick<HttpCall, 'params' | 'signal'>
): Promise<'mounted' | 'absent' | 'not-permitted'> {
  const answer = await connection.call(operation, call)
  if (answer.status === 405) return 'mounted'
  if (answer.status === 404) return 'absent'
  if (answer.status === 403) return 'not-permitted'
  throw explain(operation, answer)
}
