import t from 'tap'
import { host, openGatewayScene as open, path } from '../flows/gateway-ground.ts'

type Scene = Awaited<ReturnType<typeof open>>
type Headers = Readonly<Record<string, string>>

const origin = { origin: `http://${host}` }

const formOf = async (scene: Scene, signed: Headers): Promise<string> =>
  /name="form" value="([^"]+)"/.exec((await scene.call('GET', '/lethe/', signed)).text)?.[1] ?? ''

const pressAs = (scene: Scene, signed: Headers) =>
  scene.call('POST', path, { ...signed, ...origin }, 'password=whatever')

const cookiesOf = (...signed: readonly Headers[]): Headers => ({
  ...signed[0],
  cookie: signed.map(({ cookie }) => cookie).join('; ')
})

t.test('a stolen session erases nothing, wherever its owner signs in meanwhile', async t => {
  const scene = await open('defer')
  t.teardown(scene.close)
  const mira = scene.box.world.people.get(11)!
  const stolen = await scene.sign('session')
  const token = await scene.sign('jwt-cookies')
  const ways: Readonly<Record<string, Headers>> = {
    'the session itself': stolen,
    'a token': token,
    'a token beside a session that is made up': {
      ...token,
      cookie: `${token.cookie}; sessionid=12345678-1234-1234-1234-123456789012`
    }
  }
  for (const [way, asked] of Object.entries(ways)) {
    t.equal((await pressAs(scene, asked)).status, 204, way)
    const [request] = await scene.requests()
    await scene.untilState(request!.id, 'blocked')
    mira.lastLogin = new Date(Date.now() + 1000).toISOString()
    for (const shown of [stolen, token, cookiesOf(token, stolen)]) {
      t.notMatch((await scene.call('GET', '/lethe/', shown)).text, /action="\/lethe\/confirm"/, way)
      const form = await formOf(scene, shown)
      t.equal((await scene.call('POST', '/lethe/confirm', shown, `form=${form}`)).status, 409, way)
    }
    t.equal((await scene.show(request!.id)).summary.state, 'blocked', way)
    await scene.call('POST', '/lethe/withdraw', stolen, `form=${await formOf(scene, stolen)}`)
    await scene.untilState(request!.id, 'withdrawn')
  }
  t.equal((await pressAs(scene, stolen)).status, 204)
  const [request] = await scene.requests()
  await scene.untilState(request!.id, 'blocked')
  mira.lastLogin = new Date(Date.now() + 1000).toISOString()
  const fresh = await scene.sign('session')
  const form = await formOf(scene, fresh)
  t.equal((await scene.call('POST', '/lethe/confirm', fresh, `form=${form}`)).status, 303, 'the owner, who means it')
  await scene.untilState(request!.id, 'completed')
})

t.test('two presses at once are one deletion, and neither is told of a password that is missing', async t => {
  const scene = await open('forward')
  t.teardown(scene.close)
  const signed = await scene.sign('jwt')
  await scene.control('faults', { route: 'deactivate_logout', kind: 'slow', ms: 1500 })
  const press = () => scene.call('POST', path, { ...signed, ...origin }, 'password=right')
  const answers = await Promise.all([press(), press()])
  t.same(
    answers.map(({ status, text }) => [status, text]),
    [
      [204, ''],
      [204, '']
    ]
  )
  t.equal(scene.box.journal.list().filter(({ effect }) => effect === 'retirement-started').length, 1)
  await scene.until(scene.requests, all => all.length === 0)
  const { items } = await scene.api<{ items: { state: string }[] }>('GET', '/requests')
  t.same(items.map(({ state }) => state).sort(), ['completed', 'expired'])
  t.notOk(scene.mailbox.mails.some(mail => /What stops|One step is missing/.test(mail)))
})

t.test(
  'what is asked after it was taken back is a new demand, also before anybody has heard of the withdrawal',
  async t => {
    const scene = await open('defer')
    t.teardown(scene.close)
    const signed = await scene.sign('session')
    t.equal((await pressAs(scene, signed)).status, 204)
    const [first] = await scene.requests()
    await scene.untilState(first!.id, 'blocked')
    const form = await formOf(scene, signed)
    await scene.control('faults', { route: 'readSsoRecords', kind: 'slow', ms: 1500 })
    await scene.api('POST', `/requests/${first!.id}/recheck`, {})
    await scene.untilHit()
    t.equal((await scene.call('POST', '/lethe/withdraw', signed, `form=${form}`)).status, 303)
    t.equal((await pressAs(scene, signed)).status, 204)
    const heard = await scene.until(
      async () => Promise.all((await scene.requests()).map(({ id }) => scene.show(id))),
      ([shown, ...more]) => shown?.summary.state === 'blocked' && shown.signalsWaiting === 0 && more.length === 0
    )
    t.equal(heard[0]!.demands.filter(({ withdrawnAt }) => withdrawnAt === null).length, 1)
  }
)

t.test('an address that cannot be one of ours leads nowhere, and is no fault of ours', async t => {
  const scene = await open('defer')
  t.teardown(scene.close)
  for (const id of ['a'.repeat(300), '__proto__', 'a%20b', 'con.x', '%F0%9F%92%A9'])
    t.equal((await scene.call('GET', `/lethe/status/${id}`, {})).status, 404, id)
  t.same(scene.logged, [])
})
