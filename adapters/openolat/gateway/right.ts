import { isBare, quoteExactly } from '../accounts.ts'
import { readAccount, readList, readNumber, readObject } from '../answers.ts'
import { isNotAllowed } from '../rest.ts'
import { statuses } from '../statuses.ts'
import type { AskAsCaller } from './passage.ts'

/** What OpenOlat lets a caller do to an account. `gone`: it is deleted, and this caller may see that. */
export type Right = 'manages' | 'gone' | 'missing'

/**
 * Asks OpenOlat, in the caller's name, whether they manage the account: reading its status takes the same right as
 * deleting it (fact sheet 1.3). An account out of reach whose tombstone they see is gone (part 8: two signs).
 * @throws PlatformError
 */
export async function readRight(ask: AskAsCaller, key: string): Promise<Right> {
  const answer = await ask('getUserStatus', { params: { key } })
  if (answer.status === 200) {
    const status = readNumber('getUserStatus', readObject('getUserStatus', answer), 'status')
    return status === statuses.deleted ? 'gone' : 'manages'
  }
  const isOutOfReach = isNotAllowed(answer) || answer.status === 404
  return isOutOfReach && (await seesTombstone(ask, key)) ? 'gone' : 'missing'
}

async function seesTombstone(ask: AskAsCaller, key: string): Promise<boolean> {
  const query = { login: quoteExactly(`del_${key}`), statusVisibleLimit: 'all' }
  const answer = await ask('searchUsers', { query })
  if (answer.status !== 200) return false
  const hits = readList('searchUsers', answer).map(row => readAccount('searchUsers', row))
  return hits.some(hit => hit.key === key && isBare(hit))
}
