import type { components } from '../../../openapi/types/openedx.ts'
import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { FactAnswer, FactName, FactValues } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import type { Caller, GatewaySite, HeaderList } from '../../interception.ts'
import { expectArray, expectObject, explain, surprise } from '../answers.ts'
import { toSubject } from '../find.ts'
import { nameProvider } from '../reading/provider-names.ts'
import { isRetiredEmail } from '../reading/retirement.ts'
import { type AskAsCaller, type Passage, prepareAsking } from './ask-as-caller.ts'
import { findSession } from './session.ts'

type Account = components['schemas']['Account']

const accountFields = {
  id: 'number',
  username: 'string',
  email: 'string',
  date_joined: 'string',
  is_active: 'boolean'
} as const

/**
 * Finds out who calls by what the LMS answers to their own credentials (fact sheet 1.4); a JWT is never read here, only
 * passed on. Somebody who has asked before and still has a living token is named all the same, without an address: the
 * fact `begun-at-platform` tells. Their token makes no new account, because no name is retired before every token has
 * run out (see the waits of the plan).
 * @returns null for nobody
 * @throws PlatformError
 */
export async function identifyCaller(
  passage: Passage,
  headers: HeaderList,
  site: GatewaySite,
  signal: AbortSignal
): Promise<Caller | null> {
  const ask = prepareAsking(passage, headers, site, signal)
  const username = ask === null ? null : await readOwnName(ask)
  if (ask === null || username === null) return null
  const { connection } = passage
  const know = <Name extends FactName>(reading: Promise<FactValues[Name]>) => answer<Name>(reading, connection.now())
  const [account, session, links, roles] = await Promise.all([
    readOwnAccount(ask, username),
    findSession(passage, headers, site, username, signal),
    know<'linked-logins'>(listOwnLinks(ask)),
    know<'protection'>(readOwnRoles(ask, username === connection.options.workerUsername))
  ])
  const subject = toSubject(account, null)
  const isGone = isRetiredEmail(connection, account.email)
  return {
    subject: isGone ? { ...subject, email: null } : subject,
    facts: {
      'linked-logins': links,
      protection: roles,
      'account-activated': { is: 'known', value: account.is_active, at: connection.now().toISOString() }
    },
    signedInAt: typeof account.last_login === 'string' ? new Date(account.last_login).toISOString() : null,
    session
  }
}

/** What cannot be read so is left to the service account; only what a later call can answer is thrown. */
async function answer<Name extends FactName>(reading: Promise<FactValues[Name]>, now: Date): Promise<FactAnswer<Name>> {
  const at = now.toISOString()
  try {
    return { is: 'known', value: await reading, at }
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    return { is: 'unknown', because: error.code, at }
  }
}

async function readOwnName(ask: AskAsCaller): Promise<string | null> {
  const operation = operations.readOwnName
  const me = await ask(operation)
  if (me.status === 401) return null
  if (me.status !== 200) throw explain(operation, me)
  return expectObject<{ username: string }>(operation, me.json, { username: 'string' }).username
}

async function readOwnAccount(ask: AskAsCaller, username: string): Promise<Account> {
  const operation = operations.readAccount
  const found = await ask(operation, { username })
  if (found.status !== 200) throw explain(operation, found)
  const account = expectObject<Account>(operation, found.json, accountFields)
  if (account.username !== username) throw surprise('identity-changed', operation)
  return account
}

async function listOwnLinks(ask: AskAsCaller): Promise<FactValues['linked-logins']> {
  const operation = operations.listOwnLinks
  const found = await ask(operation)
  if (found.status !== 200) throw explain(operation, found)
  const fields = { id: 'string', connected: 'boolean' } as const
  const providers = expectArray<{ id: string; connected: boolean }>(operation, found.json, fields)
  return providers.filter(({ connected }) => connected).map(({ id }) => ({ provider: nameProvider(id) }))
}

/** Roles in single courses are a matter of who takes them over; wider ones are looked at by a person. */
async function readOwnRoles(ask: AskAsCaller, ours: boolean): Promise<FactValues['protection']> {
  const operation = operations.listOwnCourseRoles
  const found = await ask(operation)
  if (found.status !== 200) throw explain(operation, found)
  const body = expectObject<{ roles: readonly unknown[]; is_staff: boolean }>(operation, found.json, {
    roles: 'array',
    is_staff: 'boolean'
  })
  const roles = expectArray<{ role: string; org?: unknown; course_id?: unknown }>(operation, body.roles, {
    role: 'string'
  })
  const wide = roles
    .filter(({ course_id }) => isAbsent(course_id))
    .map(({ org, role }) => `${isAbsent(org) ? 'global' : 'organisation'}-${role.replaceAll('_', '-')}`)
  const privilegedRoles = [...new Set([...(body.is_staff ? ['global-staff'] : []), ...wide])]
  return { permanent: false, ours, privilegedRoles }
}

/** The call turns what a row lacks into text, so that nothing may come as the word for it. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 'None'
}
