import type { Seed } from '../../adapters/openolat/sandbox/index.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'

type Person = Seed['people'][number]

/** One whole erasure: who is erased on which platform, and how it must end. */
export interface Erasure {
  readonly id: string
  readonly subject: Partial<Person>
  readonly seed: Partial<Seed>
  readonly policy: PolicyChanges
  readonly ends: 'completed' | 'partially-completed'
  /** Rows that OpenOlat's deletion passes over without telling anybody. */
  readonly passedOver: readonly 'statements'[]
}

const key = 2001

const successors = [{ category: '*', successor: { kind: 'username', value: 'nora.next' } }] as const

const learner: Partial<Person> = {
  password: 'mia-secret',
  externalId: 'sis-2001',
  hasPortrait: true,
  authentications: [
    { provider: 'Shib', authUsername: 'mia.berg@idp.example' },
    { provider: 'WEBDAV', authUsername: 'mia.berg' }
  ],
  data: { testSessions: 6, businessCard: 1, portfolio: 2, chat: 9 },
  kept: { forumPosts: 12, badges: 1, bookingOrders: 2 }
}

const courses: Partial<Seed> = {
  entries: [
    {
      key: 3001,
      displayname: 'Latin',
      owners: [900],
      participants: [key, 2002],
      assessed: [key],
      statements: [key],
      certificates: [key],
      files: { [key]: 3 }
    },
    { key: 3002, displayname: 'Greek', owners: [900], participants: [key] }
  ],
  groups: [{ key: 4001, name: 'Latin tutorial', coaches: [900], participants: [key, 2002] }],
  relations: [
    { source: 900, target: key, role: 'mentor' },
    { source: key, target: 2002, role: 'buddy' }
  ]
}

const teacher: Partial<Person> = {
  ...learner,
  roles: { 1: ['user', 'author'], 2: ['user', 'groupmanager'] }
}

const teaching: Partial<Seed> = {
  organisations: [
    { key: 1, displayName: 'Example University', parent: null },
    { key: 2, displayName: 'Faculty of Letters', parent: 1 }
  ],
  entries: [
    { key: 3001, displayname: 'Latin', owners: [key], coaches: [key], participants: [2002] },
    { key: 3002, displayname: 'Greek', owners: [key, 900] },
    { key: 3003, displayname: 'Latin test bank', type: 'FileResource.IMSQTI21', owners: [key] }
  ],
  groups: [{ key: 4001, name: 'Latin tutorial', coaches: [key], participants: [2002] }],
  curricula: [{ key: 5001, owners: [key, 900] }]
}

/** Between them every row that can be read back concerns somebody. */
export const erasures: readonly Erasure[] = [
  { id: 'learner', subject: learner, seed: courses, policy: {}, ends: 'completed', passedOver: [] },
  {
    id: 'teacher whose name stays',
    subject: teacher,
    seed: teaching,
    policy: { successors },
    ends: 'completed',
    passedOver: []
  },
  {
    id: 'teacher whose name goes',
    subject: teacher,
    seed: teaching,
    policy: { successors, names: 'remove-name' },
    ends: 'completed',
    passedOver: []
  },
  {
    id: 'learner on a site with generated names',
    subject: learner,
    seed: { ...courses, settings: { generatedNames: true } },
    policy: {},
    ends: 'completed',
    passedOver: []
  },
  {
    id: 'learner whose statements are passed over',
    subject: learner,
    seed: courses,
    policy: { confirmTries: 2 },
    ends: 'partially-completed',
    passedOver: ['statements']
  }
]
