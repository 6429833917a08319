import { randomUUID } from 'node:crypto'
import { hashPassword } from './passwords.ts'
import { makeProfile, type Profile } from './profile.ts'
import { settingsOf } from './releases.ts'
import type { ClientSeed, PersonSeed, Seed } from './seed.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** An account as the platform's database holds it. */
export interface Person extends Profile {
  readonly id: number
  username: string
  email: string
  name: string
  /** A salted hash; null: unusable. */
  password: string | null
  /** Moves with sign-ins of a browser, not with tokens. */
  lastLogin: string | null
  failedLogins: number
  /** Epoch milliseconds until which no password is looked at. */
  lockedUntilMs: number
  isActive: boolean
  isStaff: boolean
  isSuperuser: boolean
  isSupport: boolean
  mayCancel: boolean
  dateJoined: string
  language: string
  hasImage: boolean
  wideRoles: readonly { readonly org: string | null; readonly role: string }[]
  /** Names of image files in the file storage. */
  imageFiles: string[]
  links: { provider: string; providerId: string; uid: string }[]
  recoveryEmail: string | null
  hasActivationKey: boolean
  applications: string[]
  enrolments: { course: string; mode: string; active: boolean }[]
  certificates: { course: string; name: string; readonly uuid: string }[]
  notes: number
  proctoredAttempts: number
  licences: number
  hasLicenceUser: boolean
  /** Name and full name of the account in Credentials; null: it has none there. */
  credentials: { username: string; name: string } | null
  wikiRevisions: number
  miscRetired: boolean
  /** Null: the forum has never heard of the account. */
  posts: { author: string; body: string }[] | null
}

/** A course run with its team. */
export interface Course {
  readonly id: string
  readonly name: string
  deleted: boolean
  /** Course-team rows, by the person's id: they outlive a retirement. */
  readonly team: Map<number, 'instructor' | 'staff'>
}

/** `UserRetirementStatus`, with the text log that no call returns. */
export interface RetirementRow {
  readonly id: number
  readonly person: Person
  readonly originalUsername: string
  readonly originalEmail: string
  readonly originalName: string
  readonly retiredUsername: string
  readonly retiredEmail: string
  state: string
  lastState: string
  responses: string
  readonly created: string
  modified: string
}

/** A learner in the partner report. */
export interface PartnerRow {
  readonly row: RetirementRow
  readonly orgs: readonly string[]
  isProcessed: boolean
}

/** A role in authz. */
export interface AuthzRole {
  readonly person: number
  /** A course id or `lib:…`. */
  readonly scope: string
  readonly role: string
}

/** A message that the LMS sent. */
export interface Mail {
  readonly at: string
  readonly to: string
  readonly language: string
  readonly what: 'deletion-requested' | 'password-reset' | 'activation'
  /** Where its link leads; null without one. */
  readonly link: string | null
}

/** What whoever reads the database's log sees of a row's last change before it goes. */
export interface LoggedDeletion {
  readonly table: 'social-link' | 'retirement'
  readonly person: number
  readonly last: Readonly<Record<string, string>>
}

/** Everything that the platform remembers. */
export interface World {
  readonly settings: Settings
  readonly people: Map<number, Person>
  readonly courses: Map<string, Course>
  readonly clients: Map<string, ClientSeed>
  readonly rows: Map<number, RetirementRow>
  /** Ids of people who ever asked: `UserRetirementRequest`. */
  readonly requests: Set<number>
  readonly partnerRows: PartnerRow[]
  /** Opaque tokens and browser sessions: username by key. */
  readonly tokens: Map<string, string>
  readonly sessions: Map<string, string>
  /** Keys of password-reset links: username. */
  readonly resets: Map<string, string>
  readonly libraries: Set<string>
  readonly authzRoles: AuthzRole[]
  readonly mails: Mail[]
  readonly deletions: LoggedDeletion[]
  nextId: number
  now(): Date
}

/** Builds the memory of a sandbox from its seed. */
export function createWorld(seed: Seed, now: () => Date): World {
  const world: World = {
    settings: { ...defaultSettings(), ...(seed.release && settingsOf(seed.release)), ...seed.settings },
    people: new Map(),
    courses: new Map(),
    clients: new Map((seed.clients ?? []).map(client => [client.id, client])),
    rows: new Map(),
    requests: new Set(),
    partnerRows: [],
    tokens: new Map(),
    sessions: new Map(),
    resets: new Map(),
    libraries: new Set(),
    authzRoles: [],
    mails: [],
    deletions: [],
    nextId: 1,
    now
  }
  for (const person of seed.people) addPerson(world, person)
  for (const course of seed.courses ?? []) {
    const { id, name = id, deleted = false } = course
    world.courses.set(id, { id, name, deleted, team: new Map() })
    for (const each of course.instructors ?? []) giveRole(world, id, each, 'instructor')
    for (const each of course.staff ?? []) giveRole(world, id, each, 'staff')
  }
  for (const { id, admins = [] } of seed.libraries ?? []) {
    world.libraries.add(id)
    for (const name of admins)
      world.authzRoles.push({ person: byUsername(world, name)!.id, scope: id, role: 'library_admin' })
  }
  return world
}

// Where authz rules course authoring, CourseAccessRole holds nothing any more (7).
function giveRole(world: World, id: string, name: string, role: 'instructor' | 'staff'): void {
  const person = byUsername(world, name)!.id
  if (world.settings.authz !== 'courses') world.courses.get(id)!.team.set(person, role)
  else world.authzRoles.push({ person, scope: id, role: role === 'instructor' ? 'course_admin' : 'course_staff' })
}

/** Adds an account as the registration form would. */
export function addPerson(world: World, seed: PersonSeed): Person {
  const id = seed.id ?? world.nextId
  world.nextId = Math.max(world.nextId, id) + 1
  const posts = seed.posts === undefined ? [] : seed.posts
  const person: Person = {
    id,
    username: seed.username,
    email: seed.email ?? `${seed.username}@school.example`,
    name: seed.name ?? seed.username,
    password: seed.password === null ? null : hashPassword(seed.password ?? 'correct horse'),
    lastLogin: seed.lastLogin ?? null,
    failedLogins: 0,
    lockedUntilMs: 0,
    isActive: seed.isActive ?? true,
    isStaff: seed.isStaff ?? false,
    isSuperuser: seed.isSuperuser ?? false,
    isSupport: seed.isSupport ?? false,
    mayCancel: seed.mayCancel ?? false,
    dateJoined: seed.dateJoined ?? '2024-03-01T08:00:00Z',
    language: seed.language ?? 'en',
    ...makeProfile(seed),
    hasImage: seed.hasImage ?? false,
    wideRoles: seed.wideRoles ?? [],
    imageFiles: seed.hasImage ? [`${seed.username}_500.jpg`, `${seed.username}_30.jpg`] : [],
    links: [...(seed.links ?? [])],
    recoveryEmail: seed.recoveryEmail ?? null,
    hasActivationKey: true,
    applications: [...(seed.applications ?? [])],
    enrolments: (seed.enrolments ?? []).map(({ course, mode = 'audit', active = true }) => ({ course, mode, active })),
    certificates: (seed.certificates ?? []).map(({ course }) => ({
      course,
      name: seed.name ?? seed.username,
      uuid: randomUUID().replaceAll('-', '')
    })),
    notes: seed.notes ?? 0,
    proctoredAttempts: seed.proctoredAttempts ?? 0,
    licences: seed.licences ?? 0,
    hasLicenceUser: seed.hasLicenceUser ?? false,
    credentials: seed.hasCredentials ? { username: seed.username, name: seed.name ?? seed.username } : null,
    wikiRevisions: seed.wikiRevisions ?? 0,
    miscRetired: false,
    posts: posts === null ? null : posts.map(body => ({ author: seed.username, body }))
  }
  world.people.set(id, person)
  return person
}

/** The account that carries this name now. */
export function byUsername(world: World, username: string): Person | undefined {
  return [...world.people.values()].find(person => person.username === username)
}

/** The account that carries this e-mail now; nobody is found by the empty one. */
export function byEmail(world: World, email: string): Person | undefined {
  return email === '' ? undefined : [...world.people.values()].find(person => person.email === email)
}

/** The row found by the original username, exactly. */
export function rowByOriginal(world: World, username: unknown): RetirementRow | undefined {
  return [...world.rows.values()].find(row => row.originalUsername === username)
}
