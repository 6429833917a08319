import { operations } from '../../../openapi/types/openedx-operations.ts'
import type { Caller, FactAnswer, FactName, FactValues, GatewaySite, HeaderList, OwnedObject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { expectArray, expectObject, explain, surprise } from '../answers.ts'
import { toSubject } from '../find.ts'
import { type Account, expectAccount } from '../reading/account.ts'
import { categoryOf } from '../reading/course-teams.ts'
import { nameProvider } from '../reading/provider-names.ts'
import { isRetiredEmail } from '../reading/retirement.ts'
import { type AskAsCaller, type Passage, prepareAsking } from './ask-as-caller.ts'
import { findSession } from './session.ts'

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
  const roles = readOwnRoles(ask)
  const isOurs = username === connection.options.workerUsername
  const [account, session, links, protection, owner] = await Promise.all([
    readOwnAccount(ask, username),
    findSession(passage, headers, site, username, signal),
    know<'linked-logins'>(listOwnLinks(ask)),
    know<'protection'>(roles.then(each => protectionOf(each, isOurs))),
    know<'owner-roles'>(roles.then(({ courses }) => courses))
  ])
  const subject = toSubject(account, null)
  const isGone = isRetiredEmail(connection, account.email)
  return {
    subject: isGone ? { ...subject, email: null } : subject,
    facts: {
      'linked-logins': links,
      protection,
      'owner-roles': owner,
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
  const account = expectAccount(operation, found.json)
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

/** The caller's rows of course access roles, as they see them. */
interface OwnRoles {
  readonly isStaff: boolean
  /** Roles of an organisation or of the whole site. */
  readonly wide: readonly string[]
  /** Courses of which they are an instructor. */
  readonly courses: readonly OwnedObject[]
}

async function readOwnRoles(ask: AskAsCaller): Promise<OwnRoles> {
  const operation = operations.listOwnCourseRoles
  const found = await ask(operation)
  if (found.status !== 200) throw explain(operation, found)
  const body = expectObject<{ roles: readonly unknown[]; is_staff: boolean }>(operation, found.json, {
    roles: 'array',
    is_staff: 'boolean'
  })
  const rows = expectArray<{ role: string; org?: unknown; course_id?: unknown }>(operation, body.roles, {
    role: 'string'
  })
  const isWide = ({ course_id }: { course_id?: unknown }) => isAbsent(course_id)
  const owned = rows.filter(row => row.role === 'instructor' && !isWide(row)).map(({ course_id }) => String(course_id))
  return {
    isStaff: body.is_staff,
    wide: rows
      .filter(isWide)
      .map(({ org, role }) => `${isAbsent(org) ? 'global' : 'organisation'}-${role.replaceAll('_', '-')}`),
    courses: [...new Set(owned)].map(key => ({ category: categoryOf({ course: key }), key, title: key }))
  }
}

/** Roles in single courses are a matter of who takes them over; wider ones are looked at by a person. */
function protectionOf({ isStaff, wide }: OwnRoles, ours: boolean): FactValues['protection'] {
  const privilegedRoles = [...new Set([...(isStaff ? ['global-staff'] : []), ...wide])]
  return { permanent: false, ours, privilegedRoles }
}

/** The call turns what a row lacks into text, so that nothing may come as the word for it. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 'None'
}
