import type { Subject } from '../contract.ts'
import { readAccount, readList, readNumber, readObject } from './answers.ts'
import { isNotAllowed, type Rest } from './rest.ts'

/** RolesVO names of privileged roles in the default organisation, and their names at organisations. */
const privilegedFields: Readonly<Record<string, string>> = {
  systemAdmin: 'sysadmin',
  olatAdmin: 'administrator',
  userManager: 'usermanager',
  groupManager: 'groupmanager',
  author: 'author',
  institutionalResourceManager: 'learnresourcemanager',
  poolAdmin: 'poolmanager',
  curriculumManager: 'curriculummanager'
}

/** Roles that RolesVO does not know. None of the lists holds `user`: without it nobody reaches the account. */
const privilegedRoles = [
  ...Object.values(privilegedFields),
  'rolesmanager',
  'lecturemanager',
  'qualitymanager',
  'linemanager',
  'educationmanager',
  'projectmanager',
  'principal'
]

/** Roles whose holders' names OpenOlat keeps after deletion; so it does for owners (fact sheet 6, Profile). */
export const namedRoles: readonly string[] = Object.values(privilegedFields)

/** A role held in one organisation, both as its paths name them. */
export interface OrganisationRole {
  readonly organisation: string
  readonly role: string
}

/** Privileged roles in every organisation; null when organisations cannot be read with these credentials. */
export async function listOrganisationRoles(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<readonly OrganisationRole[] | null> {
  const answer = await rest.call('listOrganisations', { signal })
  if (isNotAllowed(answer) || answer.status === 404) return null
  const organisations = readList('listOrganisations', answer).map(row => readNumber('listOrganisations', row, 'key'))
  // No call tells the roles of one person: the list of each role in each organisation is read, a few at once.
  const asked = organisations.flatMap(of => privilegedRoles.map(role => ({ of, role })))
  const held = await Promise.all(asked.map(({ of, role }) => holdsRole(rest, subject, of, role, signal)))
  return asked.filter((_, index) => held[index]).map(({ of, role }) => ({ organisation: String(of), role }))
}

async function holdsRole(
  rest: Rest,
  subject: Subject,
  of: number,
  role: string,
  signal: AbortSignal
): Promise<boolean> {
  const operation = 'listOrganisationMembers'
  const answer = await rest.call(operation, { params: { of, role }, signal })
  // A release that does not know a role answers 404 for it, and nobody holds it there.
  if (answer.status === 404) return false
  return readList(operation, answer).some(item => readAccount(operation, item).key === subject.id)
}

/**
 * Names of all privileged roles that can be seen: of the default organisation, and of all where they are readable.
 * `known`: those of `listOrganisationRoles`, where they were read already.
 */
export async function listPrivilegedRoles(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal,
  known?: readonly OrganisationRole[] | null
): Promise<string[]> {
  const roles = readObject('getUserRoles', await rest.call('getUserRoles', { params: { key: subject.id }, signal }))
  const inDefault = Object.entries(privilegedFields).flatMap(([field, role]) => (roles[field] === true ? [role] : []))
  const elsewhere = (known === undefined ? await listOrganisationRoles(rest, subject, signal) : known) ?? []
  return [...new Set([...inDefault, ...elsewhere.map(({ role }) => role)])].sort()
}
