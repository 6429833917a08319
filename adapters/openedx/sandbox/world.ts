import type { ClientSeed, PersonSeed, Seed } from './seed.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** An account as the platform's database holds it. */
export interface Person {
  readonly id: number
  username: string
  email: string
  name: string
  password: string | null
  isActive: boolean
  isStaff: boolean
  isSuperuser: boolean
  isSupport: boolean
  mayCancel: boolean
  dateJoined: string
  language: string
  bio: string | null
  country: string | null
  gender: string | null
  yearOfBirth: number | null
  /** Stays after `retire`: level of education, goals, state, preferences (fact sheet 3.5). */
  goals: string | null
  levelOfEducation: string | null
  socialLinks: { platform: string; social_link: string }[]
  hasImage: boolean
  /** Names of image files in the file storage. */
  imageFiles: string[]
  links: { provider: string; providerId: string; uid: string }[]
  recoveryEmail: string | null
  hasActivationKey: boolean
  applications: string[]
  enrolments: { course: string; mode: string; active: boolean }[]
  certificates: { course: string; name: string }[]
  notes: number
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
  nextId: number
  now(): Date
}

/** Builds the memory of a sandbox from its seed. */
export function createWorld(seed: Seed, now: () => Date): World {
  const world: World = {
    settings: { ...defaultSettings(), ...seed.settings },
    people: new Map(),
    courses: new Map(),
    clients: new Map((seed.clients ?? []).map(client => [client.id, client])),
    rows: new Map(),
    requests: new Set(),
    partnerRows: [],
    tokens: new Map(),
    sessions: new Map(),
    nextId: 1,
    now
  }
  for (const person of seed.people) addPerson(world, person)
  for (const course of seed.courses ?? []) {
    const team = new Map<number, 'instructor' | 'staff'>()
    for (const name of course.instructors ?? []) team.set(byUsername(world, name)!.id, 'instructor')
    for (const name of course.staff ?? []) team.set(byUsername(world, name)!.id, 'staff')
    world.courses.set(course.id, {
      id: course.id,
      name: course.name ?? course.id,
      deleted: course.deleted ?? false,
      team
    })
  }
  return world
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
    password: seed.password === undefined ? 'correct horse' : seed.password,
    isActive: seed.isActive ?? true,
    isStaff: seed.isStaff ?? false,
    isSuperuser: seed.isSuperuser ?? false,
    isSupport: seed.isSupport ?? false,
    mayCancel: seed.mayCancel ?? false,
    dateJoined: seed.dateJoined ?? '2024-03-01T08:00:00Z',
    language: seed.language ?? 'en',
    bio: 'Likes rivers.',
    country: 'DE',
    gender: 'o',
    yearOfBirth: 1999,
    goals: 'To learn.',
    levelOfEducation: 'b',
    socialLinks: [{ platform: 'linkedin', social_link: `https://social.example/${seed.username}` }],
    hasImage: seed.hasImage ?? false,
    imageFiles: seed.hasImage ? [`${seed.username}_500.jpg`, `${seed.username}_30.jpg`] : [],
    links: [...(seed.links ?? [])],
    recoveryEmail: seed.recoveryEmail ?? null,
    hasActivationKey: true,
    applications: [...(seed.applications ?? [])],
    enrolments: (seed.enrolments ?? []).map(({ course, mode = 'audit', active = true }) => ({ course, mode, active })),
    certificates: (seed.certificates ?? []).map(({ course }) => ({ course, name: seed.name ?? seed.username })),
    notes: seed.notes ?? 0,
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
