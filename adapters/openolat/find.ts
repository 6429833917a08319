import type { Found, Identifier, IdentifierKind, Reference } from '../contract.ts'
import { isTombstone, listAuthentications, quoteExactly, readLifecycle, searchAccounts, toSubject } from './accounts.ts'
import { type Account, readAccount, readObject } from './answers.ts'
import type { Rest } from './rest.ts'

type Search = (rest: Rest, value: string, signal: AbortSignal) => Promise<Account[]>

/** How each kind of identifier is looked up; what OpenOlat finds is compared again, as its database ignores case. */
const searches: Readonly<Record<IdentifierKind, Search>> = {
  'platform-id': findByKey,
  username: findByName,
  async email(rest, value, signal) {
    const hits = await searchAccounts(rest, { email: value }, signal)
    // A mailbox is the same in any case, unlike a user name.
    return hits.filter(hit => hit.email?.toLowerCase() === value.toLowerCase())
  },
  async 'external-id'(rest, value, signal) {
    const hits = await searchAccounts(rest, { externalId: value }, signal)
    return hits.filter(hit => hit.externalId === value)
  }
}

/** Finds the one account that every identifier names. Deleted accounts are `none`. */
export async function findSubject(rest: Rest, reference: Reference, signal: AbortSignal): Promise<Found> {
  const accounts = await findAccounts(rest, reference.identifiers, signal)
  if (accounts.length > 1) return { is: 'several', count: accounts.length }
  const account = accounts[0]
  return account === undefined ? { is: 'none' } : { is: 'one', subject: await toSubject(rest, account, signal) }
}

async function findAccounts(
  rest: Rest,
  identifiers: readonly Identifier[],
  signal: AbortSignal
): Promise<readonly Account[]> {
  let common: readonly Account[] | null = null
  for (const { kind, value } of identifiers) {
    const hits: readonly Account[] = await searches[kind](rest, value, signal)
    const known: readonly Account[] = common ?? hits
    common = known.filter(account => hits.some(hit => hit.key === account.key))
    if (common.length === 0) return []
  }
  const living: Account[] = []
  for (const account of common ?? []) {
    if (!(await isGone(rest, account, signal))) living.push(account)
  }
  return living
}

async function findByKey(rest: Rest, value: string, signal: AbortSignal): Promise<Account[]> {
  // A segment that is not a number is another route (`/users/me`).
  if (!/^\d{1,15}$/.test(value)) return []
  const answer = await rest.call('getUser', { params: { key: value }, signal })
  if (answer.status === 404) return []
  const account = readAccount('getUser', readObject('getUser', answer))
  return account.key === value ? [account] : []
}

async function findByName(rest: Rest, value: string, signal: AbortSignal): Promise<Account[]> {
  const hits = await searchAccounts(rest, { login: quoteExactly(value) }, signal)
  const named: Account[] = []
  for (const hit of hits) {
    // Where names are generated `login` is null, and the nickname is what people know.
    const isNamed = hit.login === value || (hit.login === null && hit.nickName === value)
    if (isNamed || (await signsInAs(rest, hit, value, signal))) named.push(hit)
  }
  return named
}

async function signsInAs(rest: Rest, account: Account, value: string, signal: AbortSignal): Promise<boolean> {
  if (await isGone(rest, account, signal)) return false
  const authentications = await listAuthentications(rest, account.key, signal)
  return authentications.some(row => row.authUsername === value)
}

async function isGone(rest: Rest, account: Account, signal: AbortSignal): Promise<boolean> {
  const lifecycle = await readLifecycle(rest, account.key, signal)
  if (lifecycle === 'absent') return true
  return lifecycle === 'out-of-reach' && (await isTombstone(rest, account.key, signal))
}
