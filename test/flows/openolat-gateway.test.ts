import { once } from 'node:events'
import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { learnerKey, openOpenolat } from './openolat-ground.ts'

const host = 'olat.example'
const routeSecret = 'a-route-secret-of-this-test'

const open = async (mode: 'answer-at-once' | 'wait', policy: object) => {
  const scene = await openOpenolat({
    policy,
    seed: { people: [{ key: 110, login: 'manager', password: 'right', roles: { 1: ['user', 'usermanager'] } }] },
    gateway: { mode, publicUrl: `http://${host}/olat`, routeSecret }
  })
  /** A call as the operator's proxy hands it on. */
  const call = async (method: string, path: string, password = 'right') => {
    const { hostname, port } = new URL(scene.gateway())
    const authorization = `Basic ${Buffer.from(`manager:${password}`).toString('base64')}`
    const route = { host, 'x-lethe-route': routeSecret, 'x-forwarded-for': '192.0.2.7', accept: 'application/json' }
    const sent = send({ hostname, port, method, path, headers: { ...route, authorization } })
    sent.end()
    const [answer] = await once(sent, 'response')
    return { status: answer.statusCode as number, headers: answer.headers, body: await text(answer) }
  }
  const isGone = () => scene.box.world.identities.find(({ key }) => String(key) === learnerKey)!.status === 199
  return { ...scene, call, isGone, path: `/olat/restapi/users/${learnerKey}` }
}

t.test('wait: a client that insists on 200 gets it when it is so, without cool-off and notice', async t => {
  const { call, isGone, path, close } = await open('wait', { coolOffMs: 600_000, noticeMs: 600_000 })
  t.teardown(close)
  t.equal((await call('DELETE', path, 'wrong')).status, 401)
  t.equal((await call('DELETE', `${path}?_method=GET`)).status, 400)
  t.equal((await call('GET', path)).status, 200, 'a read is passed on')
  t.equal(isGone(), false)
  const answer = await call('DELETE', path)
  t.same([answer.status, answer.body, isGone()], [200, '', true])
  t.equal((await call('DELETE', path)).status, 200, 'and again, when there is nothing left to do')
})

t.test('answer at once: the cool-off is kept, and the status address says how it stands', async t => {
  const policy = { coolOffMs: 600_000, asked: { 'consequences-told': 'not-asked' } }
  const { call, isGone, path, close, untilState } = await open('answer-at-once', policy)
  t.teardown(close)
  const answer = await call('DELETE', path)
  t.equal(answer.status, 202)
  const { request, status } = JSON.parse(answer.body)
  t.equal(answer.headers.location, status)
  await untilState(request, 'cooling-off')
  t.match(JSON.parse((await call('GET', new URL(status).pathname)).body), { state: 'cooling-off', blockers: [] })
  t.equal((await call('POST', `${path}/portrait`)).status, 409, 'nothing else is changed meanwhile')
  t.equal(isGone(), false)
})
