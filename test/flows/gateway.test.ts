import { once } from 'node:events'
import { request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import { startSandbox } from '../../adapters/openedx/sandbox/index.ts'
import { openScene } from './scene.ts'

const host = 'learn.example'
const path = '/api/user/v1/accounts/deactivate_logout/'
const routeSecret = 'a-route-secret-of-this-test'

type Headers = Readonly<Record<string, string>>

/** A mail server that keeps what it was given, decoded. */
const openMailbox = async () => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      text(stream).then(mail => {
        // Soft line breaks and encoded characters of quoted-printable.
        mails.push(
          decodeURIComponent(
            mail
              .replaceAll(/=\r\n/g, '')
              .replaceAll('%', '%25')
              .replaceAll(/=([0-9A-F]{2})/g, '%$1')
          )
        )
        done()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>(resolve => server.close(() => resolve()))
  }
}

const open = async (mode: 'forward' | 'defer', learner: object = {}, settings: object = {}) => {
  const worker = { id: 1, username: 'retirement_service_worker', password: null, isStaff: true }
  const mira = { id: 11, username: 'mira.holm', name: 'Mira', password: 'right', ...learner }
  const box = await startSandbox({
    seed: {
      settings: { bulkRetirement: mode === 'defer', ...settings },
      clients: [{ id: 'worker', secret: 'sandbox-secret', owner: worker.username, grant: 'client_credentials' }],
      people: [worker, mira],
      courses: []
    }
  })
  const mailbox = await openMailbox()
  const scene = await openScene({
    box,
    kind: 'openedx',
    mailUrl: mailbox.url,
    policy: { recheckMs: 200 },
    options: {
      baseUrl: box.address,
      studioUrl: box.address,
      clientId: 'worker',
      clientSecret: 'sandbox-secret',
      workerUsername: worker.username,
      tokenLifeMs: 0,
      bulkStart: mode === 'defer'
    },
    gateway: { mode, publicUrl: `http://${host}`, routeSecret }
  })
  const sign = async (as: string): Promise<Headers> => {
    const body = JSON.stringify({ username: mira.username, as })
    const answer = await fetch(`${box.address}/_sandbox/sign-in`, { method: 'POST', body })
    return ((await answer.json()) as { headers: Headers }).headers
  }
  /** A call as the operator's proxy hands it on. */
  const call = async (method: string, target: string, headers: Headers, body?: string) => {
    const { hostname, port } = new URL(scene.gateway())
    const route = { host, 'x-lethe-route': routeSecret, 'x-forwarded-for': '192.0.2.7' }
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = send({ hostname, port, method, path: target, headers: { ...route, ...type, ...headers } })
    sent.end(body)
    const [answer] = await once(sent, 'response')
    return { status: answer.statusCode as number, headers: answer.headers as Headers, text: await text(answer) }
  }
  const requests = async () =>
    (await scene.call<{ items: { id: string; endedAt: string | null }[] }>('GET', '/requests')).items.filter(
      ({ endedAt }) => endedAt === null
    )
  const press = async (as: string, password: string) =>
    call('POST', path, { ...(await sign(as)), origin: `http://${host}` }, `password=${password}`)
  const mail = (found: RegExp) =>
    scene
      .until(
        () => mailbox.mails.find(each => found.test(each)) ?? null,
        seen => seen !== null
      )
      .then(seen => seen!)
  const control = (action: string, body: object) =>
    fetch(`${box.address}/_sandbox/${action}`, { method: 'POST', body: JSON.stringify(body) })
  const close = async () => {
    await scene.close()
    await mailbox.close()
  }
  return { ...scene, box, mailbox, call, sign, press, requests, mail, control, close }
}

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
    const mail = await scene.mail(/What stops the deletion/)
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
    await scene.mail(/One step is missing/)
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
  const mail = await scene.mail(/One step is missing/)
  t.match(mail, /Nothing has been deleted yet/)
  const link = new URL(/http:\/\/learn\.example\/lethe\/confirm\/\S+/.exec(mail)![0])
  t.equal((await scene.call('GET', link.pathname, {})).status, 200)
  t.match((await scene.show(request!.id)).summary, { state: 'blocked', because: 'identity-not-proven' })
  t.equal((await scene.call('POST', `${link.pathname.slice(0, -1)}0`, {}, '')).status, 404, 'a link that was changed')
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
