import type { SeenBefore, Sighting, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { isBare, isTombstone, readMe, readStatus, searchAccounts } from './accounts.ts'
import type { Account } from './answers.ts'
import type { Rest } from './rest.ts'

const deleted = { state: 'deleted', phase: 'done', since: null, changedAt: null } as const

/**
 * Every deleted account: a deletion puts `del_` and the key in the place of the name, and a search by login looks at names.
 * OpenOlat tells neither when an account was made nor when it was deleted: `bornAt` is empty, `since` null. Nothing of it
 * names anybody.
 * @throws PlatformError `refused` if these credentials do not see all accounts: an incomplete list is none
 */
export async function* takeSnapshot(rest: Rest, { rows }: SeenBefore, signal: AbortSignal): AsyncGenerator<Sighting> {
  // For callers who manage nobody OpenOlat silently leaves out whoever may not log in.
  const me = await readMe(rest, signal)
  if ((await readStatus(rest, me.key, signal)) === 'out-of-reach') {
    throw new PlatformError('refused', 'snapshot-incomplete', { operation: 'getUserStatus', mayHaveHappened: false })
  }
  const known = new Set(rows.map(({ id }) => id))
  for (const account of await searchAccounts(rest, { login: 'del_*' }, signal)) {
    if (await isDeleted(rest, account, known, signal)) yield { subject: toTombstone(account), ...deleted }
  }
}

// Asked for only where the login, which nobody else could have, does not say it already, and once for each account.
async function isDeleted(
  rest: Rest,
  account: Account,
  known: ReadonlySet<string>,
  signal: AbortSignal
): Promise<boolean> {
  if (!isBare(account)) return false
  return account.login !== null || known.has(account.key) || (await isTombstone(rest, account.key, signal))
}

function toTombstone({ key }: Account): Subject {
  return { id: key, bornAt: '', username: `del_${key}`, email: null, displayName: null, language: null }
}
