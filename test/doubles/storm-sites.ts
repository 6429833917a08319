import { startSandbox as startOpenedx } from '../../adapters/openedx/sandbox/index.ts'
import { startSandbox as startOpenolat } from '../../adapters/openolat/sandbox/index.ts'
import type { Faults, Journal } from '../../adapters/sandbox/stand.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'

/** What became of an account, asked of the platform's own memory. */
export type Fate = 'as-before' | 'locked' | 'changed' | 'gone'

/** A platform with everybody on it, and what can be asked behind Lethe's back. */
export interface StormSite {
  readonly kind: 'openolat' | 'openedx'
  readonly address: string
  readonly faults: Faults
  readonly journal: Journal
  readonly options: Readonly<Record<string, unknown>>
  /** Operations that Lethe calls here. */
  readonly routes: readonly string[]
  /** People who may be erased, by the platform's number; and those who must stay as they are whatever happens. */
  readonly people: readonly string[]
  readonly untouchables: readonly string[]
  /** Two policies, between which the site changes its mind. */
  readonly policies: readonly PolicyChanges[]
  /** Effects that must never happen twice to one person. */
  readonly onceOnly: readonly string[]
  /** Calls that are safe to repeat, so that one may be made while another, broken off by a stop, still goes on. */
  readonly mayOverlap: readonly string[]
  username(person: string): string
  email(person: string): string
  fate(person: string): Fate
  /** Objects that nobody living looks after any more. */
  orphans(): readonly string[]
  close(): Promise<void>
}

const to = (username: string) => [{ category: '*', successor: { kind: 'username', value: username } as const }]
const born = '2024-03-01T09:00:00.000Z'

async function openOpenolat(): Promise<StormSite> {
  const statuses: Readonly<Record<string, number>> = { 700: 2, 701: 2, 702: 101, 703: 103, 704: 2, 710: 1, 711: 2 }
  const staff = { 1: ['user', 'administrator'] }
  const box = await startOpenolat({
    seed: {
      people: [
        { key: 100, login: 'administrator', status: 1, roles: staff },
        {
          key: 101,
          login: 'lethe',
          status: 1,
          authentications: [{ provider: 'API-Key', authUsername: 'key', credential: 'sandbox-secret' }],
          roles: staff
        },
        ...[800, 801].map(key => ({ key, login: `heir${key}`, profile: { email: `heir${key}@uni.example` } })),
        ...Object.entries(statuses).map(([key, status]) => ({
          key: Number(key),
          login: `member${key}`,
          status,
          createdAt: born,
          profile: { firstName: `Firstname${key}`, lastName: `Lastname${key}`, email: `member${key}@uni.example` }
        }))
      ],
      entries: [{ key: 3001, displayname: 'Latin', owners: [704] }],
      groups: [{ key: 4001, name: 'Tutorial', coaches: [704] }]
    }
  })
  const identity = (person: string) => box.world.identities.find(({ key }) => String(key) === person)!
  const ownersOf = (scope: string, of: number, role: string) =>
    box.world.memberships.filter(m => m.scope === scope && m.of === of && m.role === role)
  return {
    kind: 'openolat',
    address: box.address,
    faults: box.faults,
    journal: box.journal,
    options: { username: 'key', secret: 'sandbox-secret', settleMs: 900, deleteTimeoutMs: 150 },
    routes: [
      ...['deleteUser', 'deleteUser', 'deleteUser', 'setUserStatus', 'setUserStatus', 'getUserStatus', 'searchUsers'],
      ...['getUser', 'getUserLifecycle', 'listOwnedCourses', 'addEntryOwner', 'addGroupOwner', 'removeEntryOwner', '*']
    ],
    people: ['700', '701', '702', '703', '704'],
    untouchables: ['710', '711'],
    policies: [
      { names: 'remove-name', successors: to('heir800') },
      { names: 'keep-name', successors: to('heir801') }
    ],
    onceOnly: ['delete-begun', 'delete'],
    mayOverlap: [],
    username: person => `member${person}`,
    email: person => `member${person}@uni.example`,
    fate(person) {
      const { status } = identity(person)
      if (status === 199) return 'gone'
      return status === statuses[person] ? 'as-before' : status === 101 ? 'locked' : 'changed'
    },
    orphans: () => [
      ...(ownersOf('entry', 3001, 'owner').some(m => m.person !== 100) ? [] : ['course']),
      ...(ownersOf('group', 4001, 'coach').some(m => m.person !== 100) ? [] : ['group'])
    ],
    close: box.close
  }
}

async function openOpenedx(): Promise<StormSite> {
  const course = 'course-v1:Lake+C1+2026'
  const names: Readonly<Record<string, string>> = { 7: 'ada', 8: 'bea', 9: 'cyd', 10: 'dot', 20: 'eve', 21: 'fay' }
  const username = (person: string) => `${names[person]}.lake`
  const box = await startOpenedx({
    seed: {
      settings: { bulkRetirement: true },
      clients: [
        { id: 'worker', secret: 'sandbox-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
      ],
      people: [
        { id: 1, username: 'retirement_service_worker', password: null, isStaff: true, mayCancel: true },
        { id: 2, username: 'heir.one' },
        { id: 3, username: 'heir.two' },
        ...Object.keys(names).map(id => ({
          id: Number(id),
          username: username(id),
          name: `${names[id]} of the lake`,
          enrolments: [{ course }],
          posts: ['Hello.'],
          ...(id === '20' && { links: [{ provider: 'Google', providerId: 'oa2-google-oauth2', uid: 'x' }] })
        }))
      ],
      courses: [{ id: course, instructors: ['ada.lake'] }]
    }
  })
  const person = (id: string) => box.world.people.get(Number(id))!
  return {
    kind: 'openedx',
    address: box.address,
    faults: box.faults,
    journal: box.journal,
    options: {
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: 'retirement_service_worker',
      tokenLifeMs: 300,
      bulkStart: true
    },
    routes: [
      ...['startRetirement', 'updateRetirementStatus', 'unenrolAccount', 'retireMisc', 'retireForum', 'retireForum'],
      ...[
        'retireAccount',
        'retireAccount',
        'changeCourseTeam',
        'readCourseTeam',
        'listAccounts',
        'readRetirementStatus'
      ],
      ...['cancelRetirement', 'issueToken', '*']
    ],
    people: ['7', '8', '9', '10'],
    untouchables: ['20', '21'],
    policies: [{ successors: to('heir.one') }, { successors: to('heir.two') }],
    onceOnly: ['forum-retired', 'retired', 'unenrolled', 'account-created'],
    mayOverlap: ['unenrolAccount', 'retireNotes', 'retireMisc'],
    username,
    email: id => `${username(id)}@school.example`,
    fate(id) {
      const { isActive, username: now, name } = person(id)
      const row = [...box.world.rows.values()].find(each => String(each.person.id) === id)
      if (!isActive && now.startsWith('retired__user_') && name === '' && row?.state === 'COMPLETE') return 'gone'
      if (row === undefined) return now === username(id) && isActive ? 'as-before' : 'changed'
      return row.state === 'PENDING' ? 'locked' : 'changed'
    },
    orphans: () => {
      const team = [...box.world.courses.get(course)!.team]
      return team.some(([id, role]) => role === 'instructor' && person(String(id)).isActive) ? [] : [course]
    },
    close: box.close
  }
}

/** The platforms on which a storm can break loose. */
export const openSite = { openolat: openOpenolat, openedx: openOpenedx }
