import { operations } from '../../../openapi/types/openedx-operations.ts'
import { PlatformError } from '../../errors.ts'
import { expectArray, expectObject, explain, isNoSuchRoute, isSuccess, refuse, surprise } from '../answers.ts'
import { readAccountOf } from '../reading/accounts.ts'
import { isRetiredName, readRowOf } from '../reading/retirement.ts'
import { type ActionRow, notReadable, type Turn } from './step.ts'

/** Gives the account in Credentials its retired name (3.9). Sent again it finds nobody of the old name. */
export const credentials: ActionRow = {
  ...notReadable,
  id: 'credentials',
  treatment: 'anonymise',
  covers: 'Your name on records of programmes and credentials is replaced.',
  after: ['retire'],
  async perform(turn) {
    const operation = operations.replaceCredentialsUsernames
    const { connection, subject, signal } = turn
    const mapping = { [subject.username]: await readRetiredName(turn) }
    const answer = await connection.call(operation, { json: { username_mappings: [mapping] }, signal })
    if (answer.status === 403) throw refuse('not-the-replacement-worker', operation, 403)
    if (answer.status !== 200) throw explain(operation, answer)
    const body = expectObject<Replaced>(operation, answer.json, {
      successful_replacements: 'array',
      failed_replacements: 'array'
    })
    const isIn = (list: Replaced['failed_replacements']) => list.some(each => Object.hasOwn(each, subject.username))
    // 200 even where the name was not replaced (3.6).
    if (isIn(expectArray(operation, body.failed_replacements, {}))) {
      throw new PlatformError('refused', 'name-not-replaced', { operation: operation.id, status: 200 })
    }
    if (!isIn(expectArray(operation, body.successful_replacements, {}))) throw surprise('items-missing', operation)
    return { is: 'done' }
  }
}

interface Replaced {
  readonly successful_replacements: readonly Readonly<Record<string, string>>[]
  readonly failed_replacements: readonly Readonly<Record<string, string>>[]
}

/** Scrubs licences by the number of the account. A 404 comes after the scrubbing, where nobody ever used one (3.9). */
export const licences: ActionRow = {
  ...notReadable,
  id: 'licences',
  treatment: 'anonymise',
  covers: 'Licences that were assigned to you no longer carry your name or e-mail.',
  after: ['retire'],
  async perform({ connection, subject, signal }) {
    const operation = operations.retireLicences
    const json = { lms_user_id: Number(subject.id), original_username: subject.username }
    const answer = await connection.call(operation, { json, signal })
    if (answer.status === 404 && !isNoSuchRoute(answer)) return { is: 'already-absent' }
    if (!isSuccess(answer)) throw explain(operation, answer)
    return { is: 'done' }
  }
}

async function readRetiredName({ connection, subject, signal }: Turn): Promise<string> {
  const retirement = await readRowOf(connection, subject, signal)
  if (retirement !== null) return retirement.retired_username
  const account = await readAccountOf(connection, subject, signal)
  if (account !== null && isRetiredName(connection, account.username, null)) return account.username
  throw refuse('retirement-row-missing', operations.replaceCredentialsUsernames)
}
