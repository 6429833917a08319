import type { Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { type Account, readAccount, readList, readNumber, readObject, readText } from './answers.ts'
import { isNotAllowed, type Rest, refuseAnswer } from './rest.ts'

/** Below this an account is visible and may log in. */
const visibleLimit = 100

/** Accounts that fit a search, those that may not log in included. */
export async function searchAccounts(
  rest: Rest,
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal
): Promise<Account[]> {
  const answer = await rest.call('searchUsers', { query: { ...query, statusVisibleLimit: 'all' }, signal })
  if (isNotAllowed(answer)) {
    const code = (await explainCaller(rest, signal)) ?? 'not-allowed'
    throw new PlatformError('refused', code, { operation: 'searchUsers', status: 403, mayHaveHappened: false })
  }
  return readList('searchUsers', answer).map(item => readAccount('searchUsers', item))
}

/** A name that nobody has: asked for, it tells a caller who may look (404) from one who may not (403). */
const nobody = 'lethe-asks-for-nobody'

/** What keeps the caller from managing anybody at all; null when nothing does (fact sheet 1.1 and 1.3). */
export async function explainCaller(
  rest: Rest,
  signal: AbortSignal
): Promise<'rest-off' | 'cannot-manage-users' | null> {
  // Any signed-in account may read itself: a refusal means that nobody may read anything.
  if (isNotAllowed(await rest.call('getMe', { signal }))) return 'rest-off'
  const look = await rest.call('getUserByName', { query: { username: nobody }, signal })
  return isNotAllowed(look) ? 'cannot-manage-users' : null
}

/** The search value that OpenOlat takes as exact (though not in case); a quote cannot stand in it. */
export function quoteExactly(value: string): string {
  return `"${value.replaceAll('"', '')}"`
}

/**
 * Whether the account was deleted: the one positive proof, in sites with and without generated names (fact sheet 8).
 * The search looks at nicknames and logins too, which people choose themselves: so the hit must be bare of them, and
 * out of reach as every deleted account is.
 */
export async function isTombstone(rest: Rest, key: string, signal: AbortSignal): Promise<boolean> {
  const hits = await searchAccounts(rest, { login: quoteExactly(`del_${key}`) }, signal)
  const hit = hits.find(candidate => candidate.key === key)
  return hit !== undefined && isBare(hit) && (await readStatus(rest, key, signal)) === 'out-of-reach'
}

/** Whether a way to sign in leads to the account: no login of a deleted account does (fact sheet 8). */
export async function leadsTo(
  rest: Rest,
  { provider, name }: { readonly provider: string; readonly name: string },
  key: string,
  signal: AbortSignal
): Promise<boolean> {
  const hits = await searchAccounts(rest, { authProvider: provider, authUsername: name }, signal)
  return hits.some(hit => hit.key === key)
}

/** Whether an account looks as deletion leaves it. With generated names the login says nothing. */
export function isBare({ key, login, email, nickName }: Account): boolean {
  return (login === null || login === `del_${key}`) && email === null && nickName === null
}

/** Status of an account; `out-of-reach` is unknown, guest, foreign organisation, and deleted alike. */
export async function readStatus(rest: Rest, key: string, signal: AbortSignal): Promise<number | 'out-of-reach'> {
  const answer = await rest.call('getUserStatus', { params: { key }, signal })
  if (isNotAllowed(answer) || answer.status === 404) return 'out-of-reach'
  return readNumber('getUserStatus', readObject('getUserStatus', answer), 'status')
}

/** Whether somebody can look after what is handed to them. Unknown is never yes. */
export async function isLiving(rest: Rest, key: string, signal: AbortSignal): Promise<boolean> {
  const status = await readStatus(rest, key, signal)
  return status !== 'out-of-reach' && status < visibleLimit
}

/** Somebody whose account ends sooner takes nothing over. */
const stayingMs = 30 * 24 * 60 * 60 * 1000

/** Whether somebody can look after what is handed to them, and is not about to expire. Unknown is never yes. */
export async function isStaying(rest: Rest, key: string, signal: AbortSignal): Promise<boolean> {
  const lifecycle = await readLifecycle(rest, key, signal)
  if (typeof lifecycle === 'string' || lifecycle.status >= visibleLimit) return false
  return lifecycle.expiresAt === null || Date.parse(lifecycle.expiresAt) > rest.now().getTime() + stayingMs
}

/** Key of the account that OpenOlat itself makes owner of what nobody owns; null when nobody has that login. */
export async function findFallback(rest: Rest, signal: AbortSignal): Promise<string | null> {
  const hits = await searchAccounts(rest, { login: quoteExactly(rest.fallbackAdministrator) }, signal)
  return hits.find(hit => hit.login === rest.fallbackAdministrator)?.key ?? null
}

/** The account that the credentials belong to. */
export async function readMe(rest: Rest, signal: AbortSignal): Promise<Account> {
  return readAccount('getMe', readObject('getMe', await rest.call('getMe', { signal })))
}

/** Status and dates of an account; dates in ISO 8601. */
export interface Lifecycle {
  readonly status: number
  readonly bornAt: string
  readonly expiresAt: string | null
  readonly inactiveSince: string | null
}

/** Status and dates of an account, or why they cannot be read. */
export async function readLifecycle(
  rest: Rest,
  key: string,
  signal: AbortSignal
): Promise<Lifecycle | 'out-of-reach' | 'absent'> {
  const answer = await rest.call('getUserLifecycle', { params: { key }, signal })
  if (answer.status === 404) return 'absent'
  if (isNotAllowed(answer)) return 'out-of-reach'
  const lifecycle = readObject('getUserLifecycle', answer)
  const readDate = (date: unknown) => (typeof date === 'number' ? new Date(date).toISOString() : null)
  return {
    status: readNumber('getUserLifecycle', lifecycle, 'status'),
    bornAt: new Date(readNumber('getUserLifecycle', lifecycle, 'creationDate')).toISOString(),
    expiresAt: readDate(lifecycle.expirationDate),
    inactiveSince: readDate(lifecycle.inactivationDate)
  }
}

/** Providers and user names by which a person signs in. */
export async function listAuthentications(
  rest: Rest,
  key: string,
  signal: AbortSignal
): Promise<{ provider: string; authUsername: string | null }[]> {
  const answer = await rest.call('listAuthentications', { params: { key }, signal })
  return readList('listAuthentications', answer).map(row => {
    const provider = readText(row, 'provider')
    if (provider === null) throw refuseAnswer('listAuthentications', answer)
    return { provider, authUsername: readText(row, 'authUsername') }
  })
}

/** The subject behind a living account. @throws PlatformError `refused` if it is out of our reach. */
export async function toSubject(rest: Rest, account: Account, signal: AbortSignal): Promise<Subject> {
  const lifecycle = await readLifecycle(rest, account.key, signal)
  if (typeof lifecycle === 'string') {
    throw new PlatformError('refused', 'not-allowed', { operation: 'getUserLifecycle', mayHaveHappened: false })
  }
  const name = [account.firstName, account.lastName].filter(part => part !== null).join(' ')
  return {
    id: account.key,
    bornAt: lifecycle.bornAt,
    username: await nameOf(rest, account, signal),
    email: account.email,
    displayName: name === '' ? null : name,
    language: await readLanguage(rest, account.key, signal)
  }
}

/**
 * Refuses if the key now belongs to somebody else, as it can after a restore. An account that no longer tells its
 * birth is left to the caller: it is deleted or out of reach.
 */
export async function refuseOtherAccount(rest: Rest, subject: Subject, signal: AbortSignal): Promise<void> {
  const lifecycle = await readLifecycle(rest, subject.id, signal)
  if (typeof lifecycle === 'string' || lifecycle.bornAt === subject.bornAt) return
  throw new PlatformError('refused', 'other-account', { operation: 'getUserLifecycle', mayHaveHappened: false })
}

async function nameOf(rest: Rest, account: Account, signal: AbortSignal): Promise<string> {
  if (account.login !== null) return account.login
  const authentications = await listAuthentications(rest, account.key, signal)
  const own = authentications.find(row => row.provider === 'OLAT' || row.provider === 'LDAP')
  return own?.authUsername ?? account.nickName ?? account.key
}

async function readLanguage(rest: Rest, key: string, signal: AbortSignal): Promise<string | null> {
  const answer = await rest.call('getUserPreferences', { params: { key }, signal })
  if (answer.status !== 200) return null
  return readText(readObject('getUserPreferences', answer), 'language')
}
