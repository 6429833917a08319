import type { Permission, Registration } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { quoteExactly, readMe, readStatus, searchAccounts } from './accounts.ts'
import { type Account, readList, readNumber, readObject, readText } from './answers.ts'
import { seesGradedTests } from './facts/grading.ts'
import type { OperationId, Rest, RestCall } from './rest.ts'

type Problem = Registration['problems'][number]

/** Paths whose absence takes something away, and from which releases on they are there (fact sheet 9). */
const routes: Readonly<Record<string, string>> = {
  lifecycle: '/users/{}/lifecycle',
  'owned-courses': '/users/{}/courses/owned',
  authentications: '/users/{}/authentications',
  organisations: '/organisations',
  grading: '/grading/assignments/tests'
}

/** Tries, by reading only, what the credentials may do and what this release has. */
export async function registerSite(rest: Rest, signal: AbortSignal): Promise<Registration> {
  const me = await introduce(rest, signal)
  if ('code' in me) return { version: null, capabilities: {}, permissions: [], problems: [me] }
  const permissions = await probePermissions(rest, me, signal)
  const manages = permissions.find(({ id }) => id === 'manage-users')?.state === 'present'
  const capabilities = { ...(await readCapabilities(rest, signal)), generatedNames: me.login === null }
  const fallback = await findFallback(rest, signal)
  return {
    version: await readVersion(rest, signal),
    capabilities: { ...capabilities, fallbackAdministrator: fallback },
    permissions,
    problems: manages ? [] : [problem('cannot-manage-users', 'Give the account the role administrator.')]
  }
}

async function introduce(rest: Rest, signal: AbortSignal): Promise<Account | Problem> {
  try {
    return await readMe(rest, signal)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'refused') throw error
    if (error.code === 'credentials-refused') return problem(error.code, 'Make a new API key and enter it.')
    // Any signed-in account may read itself: a refusal means that nobody may read anything.
    return problem('rest-off', 'Switch the REST interface on (restapi.enable).')
  }
}

async function probePermissions(rest: Rest, me: Account, signal: AbortSignal): Promise<Permission[]> {
  const tries = async (operation: OperationId, call: Omit<RestCall, 'signal'> = {}) => {
    return (await rest.call(operation, { ...call, signal })).status === 200
  }
  const roles = await rest.call('getUserRoles', { params: { key: me.key }, signal })
  const held = roles.status === 200 ? readObject('getUserRoles', roles) : {}
  const isOwner = await readsOwners(rest, signal)
  return [
    permit(
      'manage-users',
      (await readStatus(rest, me.key, signal)) !== 'out-of-reach',
      'nobody can be blocked or deleted'
    ),
    permit(
      'search-users',
      await tries('searchUsers', { query: { login: quoteExactly(me.login ?? me.key) } }),
      'nobody is found'
    ),
    permit(
      'see-organisations',
      await tries('listOrganisations'),
      'roles outside of the default organisation stay unseen, and names cannot be removed'
    ),
    permit(
      'change-owners',
      isOwner === true,
      isOwner === null ? 'it could not be tried: there is no learning resource yet' : 'courses cannot be handed over'
    ),
    permit('change-coaches', held.groupManager === true || held.olatAdmin === true, 'groups cannot be handed over'),
    permit(
      'see-grading',
      (await tries('listGradedTests')) && (await seesGradedTests(rest, signal)),
      'open grading orders stay unknown'
    ),
    ...(held.systemAdmin === true
      ? [
          {
            id: 'system-administration',
            state: 'broader-than-needed',
            means: 'erasing needs no system administrator'
          } as const
        ]
      : [])
  ]
}

async function readsOwners(rest: Rest, signal: AbortSignal): Promise<boolean | null> {
  const list = await rest.call('listEntries', { query: { start: 0, limit: 1 }, isPaged: true, signal })
  if (list.status !== 200) return false
  const entry = readList('listEntries', list, 'repositoryEntries')[0]
  if (entry === undefined) return null
  const of = readNumber('listEntries', entry, 'key')
  return (await rest.call('listEntryOwners', { params: { of }, signal })).status === 200
}

async function readCapabilities(rest: Rest, signal: AbortSignal): Promise<Record<string, boolean>> {
  const answer = await rest.call('getOpenapi', { signal })
  // Without the document nothing is known to be absent; each call then finds out for itself.
  if (answer.status !== 200) return { document: false }
  const paths = Object.keys((readObject('getOpenapi', answer).paths as object | null) ?? {})
  const known = new Set(paths.map(path => path.replace(/\{[^}]*\}/g, '{}')))
  return Object.fromEntries([['document', true], ...Object.entries(routes).map(([id, path]) => [id, known.has(path)])])
}

async function readVersion(rest: Rest, signal: AbortSignal): Promise<string | null> {
  const answer = await rest.call('getRelease', { signal })
  return answer.status === 200 ? readText(readObject('getRelease', answer), 'olatVersion') : null
}

// If nobody has that login, OpenOlat leaves what it should take over without an owner (fact sheet 3.3).
async function findFallback(rest: Rest, signal: AbortSignal): Promise<boolean> {
  try {
    const hits = await searchAccounts(rest, { login: quoteExactly(rest.fallbackAdministrator) }, signal)
    return hits.some(hit => hit.login === rest.fallbackAdministrator)
  } catch (error) {
    if (error instanceof PlatformError && error.failure === 'refused') return false
    throw error
  }
}

function permit(id: string, isPresent: boolean, missing: string): Permission {
  return { id, state: isPresent ? 'present' : 'missing', means: isPresent ? 'works' : missing }
}

function problem(code: string, fix: string): Problem {
  return { code, fix, stops: 'all' }
}
