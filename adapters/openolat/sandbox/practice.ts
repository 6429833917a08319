import type { Practice, PracticePerson } from '../../sandbox/practice.ts'
import { type Seed, startSandbox } from './index.ts'

const client = '2f1e9a3c-6f0b-4f7e-8a51-5a0f3c9d7e10'
const secret = 'practice-secret'

const password = 'practice-learner'

const people: readonly PracticePerson[] = [
  {
    username: 'mrossi',
    email: 'marta.rossi@uni.example',
    name: 'Marta Rossi',
    password,
    about: 'A learner in one course.'
  },
  {
    username: 'tcoach',
    email: 'tilda.coach@uni.example',
    name: 'Tilda Coach',
    password,
    about: 'The only owner of a course: somebody must take it over.'
  },
  { username: 'snext', email: 'sven.next@uni.example', name: 'Sven Next', password, about: 'Can take the course over.' }
]

const authors = ['tcoach', 'snext']

const seed: Seed = {
  organisations: [{ key: 1, displayName: 'Example University', parent: null }],
  people: [
    {
      key: 100,
      login: 'administrator',
      password: 'practice-admin',
      profile: { firstName: 'Ada', lastName: 'Minster', email: 'admin@uni.example' },
      roles: { '1': ['user', 'administrator'] }
    },
    {
      key: 101,
      login: 'lethe',
      profile: { firstName: 'Lethe', lastName: 'Sidecar', email: 'lethe@uni.example' },
      authentications: [{ provider: 'API-Key', authUsername: client, credential: secret }],
      roles: { '1': ['user', 'administrator'] }
    },
    ...people.map(({ username, email, name, password }, index) => ({
      key: 70_021 + index,
      login: username,
      password,
      createdAt: '2024-02-01T10:00:00.000Z',
      profile: { firstName: name.split(' ')[0]!, lastName: name.split(' ')[1]!, email },
      roles: { '1': authors.includes(username) ? ['user', 'author'] : ['user'] }
    }))
  ],
  entries: [
    {
      key: 3001,
      displayname: 'Latin for beginners',
      owners: [70_022],
      participants: [70_021],
      assessed: [70_021],
      certificates: [70_021]
    }
  ]
}

/** Starts a site with a few made-up people, for practice. @param port 0: any free one */
export async function startPractice(port: number): Promise<Practice> {
  const { address, close } = await startSandbox({ seed, port })
  return {
    platform: 'OpenOlat',
    // Nothing goes on in the background here once a call is over.
    options: { baseUrl: address, username: client, secret, settleMs: 1000 },
    people,
    close
  }
}
