import { type Seed as EdxSeed, startSandbox as startOpenEdx } from '../../adapters/openedx/sandbox/index.ts'
import { type Seed as OlatSeed, startSandbox as startOpenOlat } from '../../adapters/openolat/sandbox/index.ts'

/** A sandbox as the crash test uses it. */
export interface Stand {
  readonly address: string
  /** Everything that the platform's database holds now. */
  readonly world: unknown
  close(): Promise<void>
}

/** One person's way from the demand to the end, and the site they are on. */
export interface Scenario {
  readonly id: string
  readonly platform: 'openolat' | 'openedx'
  /** Opens the platform with everybody in it. */
  open(journalFile: string): Promise<Stand>
  /** Options of the adapter, for a platform at this address. */
  options(address: string): Readonly<Record<string, unknown>>
  readonly policy: Readonly<Record<string, unknown>>
  readonly origin: 'self' | 'identity-manager'
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  /** How many messages the subject gets. */
  readonly messages: number
  /** Whether processes are killed at every commit too, or only at every call. */
  readonly killsAtCommits: boolean
  /** How many cases run at the same time: they mostly wait. */
  readonly lanes: number
}

const olatSeed: OlatSeed = {
  people: [
    {
      key: 100,
      login: 'administrator',
      status: 1,
      profile: { firstName: 'Ada', lastName: 'Minster', email: 'admin@uni.example' },
      roles: { 1: ['user', 'administrator'] }
    },
    {
      key: 101,
      login: 'lethe',
      status: 1,
      authentications: [{ provider: 'API-Key', authUsername: 'lethe-key', credential: 'sandbox-secret' }],
      profile: { firstName: 'Lethe', lastName: 'Sidecar', email: 'lethe@uni.example' },
      roles: { 1: ['user', 'administrator'] }
    },
    {
      key: 700,
      login: 'tcoach',
      createdAt: '2021-01-15T08:00:00.000Z',
      profile: { firstName: 'Tilda', lastName: 'Coach', email: 'tilda.coach@uni.example' },
      data: { testSessions: 3, portfolio: 1 },
      kept: { forumPosts: 40 }
    },
    {
      key: 701,
      login: 'snext',
      profile: { firstName: 'Sven', lastName: 'Next', email: 'sven.next@uni.example' }
    }
  ],
  entries: [
    { key: 3001, displayname: 'Latin for beginners', owners: [700], participants: [701], assessed: [700] },
    { key: 3002, displayname: 'Greek readings', owners: [700, 701] }
  ],
  groups: [
    { key: 4001, name: 'Latin tutorial', coaches: [700], participants: [701] },
    { key: 4002, name: 'Greek tutorial', coaches: [700, 701] }
  ]
}

const edxSeed: EdxSeed = {
  settings: { bulkRetirement: true },
  clients: [
    { id: 'worker', secret: 'sandbox-secret', owner: 'retirement_service_worker', grant: 'client_credentials' }
  ],
  people: [
    { id: 1, username: 'retirement_service_worker', password: null, isStaff: true },
    {
      id: 7,
      username: 'ada.finch',
      name: 'Ada Finch',
      recoveryEmail: 'ada@home.example',
      enrolments: [{ course: 'course-v1:Lake+C2+2026' }, { course: 'course-v1:Hill+C3+2025', mode: 'verified' }],
      notes: 3,
      wikiRevisions: 2,
      posts: ['Welcome to the lakes.', 'Thanks!']
    },
    { id: 8, username: 'ben.osei', name: 'Ben Osei' }
  ],
  courses: [
    { id: 'course-v1:Lake+C1+2026', name: 'Lakes', instructors: ['ada.finch'] },
    { id: 'course-v1:Lake+C2+2026', name: 'Rivers', instructors: ['ada.finch', 'ben.osei'] },
    { id: 'course-v1:Hill+C3+2025', name: 'Hills', instructors: ['ben.osei'] }
  ]
}

const olat = {
  platform: 'openolat',
  open: (journalFile: string) => startOpenOlat({ seed: structuredClone(olatSeed), journalFile }),
  options: (baseUrl: string) => ({ baseUrl, username: 'lethe-key', secret: 'sandbox-secret', settleMs: 300 }),
  identifiers: [
    { kind: 'username', value: 'tcoach' },
    { kind: 'email', value: 'tilda.coach@uni.example' }
  ]
} as const

const edx = {
  platform: 'openedx',
  open: (journalFile: string) => startOpenEdx({ seed: structuredClone(edxSeed), journalFile }),
  options: (baseUrl: string) => ({
    baseUrl,
    studioUrl: baseUrl,
    clientId: 'worker',
    clientSecret: 'sandbox-secret',
    workerUsername: 'retirement_service_worker',
    tokenLifeMs: 300,
    bulkStart: true
  }),
  identifiers: [
    { kind: 'username', value: 'ada.finch' },
    { kind: 'email', value: 'ada.finch@school.example' }
  ]
} as const

const to = (username: string) => [{ category: '*', successor: { kind: 'username', value: username } }]
const quick = { coolOffMs: 200, noticeMs: 200, confirmEveryMs: 200, retryFirstMs: 500 }

/** What is stopped at every point: between them they do everything that a full run can do. */
export const scenarios: readonly Scenario[] = [
  {
    ...olat,
    id: 'olat-owner-keeps-name',
    policy: { ...quick, successors: to('snext'), names: 'keep-name' },
    origin: 'self',
    messages: 2,
    killsAtCommits: false,
    lanes: 1
  },
  {
    ...olat,
    id: 'olat-owner-removes-name-with-notice',
    policy: { ...quick, successors: to('snext'), names: 'remove-name' },
    origin: 'identity-manager',
    messages: 2,
    killsAtCommits: true,
    lanes: 1
  },
  {
    ...edx,
    id: 'edx-instructor-with-notice',
    policy: { ...quick, successors: to('ben.osei') },
    origin: 'identity-manager',
    messages: 2,
    killsAtCommits: true,
    lanes: 4
  }
]
