import t from 'tap'
import { host, openGatewayScene as open, path } from './gateway-ground.ts'

t.setTimeout(300_000)

t.test('forward: the platform takes the password, and Lethe carries on from there', async t => {
  const scene = await open('forward')
  t.teardown(scene.close)
  const wrong = await scene.press('session', 'wrong')
  t.equal(wrong.status, 403, 'the platform’s own answer')
  const first = await scene.until(scene.requests, all => all.length === 0)
  t.same(first, [], 'a mistyped password leaves nothing open')
  t.equal(scene.mailbox.mails.length, 0, 'and nobody is written to')
  const right = await scene.press('session', 'right')
  t.equal(right.status, 204)
  const [request] = await scene.requests()
  await scene.untilState(request!.id, 'completed')
  t.match(scene.box.world.people.get(11), { username: /^retired__user_/, isActive: false })
  t.equal(scene.box.journal.list().filter(({ effect }) => effect === 'retirement-started').length, 1)
})

t.test(
  'forward: what stops it is told in the answer, by mail and on the page, and the button is pressed again',
  async t => {
    const scene = await open('forward', {
      links: [{ provider: 'google-oauth2', providerId: 'oa2-google-oauth2', uid: 'g-1' }]
    })
    t.teardown(scene.close)
    const stopped = await scene.press('session', 'right')
    t.equal(stopped.status, 409)
    t.type(JSON.parse(stopped.text), 'string')
    t.match(JSON.parse(stopped.text), /not deleted.*social login/i)
    const mail = await scene.mail('blocked')
    t.match(mail, /social login/)
    t.match(mail, /http:\/\/learn\.example\/lethe\//)
    const session = await scene.sign('session')
    const page = await scene.call('GET', '/lethe/', session)
    t.equal(page.status, 200)
    t.match(page.text, /data-code="social-account-linked"/)
    t.match(page.headers['content-security-policy'], /default-src 'none'/)
    t.equal((await scene.call('GET', '/lethe/', {})).status, 401)
    t.equal((await scene.call('GET', '/lethe/assets/pico.min.css', {})).status, 200)
    const [request] = await scene.requests()
    const retirements = () => scene.box.journal.list().filter(({ effect }) => effect === 'retirement-started').length
    t.equal(retirements(), 0, 'the platform was never asked')
    await scene.control('unlink', { username: 'mira.holm', provider: 'google-oauth2' })
    await scene.mail('confirm')
    t.equal(retirements(), 0, 'what clears is not carried on by itself')
    t.equal((await scene.press('session', 'right')).status, 204)
    await scene.untilState(request!.id, 'completed')
    t.equal(retirements(), 1)
  }
)

t.test('defer: nothing happens before the link is followed, and a button on it is pressed', async t => {
  const scene = await open('defer')
  t.teardown(scene.close)
  const taken = await scene.press('jwt-cookies', 'whatever-it-is')
  t.equal(taken.status, 204)
  const [request] = await scene.requests()
  const mail = await scene.mail('confirm')
  const link = new URL(/http:\/\/learn\.example\/lethe\/confirm\/\S+/.exec(mail)![0])
  t.equal((await scene.call('GET', link.pathname, {})).status, 200)
  t.match((await scene.show(request!.id)).summary, { state: 'blocked', because: 'identity-not-proven' })
  t.equal(
    (
      await scene.call(
        'POST',
        link.pathname.replace(/.$/, last => (last === '0' ? '1' : '0')),
        {},
        ''
      )
    ).status,
    404,
    'a link that was changed'
  )
  t.equal((await scene.call('POST', link.pathname, {}, '')).status, 200)
  await scene.untilState(request!.id, 'completed')
  t.match(scene.box.world.people.get(11), { username: /^retired__user_/ })
})

t.test('calls that are not the operator’s route, or not of a page of this site, reach nothing', async t => {
  const scene = await open('defer')
  t.teardown(scene.close)
  const session = await scene.sign('session')
  const own = { ...session, origin: `http://${host}` }
  t.equal((await scene.call('POST', path, { ...own, 'x-lethe-route': 'another-secret-of-nobody' }, 'p=1')).status, 421)
  t.equal((await scene.call('POST', path, { ...own, host: 'elsewhere.example' }, 'p=1')).status, 421)
  t.equal((await scene.call('POST', path, { ...own, origin: 'http://evil.example' }, 'p=1')).status, 400)
  t.equal((await scene.call('POST', path, { ...own, 'x-csrftoken': 'x'.repeat(64) }, 'p=1')).status, 400)
  t.equal((await scene.call('POST', path, own, 'p'.repeat(20_000))).status, 413)
  t.equal((await scene.call('POST', '/api/user/v1/accounts/%2e%2e/deactivate_logout/', own, 'p=1')).status, 400)
  t.equal((await scene.call('GET', path, own)).status, 404)
  t.equal((await scene.call('POST', path, { origin: `http://${host}` }, 'p=1')).status, 400, 'nobody is signed in')
  t.same(await scene.requests(), [])
  t.equal((await scene.call('GET', '/lethe/confirm/nothing', {})).status, 404)
  t.equal((await scene.call('POST', '/lethe/withdraw', session, 'form=made-up')).status, 409)
})

t.test(
  'forward: roles that only the learner themselves may read ask for an approval, and are pressed again',
  async t => {
    const learners = [{ isStaff: true }, { wideRoles: [{ org: 'Lake', role: 'instructor' }] }]
    for (const [at, role] of ['global-staff', 'organisation-instructor'].entries()) {
      const scene = await open('forward', learners[at])
      t.teardown(scene.close)
      t.equal((await scene.press('session', 'right')).status, 409, role)
      const [request] = await scene.requests()
      const { summary, fingerprint } = await scene.untilState(request!.id, 'blocked')
      t.match(summary.blockers, [{ code: 'identity-not-proven' }, { code: 'privileged-account', severity: 'approval' }])
      const plan = await scene.api<{ privilegedRoles: string[] }>('GET', `/requests/${request!.id}/plan`)
      t.match(JSON.stringify(plan), role, 'whoever approves sees the role')
      await scene.api('POST', `/requests/${request!.id}/approve`, { fingerprint })
      t.equal((await scene.press('session', 'right')).status, 204, `${role}: approved, and pressed again`)
      await scene.untilState(request!.id, 'completed')
    }
  }
)

const library = 'lib:Lake:L1'
const withAuthz = { authz: 'libraries', supportCourseTeam: true } as const
const successors = [{ category: '*', successor: { kind: 'username', value: 'hanna.next' } }] as const
const people = [{ id: 12, username: 'hanna.next', password: 'x' }] as const

t.test(
  'forward: what authz could hand over only before the lock is not locked before it has another admin',
  async t => {
    const libraries = [{ id: library, admins: ['mira.holm'] }]
    const scene = await open('forward', {}, withAuthz, { people, libraries, policy: { successors } })
    t.teardown(scene.close)
    const stopped = await scene.press('session', 'right')
    t.equal(stopped.status, 409)
    t.match(stopped.text, library, 'it says what')
    const page = await scene.call('GET', '/lethe/', await scene.sign('session'))
    t.match(page.text, /data-code="hand-over-before-request"/)
    const [request] = await scene.requests()
    await scene.untilState(request!.id, 'blocked')
    t.equal(scene.box.world.rows.size, 0, 'the platform was never asked')
    scene.box.world.authzRoles.push({ person: 12, scope: library, role: 'library_admin' })
    await scene.api('POST', `/requests/${request!.id}/recheck`, {})
    await scene.mail('confirm')
    t.equal((await scene.press('session', 'right')).status, 204)
    await scene.untilState(request!.id, 'completed')
  }
)

t.test(
  'where authz is on, a plain learner passes, and whoever was locked elsewhere is a finding for a person',
  async t => {
    const libraries = [{ id: library, admins: ['hanna.next'] }]
    const scene = await open('forward', {}, withAuthz, { people, libraries, policy: { watchEveryMs: 200 } })
    t.teardown(scene.close)
    t.equal((await scene.press('session', 'right')).status, 204)
    const [request] = await scene.requests()
    await scene.untilState(request!.id, 'completed')
    const signed = await scene.control('sign-in', { username: 'hanna.next', as: 'session' })
    const { headers } = (await signed.json()) as { headers: Record<string, string> }
    const body = new URLSearchParams({ password: 'x' })
    const direct = await fetch(`${scene.box.address}${path}`, { method: 'POST', headers, body })
    t.equal(direct.status, 204, 'past Lethe')
    const [seen] = await scene.until(scene.requests, all => all.length === 1)
    const { id } = seen!
    const { summary } = await scene.untilState(id, 'awaiting-approval')
    t.match(summary.blockers, [{ code: 'ownership-unknown', severity: 'approval' }])
    t.same(scene.box.world.authzRoles, [{ person: 12, scope: library, role: 'library_admin' }])
  }
)
