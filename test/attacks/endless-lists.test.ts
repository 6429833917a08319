import t from 'tap'
import { PlatformError } from '../../adapters/errors.ts'
import { listAuthzRoles, listAuthzUsers } from '../../adapters/openedx/reading/authz.ts'
import { listCourseIds } from '../../adapters/openedx/reading/course-teams.ts'
import { countEnrolments } from '../../adapters/openedx/reading/enrolments.ts'
import { listTakenCourses } from '../../adapters/openolat/earned.ts'

const never = new AbortController().signal

type Reader = (call: () => Promise<unknown>) => Promise<unknown>

const readers: Readonly<Record<string, { readonly read: Reader; readonly page: (n: number) => object }>> = {
  enrolments: {
    read: call => countEnrolments({ call } as never, 'canary', never),
    page: n => ({ results: [{ is_active: true, course_id: `c${n}` }], next: `https://canary.example/?cursor=${n}` })
  },
  'ids of courses': {
    read: call => listCourseIds({ call } as never, 'canary', never),
    page: n => ({ results: [`c${n}`], pagination: { num_pages: 1_000_000_000 } })
  },
  'roles of authz': {
    read: call => listAuthzRoles({ call } as never, 'canary', never),
    page: n => ({ results: [{ role: 'course_staff', scope: `c${n}` }], next: 'https://canary.example/?page=2' })
  },
  'people of authz': {
    read: call => listAuthzUsers({ call } as never, { scope: 'c', role: 'course_staff' }, never),
    page: n => ({ results: [{ username: `canary${n}`, roles: [] }], next: 'https://canary.example/?page=2' })
  },
  'courses of somebody': {
    read: call => listTakenCourses({ call } as never, '7', never),
    page: n => ({ courses: Array.from({ length: 100 }, (_, at) => ({ repoEntryKey: n * 100 + at })), totalCount: 3 })
  }
}

/** How a reader ends where a platform answers its nth call so; and how often it called. */
async function endOf(read: Reader, answer: (n: number) => unknown) {
  let calls = 0
  const call = async () => ({ status: 200, headers: {}, json: answer(calls++) })
  const end = await read(call).then(
    value => ({ value, is: 'read' }),
    error => {
      if (!(error instanceof PlatformError)) throw error
      return { value: null, is: `${error.failure} ${error.code}` }
    }
  )
  return { ...end, calls }
}

t.test('a list that goes round in circles, or on for ever, ends as a surprise', async t => {
  for (const [name, { read, page }] of Object.entries(readers)) {
    const endless = await endOf(read, page)
    t.equal(endless.is, 'surprise pages-repeat', name)
    t.ok(endless.calls <= 5000, `${name}: ${endless.calls} calls`)
    const { is } = await endOf(read, () => page(1))
    t.equal(is, 'surprise pages-repeat', `${name}: the same page again and again`)
  }
})

t.test('a page that does not say whether it is the last, or what stands in its rows, is no whole list', async t => {
  const spoilt: Readonly<Record<string, readonly object[]>> = {
    enrolments: [
      { results: [] },
      { results: [], next: 7 },
      { results: [], next: 'http://[' },
      { results: [], next: 'https://canary.example/' },
      { results: [null], next: null },
      { results: [{}], next: null },
      { results: [{ is_active: 'false', course_id: 'c' }], next: null }
    ],
    'ids of courses': [
      { results: [], pagination: {} },
      { results: [], pagination: { num_pages: '9' } },
      { results: [], pagination: { num_pages: 1.5 } },
      { results: [{ id: 'c' }], pagination: { num_pages: 1 } }
    ],
    'roles of authz': [{ results: [] }, { results: [], next: {} }, { results: [null], next: null }],
    'people of authz': [{ results: [] }, { results: [{ username: 'canary' }], next: null }],
    'courses of somebody': [{ courses: {} }, { courses: [null] }, { courses: [{ repoEntryKey: '7' }] }]
  }
  for (const [name, answers] of Object.entries(spoilt)) {
    for (const answer of answers) {
      const { is } = await endOf(readers[name]!.read, () => answer)
      t.match(
        is,
        /^surprise (answer-misshapen|page-without-cursor|broken-answer)$/,
        `${name}: ${JSON.stringify(answer)}`
      )
    }
  }
})

t.test('a list that ends is read whole, however many pages it has', async t => {
  const { read, page } = readers.enrolments!
  const enrolments = await endOf(read, n => (n < 150 ? page(n) : { ...page(n), next: null }))
  t.match(enrolments, { value: { active: 151, inactive: 0 }, calls: 151 })
  const courses = readers['courses of somebody']!
  const taken = await endOf(courses.read, n => (n < 3 ? courses.page(n) : { courses: [] }))
  t.equal((taken.value as readonly string[]).length, 300)
})
