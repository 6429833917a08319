import type { RetentionRow, RowReading } from '../../contract.ts'
import { readNumber } from '../answers.ts'
import type { Reader } from './reader.ts'
import type { Remembered } from './remember.ts'

/** What a reading of one row says. */
export interface Finding {
  readonly is: RowReading['is']
  readonly because?: string
}

/** How a row is read back. A row without one cannot be. */
export interface Check {
  readonly from: Exclude<RetentionRow['check'], 'cannot-tell'>
  /** The call, for people and for the certificate's reader. */
  readonly by: string
  /** How many there were before; null where these credentials did not see it. */
  count(before: Remembered): number | null
  read(reader: Reader): Promise<Finding>
}

const always = () => 1
const gone: Finding = { is: 'gone' }
const stillThere: Finding = { is: 'still-there' }

/** Every row that can be read back, by its id (fact sheet 6, column "REST after"). */
export const checks: Readonly<Record<string, Check>> = {
  profile: {
    from: 'read-back',
    by: 'GET /users/{key}, GET /users?login="del_{key}"',
    count: always,
    read: readProfile
  },
  'business-card': {
    from: 'read-back',
    by: 'GET /users/{key}, GET /users?login="del_{key}"',
    count: always,
    read: readProfile
  },
  name: { from: 'read-back', by: 'GET /users/{key}', count: always, read: readName },
  identity: { from: 'read-back', by: 'GET /users/{key}', count: always, read: readIdentity },
  account: {
    from: 'read-back',
    by: 'GET /users?login="del_{key}"',
    count: always,
    read: async reader => readState(await reader.state())
  },
  // Whoever holds the plain role `user` anywhere is in reach of whoever was so before (fact sheet 1.3).
  'organisation-membership': {
    from: 'read-back',
    by: 'GET /users/{key}/status',
    count: always,
    read: async reader => readState(await reader.state())
  },
  portrait: {
    from: 'read-back',
    by: 'HEAD /users/{key}/portrait',
    count: before => before.portraits,
    read: async reader => absent([await reader.exists('headUserPortrait', { key: reader.subject.id })])
  },
  password: {
    from: 'other-side',
    by: 'GET /users?authProvider=OLAT&authUsername=',
    count: before => sizeOf(before.logins?.filter(isPassword)),
    read: reader => readLogins(reader, isPassword)
  },
  authentications: {
    from: 'other-side',
    by: 'GET /users?authProvider=&authUsername=',
    count: before => sizeOf(before.logins),
    read: reader => readLogins(reader, () => true)
  },
  roles: {
    from: 'other-side',
    by: 'GET /organisations/{organisation}/{role}',
    count: before => sizeOf(before.roles),
    read: ({ remembered, isMember }) =>
      allAbsent(remembered.roles, ({ organisation: of, role }) => isMember('listOrganisationMembers', { of, role }))
  },
  'group-membership': {
    from: 'other-side',
    by: 'GET /groups/{group}/owners, /participants',
    count: before => sizeOf(before.groups),
    read: ({ remembered, isSeated }) => allAbsent(remembered.groups, seat => isSeated('group', seat))
  },
  'course-membership': {
    from: 'other-side',
    by: 'GET /repo/entries/{entry}/owners, /coaches, /participants',
    count: before => sizeOf(before.entries),
    read: ({ remembered, isSeated }) => allAbsent(remembered.entries, seat => isSeated('entry', seat))
  },
  'owner-role': {
    from: 'other-side',
    by: 'GET /repo/entries/{entry}/owners',
    count: before => sizeOf(before.entries?.filter(isOwnership)),
    read: ({ remembered, isSeated }) =>
      allAbsent(remembered.entries?.filter(isOwnership), seat => isSeated('entry', seat))
  },
  'course-planner-roles': {
    from: 'other-side',
    by: 'GET /curriculum/{curriculum}/curriculumowners, …/curriculumelementowners',
    count: before => sizeOf(before.planned),
    read: ({ remembered, owns }) => allAbsent(remembered.planned, owns)
  },
  statements: {
    from: 'other-side',
    by: 'GET /repo/courses/{resource}/statements/{key}',
    count: before => sizeOf(before.statements),
    read: ({ remembered, exists, subject }) =>
      allAbsent(remembered.statements, of => exists('getStatement', { of, person: subject.id }))
  },
  certificates: {
    from: 'other-side',
    by: 'HEAD /repo/courses/{resource}/certificates/{key}',
    count: before => sizeOf(before.certificates),
    read: ({ remembered, exists, subject }) =>
      stays(remembered.certificates, of => exists('headCourseCertificate', { of, person: subject.id }))
  },
  relations: {
    from: 'other-side',
    by: 'GET /users/{partner}/relations/source, /target',
    count: before => sizeOf(before.relations),
    read: reader => stays(reader.remembered.relations, row => isRelated(reader, row))
  }
}

function sizeOf(list: readonly unknown[] | null | undefined): number | null {
  return list?.length ?? null
}

function isPassword({ provider }: { readonly provider: string }): boolean {
  return provider === 'OLAT'
}

function isOwnership({ as }: { readonly as: string }): boolean {
  return as === 'owners'
}

function absent(found: readonly boolean[]): Finding {
  return found.includes(true) ? stillThere : gone
}

async function allAbsent<Item>(
  items: readonly Item[] | null | undefined,
  isThere: (item: Item) => Promise<boolean>
): Promise<Finding> {
  return absent(await Promise.all((items ?? []).map(isThere)))
}

async function stays<Item>(items: readonly Item[] | null, isThere: (item: Item) => Promise<boolean>): Promise<Finding> {
  const found = await Promise.all((items ?? []).map(isThere))
  return found.includes(true) ? { is: 'kept' } : gone
}

function readLogins({ remembered, signsIn }: Reader, which: (login: { provider: string }) => boolean) {
  return allAbsent(remembered.logins?.filter(which), signsIn)
}

function readState(state: Awaited<ReturnType<Reader['state']>>): Finding {
  if (state === 'deleted') return gone
  return state === 'reachable' ? stillThere : { is: 'cannot-tell', because: 'out-of-reach' }
}

async function readIdentity(reader: Reader): Promise<Finding> {
  return (await reader.account()) === null ? gone : { is: 'kept' }
}

async function readName(reader: Reader): Promise<Finding> {
  const { firstName = null, lastName = null } = (await reader.account()) ?? {}
  return firstName === null && lastName === null ? gone : { is: 'kept' }
}

// Names may stay for a reason that REST does not show, such as an assignment as external corrector.
async function readProfile(reader: Reader): Promise<Finding> {
  const account = await reader.account()
  if (account === null) return gone
  const { email, externalId, firstName, lastName } = account
  if (email !== null || externalId !== null || (await reader.properties()).length > 0) return stillThere
  if (firstName === null && lastName === null) return gone
  if (reader.plan.retained.some(row => row.id === 'name')) return gone
  return { is: reader.plan.names === 'keep-name' ? 'kept' : 'still-there', because: 'name-stays' }
}

async function isRelated(
  { subject, list }: Reader,
  { partner, end }: NonNullable<Remembered['relations']>[number]
): Promise<boolean> {
  const operation = end === 'source' ? 'listRelationsTo' : 'listRelationsFrom'
  const field = end === 'source' ? 'identitySourceKey' : 'identityTargetKey'
  const rows = await list(operation, { key: partner })
  return rows.some(row => String(readNumber(operation, row, field)) === subject.id)
}
