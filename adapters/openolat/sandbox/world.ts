import type { Journal } from '../../sandbox/stand.ts'
import type { Settings } from './settings.ts'

/** A way in which somebody signs in (AuthenticationVO). */
export interface Authentication {
  readonly key: number
  readonly provider: string
  authUsername: string
  /** In the clear: these are invented people. */
  credential: string | null
}

/** A row of OpenOlat's identity table with its user row. */
export interface Identity {
  readonly key: number
  /** Identity name: the login, or a generated one; `del_{key}` after deletion. */
  name: string
  externalId: string | null
  status: number
  readonly creationDate: number
  expirationDate: number | null
  inactivationDate: number | null
  /** User properties: firstName, lastName, email, nickName, institutionalName … */
  profile: Record<string, string | null>
  language: string | null
  hasPortrait: boolean
  authentications: Authentication[]
  sessions: string[]
  deletedBy: string | null
  deletedDate: number | null
  deletedRoles: string[]
  /** Counts per category of everything that a deletion step removes. */
  data: Record<string, number>
  /** Counts per category of what outlives the account. */
  kept: Record<string, number>
}

/** An organisation; roles are inherited from those above it. */
export interface Organisation {
  readonly key: number
  readonly displayName: string
  readonly parent: number | null
}

/** A learning resource. */
export interface Entry {
  readonly key: number
  readonly displayname: string
  readonly olatResourceId: number
  /** `CourseModule` for courses; tests, wikis and others have names of their own. */
  readonly olatResourceTypeName: string
  readonly organisation: number
  initialAuthor: string
  /** What another system keeps of it; null: nothing. */
  readonly managedFlags: string | null
}

/** A group, kept by coaches. */
export interface Group {
  readonly key: number
  readonly name: string
  readonly managedFlags?: string | null
}

/** A curriculum of the Course Planner, with its elements; both have owners. */
export interface Curriculum {
  readonly key: number
  readonly displayName: string
  readonly elements: readonly { readonly key: number; readonly displayName: string }[]
}

/** Roles in organisations, resources, groups, curricula, lectures and questions are all memberships. */
export interface Membership {
  readonly scope: 'organisation' | 'entry' | 'group' | 'curriculum' | 'element' | 'lecture-block' | 'question'
  readonly of: number
  readonly role: string
  readonly person: number
}

/** A user-to-user relation; it outlives both. */
export interface Relation {
  readonly key: number
  readonly source: number
  readonly target: number
  readonly role: string
}

/** A certificate of somebody in a course; it outlives the account. */
export interface Certificate {
  readonly key: number
  readonly person: number
  readonly entry: number
}

/** Somebody's work that a grader is to grade. */
export interface GradingAssignment {
  readonly key: number
  readonly test: number
  grader: number | null
  assignmentStatus: 'unassigned' | 'assigned' | 'inProcess' | 'done' | 'deactivated'
  readonly assessed: number
}

/** Files of one person in one course; removed only where an assessment entry queued them. */
export interface CourseFiles {
  readonly person: number
  readonly entry: number
  readonly count: number
}

/** Everything that the platform's database knows. */
export interface World {
  identities: Identity[]
  organisations: Organisation[]
  entries: Entry[]
  groups: Group[]
  curricula: Curriculum[]
  memberships: Membership[]
  relations: Relation[]
  certificates: Certificate[]
  assignments: GradingAssignment[]
  assessmentEntries: { readonly person: number; readonly entry: number }[]
  statements: { readonly person: number; readonly entry: number }[]
  files: CourseFiles[]
  /** Waiting for the job that deletes files. */
  fileQueue: { readonly person: number; readonly entry: number }[]
  /** Key of the account that takes over at deletion; read once at start-up. */
  substitute: number | null
  readonly settings: Settings
  readonly journal: Journal
  now(): Date
}

/** The identity with that key, as a string from a path or as a number. */
export function identityOf(world: World, key: string | number | undefined): Identity | undefined {
  return world.identities.find(identity => String(identity.key) === String(key))
}

/** Looks the substitute up by identity name, as OpenOlat does once at start-up. */
export function lookUpSubstitute(world: World): void {
  world.substitute = world.identities.find(i => i.name === world.settings.substituteAdministrator)?.key ?? null
}

/** Keys of those who hold a role somewhere. */
export function membersOf(world: World, scope: Membership['scope'], of: string | number, role: string): number[] {
  return world.memberships
    .filter(m => m.scope === scope && String(m.of) === String(of) && m.role === role)
    .map(m => m.person)
}

/** Adds a role; false if it was there. */
export function addMember(world: World, member: Membership): boolean {
  if (membersOf(world, member.scope, member.of, member.role).includes(member.person)) return false
  world.memberships.push(member)
  world.journal.add(`${member.scope}-${member.role}-added`, String(member.person), { of: member.of })
  return true
}

/** Takes a role away; false if it was not there. */
export function removeMember(world: World, member: Membership): boolean {
  const before = world.memberships.length
  world.memberships = world.memberships.filter(
    m => !(m.scope === member.scope && m.of === member.of && m.role === member.role && m.person === member.person)
  )
  if (world.memberships.length === before) return false
  world.journal.add(`${member.scope}-${member.role}-removed`, String(member.person), { of: member.of })
  return true
}
