import type { Journal } from '../../sandbox/stand.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { type Entry, type Group, type Identity, lookUpSubstitute, type Organisation, type World } from './world.ts'

/** A person in a seed; only the key and a login must be given. */
export interface PersonSeed {
  readonly key: number
  readonly login: string
  readonly externalId?: string
  readonly status?: number
  /** ISO 8601. */
  readonly createdAt?: string
  readonly inactivatedAt?: string
  readonly profile?: Readonly<Record<string, string>>
  readonly language?: string
  readonly hasPortrait?: boolean
  /** Password of the OLAT login; absent: the person has none. */
  readonly password?: string
  /** Further logins. `credential` only for `API-Key`. */
  readonly authentications?: readonly { provider: string; authUsername: string; credential?: string }[]
  /** Roles by key of the organisation; the plain `user` role in organisation 1 unless said. */
  readonly roles?: Readonly<Record<string, readonly string[]>>
  readonly sessions?: readonly string[]
  readonly data?: Readonly<Record<string, number>>
  readonly kept?: Readonly<Record<string, number>>
}

/** A learning resource in a seed, with everybody who has a part in it. */
export interface EntrySeed {
  readonly key: number
  readonly displayname: string
  readonly type?: string
  readonly organisation?: number
  readonly managedFlags?: string
  readonly owners?: readonly number[]
  readonly coaches?: readonly number[]
  readonly participants?: readonly number[]
  /** People with an assessment entry, a statement, a certificate, and with files, in this resource. */
  readonly assessed?: readonly number[]
  readonly statements?: readonly number[]
  readonly certificates?: readonly number[]
  readonly files?: Readonly<Record<string, number>>
}

/** What a sandbox starts with. */
export interface Seed {
  readonly organisations?: readonly Organisation[]
  readonly people: readonly PersonSeed[]
  readonly entries?: readonly EntrySeed[]
  readonly groups?: readonly (Group & { coaches?: readonly number[]; participants?: readonly number[] })[]
  readonly curricula?: readonly {
    key: number
    displayName?: string
    owners: readonly number[]
    elements?: readonly { key: number; displayName: string; owners?: readonly number[] }[]
  }[]
  /** Lecture blocks with their teachers, and question items with their authors. */
  readonly lectureBlocks?: readonly { key: number; teachers: readonly number[] }[]
  readonly questions?: readonly { key: number; authors: readonly number[] }[]
  readonly relations?: readonly { source: number; target: number; role: string }[]
  readonly assignments?: readonly {
    test: number
    grader: number | null
    assessed: number
    status: World['assignments'][number]['assignmentStatus']
  }[]
  readonly settings?: Partial<Settings>
}

/** Builds the world of a seed. */
export function createWorld(seed: Seed, journal: Journal, now: () => Date, settings: Partial<Settings> = {}): World {
  const world: World = {
    identities: [],
    organisations: [...(seed.organisations ?? [{ key: 1, displayName: 'OpenOLAT', parent: null }])],
    entries: [],
    groups: (seed.groups ?? []).map(({ key, name, managedFlags = null }) => ({ key, name, managedFlags })),
    curricula: (seed.curricula ?? []).map(({ key, displayName, elements = [] }) => ({
      key,
      displayName: displayName ?? `Curriculum ${key}`,
      elements: elements.map(element => ({ key: element.key, displayName: element.displayName }))
    })),
    memberships: [],
    relations: (seed.relations ?? []).map((relation, index) => ({ key: 90_001 + index, ...relation })),
    certificates: [],
    assignments: (seed.assignments ?? []).map(({ status, ...row }, index) => {
      return { key: 95_001 + index, assignmentStatus: status, ...row }
    }),
    assessmentEntries: [],
    statements: [],
    files: [],
    fileQueue: [],
    substitute: null,
    settings: { ...structuredClone(defaultSettings), ...seed.settings, ...settings },
    journal,
    now
  }
  for (const person of seed.people) addPerson(world, person)
  for (const entry of seed.entries ?? []) addEntry(world, entry)
  for (const group of seed.groups ?? []) {
    seat(world, 'group', group.key, { coach: group.coaches, participant: group.participants })
  }
  for (const curriculum of seed.curricula ?? []) {
    seat(world, 'curriculum', curriculum.key, { curriculumowner: curriculum.owners })
    for (const { key, owners } of curriculum.elements ?? []) {
      seat(world, 'element', key, { curriculumelementowner: owners })
    }
  }
  for (const { key, teachers } of seed.lectureBlocks ?? []) seat(world, 'lecture-block', key, { teacher: teachers })
  for (const { key, authors } of seed.questions ?? []) seat(world, 'question', key, { author: authors })
  lookUpSubstitute(world)
  return world
}

/** Adds one person; throws if the key is taken. */
export function addPerson(world: World, seed: PersonSeed): Identity {
  if (world.identities.some(i => i.key === seed.key)) throw new Error(`key ${seed.key} is taken`)
  const identity: Identity = {
    key: seed.key,
    name: world.settings.generatedNames ? `g${seed.key}x` : seed.login,
    externalId: seed.externalId ?? null,
    status: seed.status ?? 2,
    creationDate: Date.parse(seed.createdAt ?? '2024-03-01T09:00:00.000Z'),
    expirationDate: null,
    inactivationDate: seed.inactivatedAt === undefined ? null : Date.parse(seed.inactivatedAt),
    profile: { nickName: seed.login, ...seed.profile },
    language: seed.language ?? null,
    hasPortrait: seed.hasPortrait ?? false,
    authentications: [
      ...(seed.password === undefined
        ? []
        : [{ provider: 'OLAT', authUsername: seed.login, credential: seed.password }]),
      ...(seed.authentications ?? [])
    ].map((row, index) => ({ key: seed.key * 10 + index, credential: null, ...row })),
    sessions: [...(seed.sessions ?? [])],
    deletedBy: null,
    deletedDate: null,
    deletedRoles: [],
    data: { subscriptions: 3, folder: 2, calendar: 1, mailbox: 4, settings: 5, ...seed.data },
    kept: { ...seed.kept }
  }
  world.identities.push(identity)
  for (const [of, roles] of Object.entries(seed.roles ?? { 1: ['user'] })) {
    seat(world, 'organisation', Number(of), Object.fromEntries(roles.map(role => [role, [seed.key]])))
  }
  return identity
}

function addEntry(world: World, seed: EntrySeed): void {
  const key = seed.key
  const entry: Entry = {
    key,
    displayname: seed.displayname,
    olatResourceId: key + 500_000,
    olatResourceTypeName: seed.type ?? 'CourseModule',
    organisation: seed.organisation ?? 1,
    managedFlags: seed.managedFlags ?? null,
    initialAuthor: world.identities.find(i => i.key === seed.owners?.[0])?.name ?? 'administrator'
  }
  world.entries.push(entry)
  seat(world, 'entry', key, { owner: seed.owners, coach: seed.coaches, participant: seed.participants })
  world.assessmentEntries.push(...(seed.assessed ?? []).map(person => ({ person, entry: key })))
  world.statements.push(...(seed.statements ?? []).map(person => ({ person, entry: key })))
  for (const person of seed.certificates ?? []) {
    world.certificates.push({ key: 80_001 + world.certificates.length, person, entry: key })
  }
  for (const [person, count] of Object.entries(seed.files ?? {})) {
    world.files.push({ person: Number(person), entry: key, count })
  }
}

function seat(
  world: World,
  scope: World['memberships'][number]['scope'],
  of: number,
  roles: Readonly<Record<string, readonly number[] | undefined>>
): void {
  for (const [role, people] of Object.entries(roles)) {
    for (const person of people ?? []) world.memberships.push({ scope, of, role, person })
  }
}
