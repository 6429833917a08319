import type { Practice, PracticePerson } from '../../sandbox/practice.ts'
import { type Seed, startSandbox } from './index.ts'

const worker = 'retirement_service_worker'
const secret = 'practice-secret'

const password = 'practice-learner'

const people: readonly PracticePerson[] = [
  {
    username: 'mira.holm',
    email: 'mira.holm@people.example',
    name: 'Mira Holm',
    password,
    about: 'A learner in two courses.'
  },
  {
    username: 'tom.reed',
    email: 'tom.reed@people.example',
    name: 'Tom Reed',
    password,
    about: 'Has a social login linked.'
  },
  {
    username: 'ada.finch',
    email: 'ada.finch@people.example',
    name: 'Ada Finch',
    password,
    about: 'The only instructor of a course: somebody must take it over.'
  },
  {
    username: 'ben.osei',
    email: 'ben.osei@people.example',
    name: 'Ben Osei',
    password,
    about: 'Can take the course over.'
  }
]

const more: Readonly<Record<string, Partial<Seed['people'][number]>>> = {
  'mira.holm': {
    enrolments: [{ course: 'course-v1:Lake+C1+2026', mode: 'verified' }, { course: 'course-v1:Lake+C2+2026' }],
    notes: 3,
    posts: ['How do I hand in?', 'Thanks!']
  },
  'tom.reed': {
    enrolments: [{ course: 'course-v1:Lake+C1+2026' }],
    links: [{ provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'tom@mail.example' }]
  }
}

const seed: Seed = {
  settings: { bulkRetirement: true },
  clients: [{ id: worker, secret, owner: worker, grant: 'client_credentials' }],
  people: [
    { id: 1, username: worker, password: null, isStaff: true },
    ...people.map(({ username, email, name, password }, index) => ({
      id: index + 2,
      username,
      email,
      name,
      password,
      ...more[username]
    }))
  ],
  courses: [
    { id: 'course-v1:Lake+C1+2026', name: 'Lakes', instructors: ['ada.finch'], staff: ['ben.osei'] },
    { id: 'course-v1:Lake+C2+2026', name: 'Rivers', instructors: ['ada.finch', 'ben.osei'] }
  ]
}

/** Starts a site with a few made-up people, for practice. @param port 0: any free one */
export async function startPractice(port: number): Promise<Practice> {
  const { address, close } = await startSandbox({ seed, port })
  return {
    platform: 'Open edX',
    options: {
      baseUrl: address,
      studioUrl: address,
      clientId: worker,
      clientSecret: secret,
      workerUsername: worker,
      // Nobody waits an hour for a token of somebody who was made up.
      tokenLifeMs: 0,
      bulkStart: true
    },
    people,
    close
  }
}
