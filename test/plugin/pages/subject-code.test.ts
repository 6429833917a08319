import rateLimit from '@fastify/rate-limit'
import Fastify from 'fastify'
import t from 'tap'
import type { Found, Reference, Subject } from '../../../adapters/contract.ts'
import { appOptions } from '../../../plugin/api/options/app-options.ts'
import type { Work } from '../../../plugin/erasure/request.ts'
import { Problem } from '../../../plugin/errors.ts'
import { mailContext } from '../../../plugin/notify/mail/context.ts'
import type { MailCodeParts } from '../../../plugin/pages/parts.ts'
import { registerMailCodePages } from '../../../plugin/pages/subject/register.ts'
import { filed } from '../../../plugin/store/records/change.ts'
import { unsetController } from '../../../plugin/store/records/controller.ts'
import { changePlatform } from '../../../plugin/store/records/platforms/platforms.ts'
import {
  forgetMailCodes,
  giveCode,
  noteAttempt,
  takeCode
} from '../../../plugin/store/records/subject-codes/mail-codes.ts'
import {
  forgetStatusCodes,
  noteStatusCode,
  requestOfStatusCode,
  statusCodeOf
} from '../../../plugin/store/records/subject-codes/status-codes.ts'
import { forgetSubjectSessions } from '../../../plugin/store/records/subject-codes/subject-sessions.ts'
import type { Store } from '../../../plugin/store/store.ts'
import { mailCodeText } from '../../../plugin/texts/mails/mail-code.ts'
import { drawPlain } from '../../../plugin/texts/mails/plain.ts'
import { openSite } from '../../doubles/gateway-site.ts'
import { personOf } from '../../doubles/made-up-platform.ts'

type Tests = Parameters<typeof openSite>[0]
interface Sent {
  readonly to: Subject
  readonly code: string
  readonly token: string
}

const minuteMs = 60_000

/** The same site, entered past the platform: `person-7` and `person-8` have accounts, nobody else. */
const openPast = async (t: Tests) => {
  const site = await openSite(t, 'forward')
  await changePlatform(site.parts.store, 'lake', body => ({
    ...body,
    policy: { ...body.policy, all: { ...body.policy.all, mailCode: true } }
  }))
  const sent: Sent[] = []
  const looks: string[] = []
  const told: string[] = []
  const known = ['7', '8'].map(personOf)
  site.platform.find = async ({ identifiers: [first] }: Reference): Promise<Found> => {
    looks.push(first!.value)
    const subject = known.find(({ username, email, id }) => [username, email, id].includes(first!.value))
    return subject === undefined ? { is: 'none' } : { is: 'one', subject }
  }
  /** How many looks there had been when each answer went out. */
  const looksAtAnswer: number[] = []
  const puts: string[] = []
  const store: Store = {
    ...site.parts.store,
    put: (kind, ...rest) => {
      puts.push(kind)
      return site.parts.store.put(kind, ...rest)
    }
  }
  const parts: MailCodeParts = {
    ...site.parts,
    store,
    publicUrl: () => 'https://lethe.example',
    sendCode: async (to, { code, token }) => void sent.push({ to, code, token }),
    tell: because => void told.push(because)
  }
  const log: string[] = []
  const app = Fastify(appOptions({ random: site.parts.random, log: { write: line => void log.push(line) } }))
  t.teardown(() => app.close())
  app.addHook('onSend', async () => void looksAtAnswer.push(looks.length))
  await app.register(rateLimit, { max: 6000, errorResponseBuilder: () => new Problem('too-many-calls') })
  await app.register(pages => registerMailCodePages(pages, parts), { prefix: '/subject/:platform' })
  const call = async (method: 'GET' | 'POST', path: string, fields: Record<string, string> = {}, more = {}) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more }
    const payload = method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}
    const answer = await app.inject({ method, url: `/subject/lake${path}`, headers, ...payload })
    return { status: answer.statusCode, text: answer.body, headers: answer.headers }
  }
  const field = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
  const ask = async (who: string, more = {}) => {
    const page = await call('GET', '/', {}, more)
    return call('POST', '/code', { form: field(page.text, 'form'), who }, more)
  }
  /** Until what was asked after the answers is over. */
  const looked = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
  }
  const enter = async (who: string) => {
    const asked = await ask(who)
    await looked()
    return call('POST', '/enter', { attempt: field(asked.text, 'attempt'), code: sent.at(-1)!.code })
  }
  const cookieOf = ({ headers }: Awaited<ReturnType<typeof call>>): string =>
    String(headers['set-cookie']).split(';')[0]!
  return { ...site, parts, sent, looks, looksAtAnswer, puts, told, log, call, field, ask, looked, enter, cookieOf }
}

t.test('whoever asks for a code hears the same, known or not, before anybody was looked up', async t => {
  const past = await openPast(t)
  const readings = await past.parts.store.count('spool', { all: true })
  const texts = []
  for (const who of ['person-7', 'person-7@uni.example', 'nobody', 'nobody@uni.example', '']) {
    past.looks.length = 0
    past.looksAtAnswer.length = 0
    const page = await past.call('GET', '/')
    const form = past.field(page.text, 'form')
    const answer = await past.call('POST', '/code', { form, who })
    texts.push(answer.text.replace(past.field(answer.text, 'attempt'), 'TOKEN'))
    t.equal(answer.status, 200, who)
    t.same(past.looksAtAnswer, [0, 0], 'nobody was asked before the answers')
    await past.looked()
    t.ok(past.looks.length <= 2, 'a bounded number of looks')
  }
  t.equal(new Set(texts).size, 1, 'byte for byte, but for the mark')
  t.match(texts[0], /We say the same to everybody/)
  t.equal(await past.parts.store.count('spool', { all: true }), readings + texts.length, 'the same is written for each')
  t.same(
    past.sent.map(({ to }) => to.id),
    ['7', '7']
  )
  t.notMatch(past.log.join(), /person-7|nobody/)

  const slow = await openPast(t)
  let isAsked = false
  slow.platform.find = () => {
    isAsked = true
    return new Promise(() => {})
  }
  t.equal((await slow.ask('person-7')).status, 200, 'nobody waits for the platform')
  await slow.looked()
  t.ok(isAsked)
})

t.test(
  'no other site has a code sent: the page that asks for it was opened here, for this platform, and lately',
  async t => {
    const past = await openPast(t)
    const form = past.field((await past.call('GET', '/')).text, 'form')
    const [about = '', seconds = '', mac = ''] = form.split('.')
    for (const wrong of [
      '',
      'x',
      `${about}.${seconds}.${mac.replace(/^./, first => (first === '0' ? '1' : '0'))}`,
      `${about}-x.${seconds}.${mac}`
    ])
      t.equal((await past.call('POST', '/code', { form: wrong, who: 'person-7' })).status, 409, wrong)
    t.equal((await past.call('POST', '/code', { who: 'person-7' })).status, 409, 'without any')
    past.clock.advance(61 * 60_000)
    t.equal((await past.call('POST', '/code', { form, who: 'person-7' })).status, 409, 'an hour later')
    await past.looked()
    t.same(past.sent, [])
    t.same(past.looks, [])
  }
)

t.test(
  'a code opens a session once, within its time and five tries, and nobody learns whether there was one',
  async t => {
    const past = await openPast(t)
    const asked = await past.ask('person-7')
    await past.looked()
    const attempt = past.field(asked.text, 'attempt')
    const [{ code }] = past.sent as [Sent]
    t.match(code, /^[BCDFGHJKMNPQRSTVWXZ]{4}-[BCDFGHJKMNPQRSTVWXZ]{4}$/)
    past.puts.length = 0
    const wrong = await past.call('POST', '/enter', { attempt, code: 'BBBB-BBBB' })
    t.same(past.puts, ['spool'])
    t.match(wrong, { status: 403, text: /wrong, was used, or has ended/ })
    const ofNobody = past.field((await past.ask('nobody')).text, 'attempt')
    await past.looked()
    past.puts.length = 0
    const elsewhere = await past.call('POST', '/enter', { attempt: ofNobody, code })
    t.same(past.puts, ['spool'], 'after the same work')
    t.equal(elsewhere.text.replace(ofNobody, ''), wrong.text.replace(attempt, ''), 'for unknown people the same')
    const opened = await past.call('POST', '/enter', { attempt, code: ` ${code.toLowerCase().replace('-', ' ')} ` })
    t.match(opened, { status: 303, headers: { location: '/subject/lake/' } }, 'however it is typed')
    t.match(
      opened.headers['set-cookie'],
      /^__Host-lethe-subject-lake=[^;]+; Path=\/; Max-Age=1800; HttpOnly; SameSite=Lax; Secure$/
    )
    t.notMatch(opened.headers['set-cookie'], /person/)
    t.equal((await past.call('POST', '/enter', { attempt, code })).status, 403, 'once')

    const again = past.field((await past.ask('person-7')).text, 'attempt')
    await past.looked()
    const second = past.sent.at(-1)!.code
    for (let tries = 0; tries < 5; tries += 1) await past.call('POST', '/enter', { attempt: again, code: 'BBBB-BBBB' })
    t.equal((await past.call('POST', '/enter', { attempt: again, code: second })).status, 403, 'after five tries')

    const late = past.field((await past.ask('person-8')).text, 'attempt')
    await past.looked()
    past.clock.advance(16 * minuteMs)
    t.equal(
      (await past.call('POST', '/enter', { attempt: late, code: past.sent.at(-1)!.code })).status,
      403,
      'too late'
    )
    for (const made of ['', 'x', late.replace(/^./, 'z')])
      t.equal((await past.call('POST', '/enter', { attempt: made, code: second })).status, 403)
  }
)

t.test('the link of the mail asks for a button, and opens what the code opens', async t => {
  const past = await openPast(t)
  await past.ask('person-7')
  await past.looked()
  const path = `/code/${past.sent[0]!.token}`
  for (const _ of [1, 2])
    t.match(await past.call('GET', path), { status: 200, text: /Go on with the code of the mail/ })
  t.equal((await past.call('POST', path)).status, 303, 'opening it did nothing')
  t.equal((await past.call('POST', path)).status, 404, 'once')
  t.equal((await past.call('GET', '/code/x.1.y')).status, 404)
})

t.test('in a session people ask, see how it stands and withdraw, and it ends', async t => {
  const past = await openPast(t)
  t.match((await past.call('GET', '/')).text, /Who are you\?/)
  const cookie = past.cookieOf(await past.enter('person-7'))
  const page = await past.call('GET', '/', {}, { cookie })
  t.match(page.text, /id="fetch-first"[\s\S]*\/certificates[\s\S]*id="ask"/)
  t.notMatch(page.text, /id="press"/, 'nobody is sent to a button that they cannot reach')
  const form = past.field(page.text, 'form')
  const fields = { form, acknowledged: 'yes', told: past.field(page.text, 'told') }
  const done = await past.call('POST', '/ask', fields, { cookie })
  t.match(done, { status: 200, text: /The code has shown that it is you/ })
  await past.settled()
  const [request] = await past.requests()
  t.match(request!.body.demands, [{ way: 'page', told: 'v3-en', proof: { kind: 'mail-code' } }])
  t.equal(request!.body.state, 'completed', 'the code is proof enough')
  t.equal((await past.call('POST', '/ask', { ...fields, told: 'v1-en' }, { cookie })).status, 409, 'other sentences')
  t.equal((await past.call('POST', '/ask', fields)).status, 409, 'without the session')
  const other = past.cookieOf(await past.enter('person-8'))
  t.equal((await past.call('POST', '/ask', fields, { cookie: other })).status, 409, 'with the form of somebody else')
  t.equal((await past.call('POST', '/leave', { form }, { cookie })).status, 303)
  t.match((await past.call('GET', '/', {}, { cookie })).text, /Who are you\?/, 'the cookie alone opens nothing')
  past.clock.advance(31 * minuteMs)
  t.match((await past.call('GET', '/', {}, { cookie: other })).text, /Who are you\?/)
  past.clock.advance(31 * minuteMs)
  const now = past.clock.now().toISOString()
  await forgetMailCodes(past.parts.store, now)
  await forgetSubjectSessions(past.parts.store, now)
  const left = await past.parts.store.query<{ list: string }>('spool', { all: true })
  t.same(
    left.map(({ body }) => body.list),
    ['status-codes'],
    'and nothing of who they were is left'
  )
})

t.test('whoever types while the code is being given learns nothing by it', async t => {
  const { parts } = await openPast(t)
  const attempt = await noteAttempt(parts, 'lake')
  const [given, ...typed] = await Promise.allSettled([
    giveCode(parts, attempt, personOf('7')),
    takeCode(parts, 'lake', attempt, 'BCDF-GHJK'),
    takeCode(parts, 'lake', attempt, 'BCDF-GHJK')
  ])
  t.match(given, { status: 'fulfilled', value: /^[A-Z]{4}-[A-Z]{4}$/ })
  for (const one of typed) t.match(one, { status: 'fulfilled', value: null }, 'as for somebody whom nobody knows')
  const code = given.status === 'fulfilled' ? given.value! : ''
  t.match(await takeCode(parts, 'lake', attempt, code), personOf('7'), 'and the code is good')
})

t.test('there is a pace for an address, for an account and for a platform', async t => {
  const past = await openPast(t)
  for (let times = 0; times < 5; times += 1) t.equal((await past.ask('person-7')).status, 200)
  await past.looked()
  t.equal(past.sent.length, 3, 'an account gets three codes in an hour, and nobody is told')
  for (let times = 0; times < 25; times += 1) await past.ask('nobody')
  t.match(await past.ask('nobody'), { status: 429, text: /Too often/ })
  const elsewhere = (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` })
  t.equal((await past.ask('nobody', elsewhere(1))).status, 200, 'somebody else may')
  for (let n = 0; n < 169; n += 1) await past.ask('nobody', elsewhere(2 + (n % 100)))
  t.match(await past.ask('person-8', elsewhere(200)), { status: 429 }, 'two hundred of a platform')
})

t.test('where it is switched off, without mail, and for platforms that there are not, there is nothing', async t => {
  const past = await openPast(t)
  const off = async () => [(await past.call('GET', '/')).status, (await past.call('POST', '/code', {})).status]
  t.equal((await past.call('POST', '/code', { who: 'person-7', form: 'old' })).status, 409, 'an old form')
  const nowhere = await past.call('GET', '/../sea/')
  t.equal(nowhere.status, 404)
  await changePlatform(past.parts.store, 'lake', body => ({ ...body, policy: { all: {}, byOrigin: {} } }))
  t.same(await off(), [404, 404])
  t.equal((await past.call('GET', '/')).text, nowhere.text, 'and nobody learns which platforms there are')
  t.same(past.looks, [])
})

t.test('whoever has the code of a demand sees how it stands, and not whose it is', async t => {
  const past = await openPast(t)
  const cookie = past.cookieOf(await past.enter('person-7'))
  const page = await past.call('GET', '/', {}, { cookie })
  const fields = { form: past.field(page.text, 'form'), acknowledged: 'yes', told: past.field(page.text, 'told') }
  const shown = /id="status-code"[\s\S]*?<code>([^<]+)/.exec(
    (await past.call('POST', '/ask', fields, { cookie })).text
  )![1]!
  const [request] = await past.requests()
  t.equal(shown, statusCodeOf(past.parts.keys, request!.id))
  t.match(shown, /^([BCDFGHJKMNPQRSTVWXZ]{4}-){3}[BCDFGHJKMNPQRSTVWXZ]{4}$/)
  t.notMatch(
    JSON.stringify(await past.parts.store.query('spool', { all: true })),
    new RegExp(shown.replaceAll('-', ''))
  )
  const before = await past.call('POST', '/status', { code: shown })
  t.match(before, { status: 200, text: /It is stored|It is being looked at/ })
  await past.settled()
  const after = await past.call('POST', '/status', { code: shown.toLowerCase().replaceAll('-', ' ') })
  t.match(after.text, /The account was deleted, and that was checked on the platform/)
  for (const { text } of [before, after]) t.notMatch(text, /person-7|Person 7|uni\.example/)
  const link = /href="\/subject\/lake(\/certificate\/[^"]+)"/.exec(after.text)![1]!
  t.match(await past.call('GET', link), { status: 200, text: /Certificate of erasure/ })
  const wrong = await past.call('POST', '/status', { code: 'BCDF-GHJK-MNPQ-RSTV' })
  t.equal(wrong.status, 404)
  t.equal((await past.call('POST', '/status', {})).text, wrong.text, 'none is told as a wrong one')
  const german = await past.call('POST', '/status', { code: shown }, { 'accept-language': 'de-AT' })
  t.match(german.text, /<html lang="de">[\s\S]*Das Konto wurde gelöscht/)
  for (let times = 0; times < 26; times += 1) await past.call('POST', '/status', { code: 'x' })
  t.equal((await past.call('POST', '/status', { code: shown })).status, 429)
})

t.test('a code leads somewhere for a year after each mail that says it, and no row of it outlives that', async t => {
  const { parts, puts } = await openPast(t)
  const code = statusCodeOf(parts.keys, 'r')
  const mailed = (at: string) => noteStatusCode(parts, { request: 'r', platform: 'lake', at })
  const found = (at: string) => requestOfStatusCode(parts, 'lake', code, at)
  const rows = () => parts.store.count('spool', { all: true })
  await mailed('2026-01-20T08:00:00.000Z')
  await mailed('2026-01-31T08:00:00.000Z')
  t.equal(puts.length, 1, 'more mails of a month cost no write')
  t.equal(await found('2027-01-31T08:00:00.000Z'), 'r')
  t.equal(await found('2027-02-01T00:00:00.000Z'), null)
  await mailed('2027-02-14T08:00:00.000Z')
  t.equal(await found('2028-02-14T08:00:00.000Z'), 'r', 'also of a mail that goes out after it had ended')
  await forgetStatusCodes(parts.store, '2028-02-29T23:59:59.000Z')
  t.equal(await rows(), 1)
  await forgetStatusCodes(parts.store, '2029-07-01T00:00:00.000Z')
  t.equal(await rows(), 0, 'also where nothing ran for more than a month')
  const first = { platform: 'lake', list: 'status-codes', request: 'r', until: '2030-03-15T08:00:00.000Z' }
  await parts.store.put('spool', 'first', filed(first, ['status-codes:2030-03']), { expected: 0 })
  await forgetStatusCodes(parts.store, '2030-03-15T07:59:59.999Z')
  t.equal(await rows(), 1, 'one that was written to end within a month stands until then')
  await forgetStatusCodes(parts.store, '2030-03-15T08:00:00.000Z')
  t.equal(await rows(), 0)
})

t.test('the pages keep to themselves, and speak the language that was chosen', async t => {
  const past = await openPast(t)
  const page = await past.call('GET', '/?language=de', {}, { 'accept-language': 'en' })
  t.match(page.headers, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': /frame-ancestors 'none'/,
    'set-cookie': /^lethe-language=de; Path=\/; SameSite=Lax; HttpOnly$/
  })
  t.notMatch(page.headers['content-security-policy'], /unsafe/)
  t.notMatch(page.text, /<style|style=|<script>|onclick/)
  t.match(page.text, /<html lang="de">[\s\S]*Wer sind Sie\?/)
  t.match((await past.call('GET', '/', {}, { cookie: 'lethe-language=de' })).text, /Wer sind Sie\?/)
})

t.test('mails lead past the platform where no route leads from it, and say the code of a demand', async t => {
  const past = await openPast(t)
  const cookie = past.cookieOf(await past.enter('person-7'))
  const page = await past.call('GET', '/', {}, { cookie })
  const fields = { form: past.field(page.text, 'form'), acknowledged: 'yes', told: past.field(page.text, 'told') }
  await past.call('POST', '/ask', fields, { cookie })
  const [request] = await past.requests()
  const work = { subject: personOf('7'), openings: {}, reading: null, plan: null } as unknown as Work
  const { gateway, ...body } = await past.platformBody()
  const contextFor = (platform: typeof body, publicUrl: string | null) =>
    mailContext(past.parts.keys, request!.body, work, platform, unsetController, publicUrl)
  const { links, status } = contextFor(body, 'https://lethe.example')
  const { pathname, origin } = new URL(links!.withdraw)
  t.equal(origin, 'https://lethe.example')
  t.match(await past.call('GET', pathname.replace('/subject/lake', '')), { status: 200, text: /Withdraw the demand/ })
  t.same(status, {
    code: statusCodeOf(past.parts.keys, request!.id),
    page: 'https://lethe.example/subject/lake/status'
  })
  t.match(contextFor(body, null), { links: null, status: null }, 'where nobody said where we are')
  const [demand] = request!.body.demands
  const byHook = { ...request!.body, demands: [{ ...demand!, way: 'webhook' as const, origin: 'on-behalf' as const }] }
  t.same(
    mailContext(past.parts.keys, byHook, work, body, unsetController, 'https://lethe.example').status,
    status,
    'whatever way was asked by'
  )
  t.match(contextFor({ ...body, policy: { all: {}, byOrigin: {} } }, 'https://lethe.example').links, null)
  t.match(contextFor({ ...body, gateway: gateway! } as never, null).links?.help, 'https://lake.example/lethe/')
  for (const [language, words] of [
    ['en', /type this code[^\n]*BCDF-GHJK[\s\S]*https:\/\/x\.example/],
    ['de', /geben Sie diesen Code[^\n]*BCDF-GHJK/]
  ] as const)
    t.match(
      drawPlain(mailCodeText(language, { platform: 'Lake', code: 'BCDF-GHJK', link: 'https://x.example' })),
      words
    )
})
