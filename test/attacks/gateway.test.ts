import t from 'tap'
import { host, isMailOf, openGatewayScene as open, path } from '../flows/gateway-ground.ts'

type Scene = Awaited<ReturnType<typeof open>>
type Shown = { readonly demands: readonly { readonly proof: { readonly kind: string } }[] }
type Headers = Readonly<Record<string, string>>

const origin = { origin: `http://${host}` }

const readForm = (page: string): string => /name="form" value="([^"]+)"/.exec(page)?.[1] ?? ''

const formOf = async (scene: Scene, signed: Headers): Promise<string> =>
  readForm((await scene.call('GET', '/lethe/', signed)).text)

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
  for (const id of ['a'.repeat(300), '__proto__', 'a%20b', 'con.x', '%F0%9F%92%A9'])
    t.equal(
      (await scene.call('GET', `/lethe/status/${id}`, stolen)).status,
      404,
      `no address of ours, and no fault: ${id}`
    )
  for (const [way, asked] of Object.entries(ways)) {
    t.equal((await pressAs(scene, asked)).status, 204, way)
    const [request] = await scene.requests()
    await scene.untilState(request!.id, 'blocked')
    mira.lastLogin = new Date(Date.now() + 1000).toISOString()
    const page = (await scene.call('GET', '/lethe/', stolen)).text
    t.notMatch(page, /action="\/lethe\/confirm"/, way)
    const form = readForm(page)
    for (const shown of [stolen, token, cookiesOf(token, stolen)])
      t.equal((await scene.call('POST', '/lethe/confirm', shown, `form=${form}`)).status, 409, way)
    t.equal((await scene.show(request!.id)).summary.state, 'blocked', way)
    await scene.call('POST', '/lethe/withdraw', stolen, `form=${form}`)
    await scene.untilState(request!.id, 'withdrawn')
  }
  t.equal((await pressAs(scene, stolen)).status, 204)
  const [request] = await scene.requests()
  await scene.untilState(request!.id, 'blocked')
  mira.lastLogin = new Date(Date.now() + 1000).toISOString()
  const fresh = await scene.sign('session')
  t.same(scene.logged, [])
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
  t.notOk(scene.mailbox.mails.some(mail => isMailOf('blocked', mail) || isMailOf('confirm', mail)))
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
    t.equal((await scene.call('POST', '/lethe/withdraw', signed, `form=${form}`)).status, 200)
    t.equal((await pressAs(scene, signed)).status, 204)
    const heard = await scene.until(
      async () => Promise.all((await scene.requests()).map(({ id }) => scene.show(id))),
      ([shown, ...more]) => shown?.summary.state === 'blocked' && shown.signalsWaiting === 0 && more.length === 0
    )
    t.equal(heard[0]!.demands.filter(({ withdrawnAt }) => withdrawnAt === null).length, 1)
  }
)

t.test('a demand that joins another one while its call is passed on is proven there', async t => {
  const links = [{ provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'g-1' }]
  const scene = await open('forward', { links })
  t.teardown(scene.close)
  t.equal((await scene.press('session', 'right')).status, 409)
  const [first] = await scene.requests()
  await scene.untilState(first!.id, 'blocked')
  await scene.control('unlink', { username: 'mira.holm', provider: 'google-oauth2' })
  await scene.mail('confirm')
  await scene.control('faults', { route: 'deactivate_logout', kind: 'slow', ms: 3000 })
  for (const route of ['unenrolAccount', 'unenrolAccountV2'])
    await scene.control('faults', { route, kind: 'slow', ms: 6000 })
  const pressed = scene.press('session', 'right')
  const [second] = await scene.until(
    async () => (await scene.requests()).filter(({ id }) => id !== first!.id),
    ([other]) => other !== undefined
  )
  await scene.api('POST', `/requests/${second!.id}/recheck`, {})
  await scene.untilState(second!.id, 'joined')
  t.equal((await pressed).status, 204)
  await scene.untilState(first!.id, 'completed')
  const proofs = (await scene.api<Shown>('GET', `/requests/${first!.id}`)).demands.map(({ proof }) => proof.kind)
  t.same(proofs, ['lms-session', 'lms-password'])
})
