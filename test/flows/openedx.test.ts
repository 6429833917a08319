import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { openScene } from './scene.ts'

const names = ['mira.holm', 'tom.reed', 'ada.finch'] as const

const open = async (options: object = {}) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const people = names.map((username, index) => ({
    id: 11 + index,
    username,
    name: username,
    posts: ['Hello.'],
    notes: 1,
    enrolments: [{ course: 'course-v1:Lake+C1+2026' }]
  }))
  const grant = 'client_credentials' as const
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: true },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant }],
      people: [worker, ...people],
      courses: [{ id: 'course-v1:Lake+C1+2026' }]
    }
  })
  const scene = await openScene({
    box,
    kind: 'openedx',
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: true,
      ...options
    }
  })
  return { ...scene, box }
}

const of = (username: string) => [username, `${username}@school.example`] as const

t.test('three requests pass the exclusive section one after the other', async t => {
  const scene = await open()
  t.teardown(scene.close)
  const ids = await Promise.all(names.map(name => scene.demand(of(name))))
  for (const id of ids) await scene.untilState(id, 'completed')
  const inside = scene.box.journal.list().filter(({ effect }) => ['forum-retired', 'retired'].includes(effect))
  t.equal(inside.length, 6)
  for (let at = 0; at < inside.length; at += 2) {
    const [forum, retire] = inside.slice(at, at + 2)
    t.same([forum?.effect, retire?.effect], ['forum-retired', 'retired'])
    t.equal(forum?.person, retire?.person, 'nobody else came between')
  }
  for (const id of [11, 12, 13]) {
    t.match(scene.box.world.people.get(id), {
      username: /^retired__user_/,
      email: /@retired\.invalid$/,
      isActive: false
    })
  }
})

t.test('a lost answer inside the section keeps the others out until it is known what happened', async t => {
  const scene = await open()
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'retireForum', kind: 'reset-after' })
  const ids = await Promise.all(names.map(name => scene.demand(of(name))))
  for (const id of ids) await scene.untilState(id, 'completed')
  const inside = scene.box.journal.list().filter(({ effect }) => ['forum-retired', 'retired'].includes(effect))
  t.same(
    inside.map(({ effect }) => effect),
    ['forum-retired', 'retired', 'forum-retired', 'retired', 'forum-retired', 'retired']
  )
  t.equal(new Set(inside.map(({ person }) => person)).size, 3)
})

t.test('where the bulk call is off, nothing is begun and it is said who can switch it on', async t => {
  const scene = await open({ bulkStart: false })
  t.teardown(scene.close)
  const id = await scene.demand(of(names[0]))
  const { summary } = await scene.untilState(id, 'blocked')
  t.match(summary.blockers, [{ code: 'start-switched-off', whoCanFix: 'administrator' }])
  t.same(
    scene.box.journal.list().filter(({ person }) => person === '11'),
    []
  )
})
