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
  const held: OrganisationRole[] = []
  for (const row of readList('listOrganisations', answer)) {
    const of = readNumber('listOrganisations', row, 'key')
    for (const role of privilegedRoles) {
      const members = await rest.call('listOrganisationMembers', { params: { of, role }, signal })
      // A release that does not know a role answers 404 for it, and nobody holds it there.
      if (members.status === 404) continue
      const keys = readList('listOrganisationMembers', members).map(m => readAccount('listOrganisationMembers', m).key)
      if (keys.includes(subject.id)) held.push({ organisation: String(of), role })
    }
  }
  return held
}

/** Names of all privileged roles that can be seen: of the default organisation, and of all where they are readable. */
export async function listPrivilegedRoles(rest: Rest, subject: Subject, signal: AbortSignal): Promise<string[]> {
  const roles = readObject('getUserRoles', await rest.call('getUserRoles', { params: { key: subject.id }, signal }))
  const inDefault = Object.entries(privilegedFields).flatMap(([field, role]) => (roles[field] === true ? [role] : []))
  const elsewhere = (await listOrganisationRoles(rest, subject, signal)) ?? []
  return [...new Set([...inDefault, ...elsewhere.map(({ role }) => role)])].sort()
}
