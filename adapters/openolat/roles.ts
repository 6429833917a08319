import type { Plan, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { isLiving, readMe } from './accounts.ts'
import { readObject } from './answers.ts'
import { listHolders, listOrganisations } from './ownership/organisations.ts'
import type { OperationId, Rest } from './rest.ts'

/** RolesVO names of privileged roles in the default organisation, and their names at organisations. */
const privilegedFields = {
  systemAdmin: 'sysadmin',
  olatAdmin: 'administrator',
  userManager: 'usermanager',
  groupManager: 'groupmanager',
  author: 'author',
  institutionalResourceManager: 'learnresourcemanager',
  poolAdmin: 'poolmanager',
  curriculumManager: 'curriculummanager'
} as const

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

/** Who holds a privileged role in an organisation. */
type Holders = readonly (OrganisationRole & { readonly holders: readonly string[] })[]

/** For as long as this the lists of holders are taken for whoever else is planned: they are the same for everybody. */
const recentMs = 5_000
const recent = new WeakMap<Rest, { readonly at: number; readonly holders: Holders }>()

/** Privileged roles in every organisation; null when organisations cannot be read with these credentials. */
export async function listOrganisationRoles(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<readonly OrganisationRole[] | null> {
  const holders = await readHolders(rest, signal)
  return holders && rolesOf(holders, subject)
}

/** The same as it was a few seconds ago at most: good enough to plan with, not to change anything by. */
export async function recallOrganisationRoles(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<readonly OrganisationRole[] | null> {
  const known = recent.get(rest)
  const at = rest.now().getTime()
  if (known !== undefined && at < known.at + recentMs) return rolesOf(known.holders, subject)
  const holders = await readHolders(rest, signal)
  if (holders !== null) recent.set(rest, { at, holders })
  return holders && rolesOf(holders, subject)
}

function rolesOf(holders: Holders, { id }: Subject): OrganisationRole[] {
  return holders.filter(row => row.holders.includes(id)).map(({ organisation, role }) => ({ organisation, role }))
}

// No call tells the roles of one person: the list of each role in each organisation is read, a few at once.
async function readHolders(rest: Rest, signal: AbortSignal): Promise<Holders | null> {
  const organisations = await listOrganisations(rest, signal)
  if (organisations === null) return null
  const asked = organisations.flatMap(({ key }) => privilegedRoles.map(role => ({ organisation: key, role })))
  return Promise.all(
    asked.map(async row => ({ ...row, holders: await listHolders(rest, row.organisation, row.role, signal) }))
  )
}

/**
 * Names of all privileged roles that can be seen: of the default organisation, and of all where they are readable.
 * `known`: those of `recallOrganisationRoles`, where they were read already.
 */
export async function listPrivilegedRoles(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal,
  known?: readonly OrganisationRole[] | null
): Promise<string[]> {
  const roles = readObject('getUserRoles', await rest.call('getUserRoles', { params: { key: subject.id }, signal }))
  const inDefault = Object.entries(privilegedFields).flatMap(([field, role]) => (roles[field] === true ? [role] : []))
  const elsewhere = (known === undefined ? await recallOrganisationRoles(rest, subject, signal) : known) ?? []
  return [...new Set([...inDefault, ...elsewhere.map(({ role }) => role)])].sort()
}

/**
 * Says no to an administrator whom the plan did not show as one, and to the last one who lives beside Lethe: OpenOlat
 * would delete both (fact sheet 2.3).
 * @throws PlatformError `refused` with `became-administrator` or `last-administrator`
 */
export async function refuseNewAdministrator(
  rest: Rest,
  plan: Plan,
  operation: OperationId,
  signal: AbortSignal
): Promise<void> {
  const { subject, privilegedRoles: agreed } = plan
  const answer = await rest.call('getUserRoles', { params: { key: subject.id }, signal })
  const roles = readObject('getUserRoles', answer)
  const isNew = (['olatAdmin', 'systemAdmin'] as const).some(
    field => roles[field] === true && !agreed.includes(privilegedFields[field])
  )
  if (isNew) throw new PlatformError('refused', 'became-administrator', { operation, mayHaveHappened: false })
  if (roles.olatAdmin === true && (await isLastAdministrator(rest, subject, signal))) {
    throw new PlatformError('refused', 'last-administrator', { operation, mayHaveHappened: false })
  }
}

async function isLastAdministrator(rest: Rest, subject: Subject, signal: AbortSignal): Promise<boolean> {
  const us = (await readMe(rest, signal)).key
  for (const { key: of } of (await listOrganisations(rest, signal)) ?? []) {
    for (const holder of await listHolders(rest, of, 'administrator', signal)) {
      if (holder !== subject.id && holder !== us && (await isLiving(rest, holder, signal))) return false
    }
  }
  return true
}
