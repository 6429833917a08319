import type { components } from '../../../openapi/types/openedx.ts'
import type { Operation } from '../../contract.ts'
import { expectArray, expectObject } from '../answers.ts'

/** An account as staff see it (fact sheet 3.8). */
export type Account = components['schemas']['Account']

/** What every site shows, and what it may leave out; whatever else is there is never read. */
const fields = {
  id: 'id',
  username: 'string',
  email: 'string',
  date_joined: 'instant',
  last_login: 'instant?',
  is_active: 'boolean',
  name: 'string?',
  profile_image: 'object?',
  language_proficiencies: 'array?',
  extended_profile: 'array?',
  social_links: 'array?'
} as const

/**
 * Takes a value for an account. What somebody is called and who they are goes into every request, so a name that is no
 * text or a birth that is no time must be met here, where it is still known to be the platform's doing.
 * @throws PlatformError `surprise: answer-misshapen`
 */
export function expectAccount(operation: Operation, value: unknown): Account {
  const account = expectObject<Account>(operation, value, fields)
  expectArray(operation, account.language_proficiencies ?? [], { code: 'string?' })
  expectArray(operation, account.extended_profile ?? [], {})
  return account
}
