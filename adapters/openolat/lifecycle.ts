import type { AccountStage, Outcome, OwnLifecycle, PlatformLifecycle } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { type Lifecycle, readLifecycle, readMe, readStatus, searchAccounts } from './accounts.ts'
import { writeStatus } from './actions/write-status.ts'
import type { Account } from './answers.ts'
import type { Rest } from './rest.ts'
import { statuses } from './statuses.ts'

const stages: Readonly<Record<number, AccountStage['stage']>> = {
  [statuses.permanent]: 'permanent',
  [statuses.active]: 'active',
  [statuses.loginDenied]: 'login-denied',
  [statuses.pending]: 'pending',
  [statuses.inactive]: 'deactivated'
}

/** Accounts read at once: OpenOlat's own rate limit lets four calls of one caller through. */
const atOnce = 3

/** What OpenOlat does beside us, at 01:25 of its own time or with the directory (fact sheet 5 and 7). */
const own: readonly OwnLifecycle[] = [
  { id: 'expiry', does: 'The nightly job deactivates accounts whose date has passed.', closedBy: null },
  {
    id: 'automatic-deactivation',
    does: 'The nightly job deactivates accounts without activity.',
    closedBy: 'user.automatic.deactivation=false'
  },
  {
    id: 'automatic-deletion',
    does: 'The nightly job deletes accounts that have been deactivated for long, with nobody as the one who did it.',
    closedBy: 'user.automatic.deletion=false'
  },
  {
    id: 'directory',
    does: 'The synchronisation with the directory deletes at once whoever is not in it any more.',
    closedBy: 'ldap.deleteRemovedLDAPUsersOnSync=false'
  }
]

const toStage = (account: Account, { status, ...dates }: Lifecycle): AccountStage | null => {
  const stage = stages[status]
  if (stage === undefined) return null
  const name = [account.firstName, account.lastName].filter(part => part !== null).join(' ')
  return {
    id: account.key,
    bornAt: dates.bornAt,
    username: account.login ?? account.nickName,
    displayName: name === '' ? null : name,
    stage,
    expiresAt: dates.expiresAt,
    deactivatedAt: dates.inactiveSince
  }
}

async function* listAccounts(
  rest: Rest,
  which: 'all' | 'deactivated',
  signal: AbortSignal
): AsyncGenerator<AccountStage> {
  // For callers who manage nobody OpenOlat silently leaves out whoever may not log in.
  const me = await readMe(rest, signal)
  if ((await readStatus(rest, me.key, signal)) === 'out-of-reach') {
    throw new PlatformError('refused', 'snapshot-incomplete', { operation: 'getUserStatus', mayHaveHappened: false })
  }
  const found = await searchAccounts(rest, which === 'all' ? {} : { status: statuses.inactive }, signal)
  for (let at = 0; at < found.length; at += atOnce) {
    const part = found.slice(at, at + atOnce)
    const read = await Promise.all(part.map(({ key }) => readLifecycle(rest, key, signal)))
    for (const [index, lifecycle] of read.entries()) {
      const stage = typeof lifecycle === 'string' ? null : toStage(part[index]!, lifecycle)
      if (stage !== null) yield stage
    }
  }
}

const refuseStage = (code: string): PlatformError =>
  new PlatformError('refused', code, { operation: 'setUserStatus', mayHaveHappened: false })

async function deactivate(rest: Rest, account: AccountStage, signal: AbortSignal): Promise<Outcome> {
  const now = await readLifecycle(rest, account.id, signal)
  if (typeof now === 'string') throw refuseStage('stage-changed')
  if (now.bornAt !== account.bornAt) throw refuseStage('other-account')
  const stage = stages[now.status]
  if (stage === 'deactivated') return { is: 'already-absent' }
  if (stage === 'permanent') throw refuseStage('account-permanent')
  // Somebody else has changed it since: OpenOlat's own job, or a person.
  if (stage !== account.stage || now.expiresAt !== account.expiresAt) throw refuseStage('stage-changed')
  await writeStatus(rest, account.id, statuses.inactive, signal)
  return { is: 'done' }
}

/** Stages of accounts. A status of 103 starts OpenOlat's own clock of deletion, where that is switched on. */
export const createLifecycle = (rest: Rest): PlatformLifecycle => ({
  accounts: (which, signal) => listAccounts(rest, which, signal),
  deactivate: (account, signal) => deactivate(rest, account, signal),
  own
})
