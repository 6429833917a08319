import type { Sighting, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import {
  isBare,
  isTombstone,
  readLifecycle,
  readMe,
  readStatus,
  searchAccounts,
  statuses,
  toSubject
} from './accounts.ts'
import type { Account } from './answers.ts'
import type { Rest } from './rest.ts'

const searchLimit = 50
const deleted = { state: 'deleted', phase: 'done', since: null, changedAt: null } as const

/**
 * Every deleted account. OpenOlat tells neither when it was made nor when it was deleted: `bornAt` is empty, `since`
 * null. Nothing of it names anybody.
 * @throws PlatformError `refused` if these credentials do not see all accounts: an incomplete list is none
 */
export async function* takeSnapshot(rest: Rest, signal: AbortSignal): AsyncGenerator<Sighting> {
  // For callers who manage nobody OpenOlat silently leaves out whoever may not log in.
  const me = await readMe(rest, signal)
  if ((await readStatus(rest, me.key, signal)) === 'out-of-reach') {
    throw new PlatformError('refused', 'snapshot-incomplete', { operation: 'getUserStatus', mayHaveHappened: false })
  }
  for (const account of await searchAccounts(rest, {}, signal)) {
    if (await isDeleted(rest, account, signal)) yield { subject: toTombstone(account), ...deleted }
  }
}

/** Accounts whose name begins with or holds the words, at most fifty. */
export async function searchSubjects(rest: Rest, query: string, signal: AbortSignal): Promise<Subject[]> {
  const words = query.replace(/[*"]/g, '').trim()
  if (words === '') return []
  const subjects: Subject[] = []
  for (const account of (await searchAccounts(rest, { login: `*${words}*` }, signal)).slice(0, searchLimit)) {
    const lifecycle = await readLifecycle(rest, account.key, signal)
    // Deleted, guests, and people of organisations that are not ours to manage.
    if (typeof lifecycle !== 'string') subjects.push(await toSubject(rest, account, signal))
  }
  return subjects
}

/** Accounts that were deactivated at that time or later. */
export async function* listDeactivated(rest: Rest, since: string, signal: AbortSignal): AsyncGenerator<Subject> {
  for (const account of await searchAccounts(rest, { status: statuses.inactive }, signal)) {
    const lifecycle = await readLifecycle(rest, account.key, signal)
    if (typeof lifecycle === 'string' || lifecycle.inactiveSince === null) continue
    if (Date.parse(lifecycle.inactiveSince) >= Date.parse(since)) yield await toSubject(rest, account, signal)
  }
}

// One question each only where the login, which nobody else could have, does not say it already.
async function isDeleted(rest: Rest, account: Account, signal: AbortSignal): Promise<boolean> {
  if (!isBare(account)) return false
  return account.login !== null || (await isTombstone(rest, account.key, signal))
}

function toTombstone({ key }: Account): Subject {
  return { id: key, bornAt: '', username: `del_${key}`, email: null, displayName: null, language: null }
}
