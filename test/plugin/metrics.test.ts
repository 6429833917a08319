import t from 'tap'
import { startApi } from '../doubles/api-app.ts'
import { learner, openOpenolat } from '../flows/openolat-ground.ts'

// A sidecar is started, on a machine that is busy with the other tests.
t.setTimeout(120_000)

t.test('metrics: counts of moves, outcomes, failures and states, and nobody is named', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  const scrape = async () => {
    const answer = await fetch(`${scene.address()}/metrics`, { headers: { authorization: `Bearer ${scene.token}` } })
    t.match(answer.headers.get('content-type'), /^text\/plain; version=/)
    return answer.text()
  }
  t.match(await scrape(), /^lethe_requests\{state="completed"\} 0$/m)
  scene.box.faults.add({ route: 'deleteUser', kind: 'fail-before' })
  const id = await scene.demand(learner)
  await scene.untilState(id, 'completed')
  await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'a test' })
  const text = await scrape()
  t.match(text, /^lethe_requests\{state="completed"\} 1$/m)
  t.match(text, /^lethe_moves_total\{to="completed"\} 1$/m)
  t.match(
    text,
    /^lethe_action_failures_total\{platform="[0-9a-f-]+",action="[a-z-]+",failure="unavailable",code="[a-z-]+"\} 1$/m
  )
  t.match(text, /^lethe_action_outcomes_total\{platform="[0-9a-f-]+",action="delete",is="done"\} 1$/m)
  t.match(text, new RegExp(`^lethe_platform_paused\\{platform="${scene.platform}",kind="openolat"\\} 1$`, 'm'))
  t.match(text, /^lethe_store_writable 1$/m)
  t.match(text, /^process_cpu_user_seconds_total /m)
  for (const name of learner) t.notMatch(text, name)
  t.equal((await fetch(`${scene.address()}/metrics`)).status, 401, 'volumes are nobody’s but theirs who work here')
})

t.test('metrics: a token that was made to read the figures reads them and nothing else', async t => {
  const api = await startApi()
  t.teardown(() => api.stop())
  const admin = await api.person(['administrator'])
  const body = { person: admin.id, label: 'monitor', kind: 'machine', scopes: ['metrics'] }
  const { token, record } = (await api.call('POST', '/tokens', admin.token, body)).json()
  t.same(record.scopes, ['metrics'])
  t.match((await api.call('GET', '/metrics', token)).text, /^lethe_up 1$/m)
  for (const path of ['/me', '/requests', '/platforms', '/tokens'])
    t.equal((await api.call('GET', path, token)).json().code, 'role-missing', path)
  t.equal((await api.call('POST', `/tokens/${record.id}/revoke`, token)).json().code, 'role-missing')
  await api.call('POST', `/tokens/${record.id}/revoke`, admin.token)
  t.equal((await api.call('GET', '/metrics', token)).json().code, 'token-refused')
})
