import t from 'tap'
import { createClient } from '../demo/client.ts'
import { learner, openOpenolat } from './openolat-ground.ts'

const tutor = ['leo.lang', 'leo.lang@olat.example'] as const

/** Has the worker look at a request once more; resolves when it has, so that what is asked then is its answer. */
const haveItLookAgain = async (scene: Awaited<ReturnType<typeof openOpenolat>>, id: string): Promise<void> => {
  await scene.call('POST', `/requests/${id}/recheck`, {})
  await scene.until(
    () => scene.show(id),
    ({ signalsWaiting }) => signalsWaiting === 0
  )
}

t.test('a platform that is paused begins nothing, and goes on when it is resumed', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'an upgrade' })
  const id = await scene.demand(learner)
  const { next } = await scene.call<{ next: string }>('GET', `/requests/${id}/plan`)
  t.equal(next, 'erasing', 'a dry run says what would happen')
  await haveItLookAgain(scene, id)
  t.equal((await scene.show(id)).summary.state, 'accepted')
  t.same(scene.box.journal.list(), [])
  await scene.call('POST', `/platforms/${scene.platform}/resume`)
  await scene.untilState(id, 'completed')
})

t.test('the brake keeps back what is over it, until two people release the hour', async t => {
  const scene = await openOpenolat({ source: { brakePerHour: 1 } })
  t.teardown(scene.close)
  const hour = new Date().toISOString().slice(0, 13)
  const first = await scene.demand(learner)
  const second = await scene.demand(tutor)
  await scene.untilState(first, 'completed')
  t.equal((await scene.show(second)).summary.state, 'accepted')
  t.equal(scene.box.world.identities.find(({ key }) => key === 2002)?.status, 2)
  const release = (call: typeof scene.call) => call('POST', `/sources/${scene.source.id}/brake-release`, { hour })
  await release(scene.call)
  await haveItLookAgain(scene, second)
  t.equal((await scene.show(second)).summary.state, 'accepted', 'one is not enough')
  const person = await scene.call<{ id: string }>('POST', '/persons', { name: 'Second', roles: ['privacy-officer'] })
  const { token } = await scene.call<{ token: string }>('POST', '/tokens', { person: person.id, label: 'second' })
  await release(createClient(scene.address(), token))
  await scene.untilState(second, 'completed')
})
