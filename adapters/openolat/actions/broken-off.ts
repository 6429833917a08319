import type { Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { isTombstone, readStatus } from '../accounts.ts'
import { readAccount, readObject } from '../answers.ts'
import { listOrganisations } from '../ownership/organisations.ts'
import type { Rest } from '../rest.ts'
import { statuses } from '../statuses.ts'
import { writeStatus } from './write-status.ts'

/**
 * Whether a deletion broke off after the last memberships and before the end: the account is out of our reach, emptied,
 * and not renamed (fact sheet 2.3, steps 6 and 7). Somebody who merely lost the `user` role still has a profile.
 */
export async function isBrokenOffLate(rest: Rest, subject: Subject, signal: AbortSignal): Promise<boolean> {
  if (subject.email === null || (await readStatus(rest, subject.id, signal)) !== 'out-of-reach') return false
  if (await isTombstone(rest, subject.id, signal)) return false
  const answer = await rest.call('getUser', { params: { key: subject.id }, signal })
  if (answer.status === 404) return false
  const { login, email, nickName } = readAccount('getUser', readObject('getUser', answer))
  return email === null && nickName === null && (login === null || login === subject.username)
}

/** Brings an account whose deletion broke off late into reach again: DELETE asks for the plain `user` role. */
export async function returnUserRole(rest: Rest, subject: Subject, signal: AbortSignal): Promise<void> {
  const operation = 'addOrganisationMember'
  const organisations = await listOrganisations(rest, signal)
  const top = organisations?.find(({ parent }) => parent === null)
  if (top === undefined) {
    throw new PlatformError('refused', 'organisations-not-readable', { operation, mayHaveHappened: false })
  }
  const answer = await rest.call(operation, { params: { of: top.key, role: 'user', person: subject.id }, signal })
  if (answer.status !== 200) throw new PlatformError('refused', 'not-allowed', { operation, status: answer.status })
}

/**
 * Keeps an account blocked. Logins are removed in one of the last steps only, so after a deletion that broke off
 * somebody could still log in if the block was taken away meanwhile.
 * @returns the status that was found
 */
export async function keepBlocked(rest: Rest, subject: Subject, signal: AbortSignal): Promise<number | 'out-of-reach'> {
  const status = await readStatus(rest, subject.id, signal)
  if (status === 'out-of-reach' || status === statuses.permanent || status === statuses.loginDenied) return status
  await writeStatus(rest, subject.id, statuses.loginDenied, signal)
  return status
}
