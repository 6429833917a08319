import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { openScene } from './scene.ts'

const names = ['mira.holm', 'tom.reed', 'ada.finch'] as const

const open = async (options: object = {}, settings: object = {}) => {
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
      settings: { bulkRetirement: true, ...settings },
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

t.test('before Ulmo: a course is handed over by hand, and the report for partners outlives a restart', async t => {
  const scene = await open({ partnerReport: true, cleanUp: true }, { supportCourseTeam: false })
  t.teardown(scene.close)
  const course = scene.box.world.courses.get('course-v1:Lake+C1+2026')!
  course.team.set(11, 'instructor')
  const id = await scene.demand(of(names[0]))
  const { summary } = await scene.untilState(id, 'blocked')
  t.match(summary.blockers, [{ code: 'hand-over-by-hand', count: 1 }])
  t.match(JSON.stringify(await scene.call('GET', `/requests/${id}/plan`)), course.id, 'the plan names the course')
  course.team.set(12, 'instructor')
  await scene.call('POST', `/requests/${id}/recheck`, {})
  await scene.untilState(id, 'completed')
  t.equal(scene.box.world.rows.size, 0, 'the row with the old names was cleaned up')

  const path = `/platforms/${scene.platform}/partner-report`
  type Report = { rows: { key: string; username: string }[] }
  const first = await scene.call<Report>('POST', path)
  t.match(first.rows, [{ key: '11', username: 'mira.holm' }])
  await scene.restart()
  t.same(await scene.call<Report>('POST', path), first, 'the platform gives it once, Lethe until it is closed')
  const files = readdirSync(scene.folder, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  const texts = files.map(file => readFileSync(join(file.parentPath, file.name), 'latin1'))
  t.notOk(
    texts.some(text => text.includes('mira.holm')),
    'and nothing on the disk names anybody'
  )
  t.same(await scene.call('POST', `${path}/closed`, { keys: ['11'] }), { closed: 1 })
  t.same(scene.box.world.partnerRows, [])
  t.same(await scene.call('POST', path), { rows: [] })
})
