import type { Registration } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { findFallback, readLifecycle, readMe } from './accounts.ts'
import { type Account, readObject, readText } from './answers.ts'
import { probePermissions } from './permissions.ts'
import type { Rest } from './rest.ts'

type Problem = Registration['problems'][number]

/** Paths whose absence takes something away, and from which releases on they are there (fact sheet 9). */
const routes: Readonly<Record<string, string>> = {
  lifecycle: '/users/{}/lifecycle',
  'owned-courses': '/users/{}/courses/owned',
  authentications: '/users/{}/authentications',
  organisations: '/organisations',
  grading: '/grading/assignments/tests',
  curricula: '/curriculum'
}

/** Tries, by reading only, what the credentials may do and what this release has. */
export async function registerSite(rest: Rest, signal: AbortSignal): Promise<Registration> {
  const me = await introduce(rest, signal)
  if ('code' in me) return { version: null, capabilities: {}, permissions: [], problems: [me] }
  const permissions = await probePermissions(rest, me, signal)
  const manages = permissions.find(({ id }) => id === 'manage-users')?.state === 'present'
  const capabilities = { ...(await readCapabilities(rest, signal)), generatedNames: me.login === null }
  const fallback = await hasFallback(rest, signal)
  const isTooOld = (await readLifecycle(rest, me.key, signal)) === 'absent'
  return {
    version: await readVersion(rest, signal),
    capabilities: { ...capabilities, fallbackAdministrator: fallback },
    permissions,
    problems: [
      ...(manages ? [] : [problem('cannot-manage-users', 'Give the account the role administrator.')]),
      ...(isTooOld
        ? [problem('release-too-old', 'Update OpenOlat: births and statuses of accounts cannot be read.')]
        : [])
    ]
  }
}

async function introduce(rest: Rest, signal: AbortSignal): Promise<Account | Problem> {
  try {
    return await readMe(rest, signal)
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure !== 'refused') throw error
    if (error.code === 'credentials-refused') return problem(error.code, 'Make a new API key and enter it.')
    if (error.code === 'password-refused')
      return problem(error.code, 'Make an API key and enter it: a site can refuse every password.')
    // Any signed-in account may read itself: a refusal means that nobody may read anything.
    return problem('rest-off', 'Switch the REST interface on (restapi.enable).')
  }
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
async function hasFallback(rest: Rest, signal: AbortSignal): Promise<boolean> {
  try {
    return (await findFallback(rest, signal)) !== null
  } catch (error) {
    if (error instanceof PlatformError && error.failure === 'refused') return false
    throw error
  }
}

function problem(code: string, fix: string): Problem {
  return { code, fix, stops: 'all' }
}
