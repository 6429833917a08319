import t from 'tap'
import { learner, learnerKey, openOpenolat } from './openolat-ground.ts'

const deletions = (box: { journal: { count(effect: string, person: string): number } }) =>
  box.journal.count('delete-begun', learnerKey)

t.test('a time-out while OpenOlat goes on deleting: it is read, not called again', async t => {
  const scene = await openOpenolat({ options: { deleteTimeoutMs: 1000, settleMs: 6000 } })
  t.teardown(scene.close)
  const { faults } = scene.box
  faults.add({ route: 'deleteUser', kind: 'work-goes-on', times: 2 })
  const id = await scene.demand(learner)
  await scene.until(
    () => faults.list(),
    ([fault]) => fault?.times === 1
  )
  // Hit by the first reading after the time-out, and by nothing else.
  faults.add({ route: 'getUserStatus', kind: 'slow', ms: 1 })
  await scene.until(
    () => faults.list().length,
    left => left === 1
  )
  t.equal(deletions(scene.box), 0, 'nothing has happened yet, and nothing can be known')
  await faults.finishWork()
  const { actions } = await scene.untilState(id, 'completed')
  t.match(actions.at(-1), { action: 'delete', tries: 1, outcome: 'done', confirmation: 'gone' })
  t.equal(deletions(scene.box), 1)
})

t.test('a time-out in which nothing happened: it is called again only after it was read twice', async t => {
  const scene = await openOpenolat({ options: { deleteTimeoutMs: 200, settleMs: 600 } })
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'deleteUser', kind: 'time-out' })
  const id = await scene.demand(learner)
  const { actions } = await scene.untilState(id, 'completed')
  t.match(actions.at(-1), { action: 'delete', tries: 2 })
  t.equal(deletions(scene.box), 1)
})

for (const kind of ['fail-after', 'reset-after'] as const) {
  t.test(`${kind} of a deletion that was done: it is not done twice`, async t => {
    const scene = await openOpenolat()
    t.teardown(scene.close)
    scene.box.faults.add({ route: 'deleteUser', kind })
    const id = await scene.demand(learner)
    await scene.untilState(id, 'completed')
    t.equal(deletions(scene.box), 1)
    t.equal(scene.box.journal.count('delete', learnerKey), 1)
  })
}

t.test('an answer that nobody can read stalls the request: a person says try again, and it is read first', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  scene.box.faults.add({ route: 'deleteUser', kind: 'malformed' })
  const id = await scene.demand(learner)
  t.equal((await scene.untilState(id, 'stalled')).summary.because, 'platform-answer-not-json')
  await scene.call('POST', `/requests/${id}/retry`, {})
  await scene.untilState(id, 'completed')
  t.equal(deletions(scene.box), 1)
})

for (const kind of ['too-many-requests', 'html-502', 'fail-before', 'reset'] as const) {
  t.test(`${kind}: the request waits and goes on by itself`, async t => {
    const scene = await openOpenolat()
    t.teardown(scene.close)
    scene.box.faults.add({ route: 'deleteUser', kind, retryAfterS: 1 })
    const id = await scene.demand(learner)
    await scene.untilState(id, 'completed')
    t.equal(deletions(scene.box), 1)
    t.equal(scene.box.journal.count('delete', learnerKey), 1)
  })
}

t.test('a deletion that breaks off half-way is begun again, and never called done', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  Object.assign(scene.box.world.settings, { failingStep: { step: 'groups', times: 1 } })
  const id = await scene.demand(learner)
  const { actions } = await scene.untilState(id, 'completed')
  t.match(actions.at(-1), { action: 'delete', tries: 2, outcome: 'done' })
  t.equal(scene.box.journal.count('delete-failed', learnerKey), 1)
  t.equal(scene.box.journal.count('delete', learnerKey), 1)
})

t.test('a platform that cannot be reached loses nothing', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  scene.box.faults.add({ route: '*', kind: 'html-502', times: 12 })
  const id = await scene.demand(learner)
  await scene.until(
    () => scene.show(id),
    ({ waiting }) => waiting !== null
  )
  t.equal((await scene.show(id)).summary.state, 'checking')
  scene.box.faults.clear()
  await scene.untilState(id, 'completed')
})
