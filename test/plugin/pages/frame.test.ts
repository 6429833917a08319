import t from 'tap'
import { areas } from '../../../plugin/pages/admin/areas.ts'
import { startPages } from '../../doubles/pages-app.ts'

const pages = await startPages()
t.teardown(() => pages.stop())

t.test('nobody who is not signed in sees a page, and is led back afterwards', async t => {
  const answer = await pages.app.inject({ method: 'GET', url: '/admin' })
  t.equal(answer.statusCode, 303)
  t.equal(answer.headers.location, '/sign-in?to=%2Fadmin')
  const unknown = await pages.app.inject({ method: 'GET', url: '/admin/nowhere' })
  t.equal(unknown.headers.location, '/sign-in?to=%2Fadmin%2Fnowhere', "what is there is nobody's to find out")
})

t.test('a page is drawn in the language of the reader, with a policy that runs nothing but our own script', async t => {
  const staff = await pages.browser('administrator')
  const english = await staff.open('/admin')
  t.equal(english.statusCode, 200)
  t.match(english.body, /<html lang="en">/)
  t.match(english.body, /<h1>Overview<\/h1>/)
  t.equal(english.headers['cache-control'], 'no-store')
  const policy = String(english.headers['content-security-policy'])
  t.equal(
    policy,
    "default-src 'none';style-src 'self';script-src 'self';connect-src 'self';img-src 'self' data:;form-action 'self';base-uri 'none';frame-ancestors 'none'"
  )
  t.match((await staff.open('/admin', 'de-AT,de;q=0.9')).body, /<html lang="de">/)
})

t.test('an address that leads nowhere says so inside the frame', async t => {
  const staff = await pages.browser('auditor')
  const answer = await staff.open('/admin/nowhere')
  t.equal(answer.statusCode, 404)
  t.match(answer.body, /<h1>There is nothing here<\/h1>/)
})

t.test('the language is chosen by a link that leads nowhere but to ourselves', async t => {
  const go = (to: string) => pages.app.inject({ method: 'GET', url: `/language/de?to=${encodeURIComponent(to)}` })
  const chosen = await go('/admin/requests?state=blocked')
  t.equal(chosen.headers.location, '/admin/requests?state=blocked')
  t.match(chosen.headers['set-cookie'], /^lethe-language=de; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/)
  for (const to of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/admin\r\nx: y'])
    t.equal((await go(to)).headers.location, '/', to)
})

t.test('no two areas say something under the same code, and each says it in both languages', async t => {
  const codes = areas.flatMap(({ said }) => Object.keys(said.en))
  t.same([...new Set(codes)], codes)
  for (const { name, said } of areas) t.same(Object.keys(said.de), Object.keys(said.en), name)
})

t.test('style sheet and script may be kept for ever, because their address changes with them', async t => {
  const { body } = await (await pages.browser('auditor')).open('/admin')
  const addresses = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => address!)
  t.equal(addresses.length, 3)
  for (const url of addresses) {
    const answer = await pages.app.inject({ method: 'GET', url })
    t.equal(answer.headers['cache-control'], 'public, max-age=31536000, immutable', url)
  }
})

t.test('an address that asks for more pages than anybody reads is told to wait', async t => {
  const asked = { method: 'GET', url: '/admin', remoteAddress: '192.0.2.7' } as const
  const ask = () => pages.app.inject(asked)
  for (let n = 0; n < 599; n += 1) await ask()
  t.equal((await ask()).statusCode, 303)
  const refused = await ask()
  t.equal(refused.statusCode, 429)
  t.match(refused.body, /<h1>/)
})
