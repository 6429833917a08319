import { createHash } from 'node:crypto'
import t from 'tap'
import { PlatformError } from '../../../adapters/errors.ts'
import type { Verdict } from '../../../plugin/erasure/preconditions/precondition.ts'
import { reasonsOf } from '../../../plugin/erasure/reasons.ts'
import { makeFormToken } from '../../../plugin/pages/form-token.ts'
import { actorOfAccount } from '../../../plugin/store/records/aliases.ts'
import { setController } from '../../../plugin/store/records/controller.ts'
import { makeLink } from '../../../plugin/store/records/links.ts'
import { setSitePause } from '../../../plugin/store/records/pause.ts'
import { changePlatform } from '../../../plugin/store/records/platforms/platforms.ts'
import { requestsToCancel } from '../../../plugin/store/records/requests.ts'
import { statusCodeOf } from '../../../plugin/store/records/subject-codes/status-codes.ts'
import { blockerText } from '../../../plugin/texts/blockers.ts'
import { consequencesVersion, wordConsequences } from '../../../plugin/texts/consequences/index.ts'
import { openSite } from '../../doubles/gateway-site.ts'
import { personOf } from '../../doubles/made-up-platform.ts'

type Site = Awaited<ReturnType<typeof openSite>>

const callerOf = { facts: {}, signedInAt: null, session: null }

const linked = {
  'linked-logins': { is: 'known', value: [{ provider: 'saml-campus' }], at: '2026-03-01T09:00:00.000Z' }
} as const

/** As a site on which only the platform itself begins. */
const switchStartOff = ({ parts }: Site) =>
  changePlatform(parts.store, 'lake', body => {
    const problem = { code: 'start-switched-off', fix: '', stops: 'start' } as const
    return { ...body, registration: { ...body.registration, capabilities: { cancel: false }, problems: [problem] } }
  })

const formOf = ({ parts }: Site): string =>
  makeFormToken(parts, 'lake', { subject: personOf('7'), facts: {}, signedInAt: null, session: null })

const linkTo = async (site: Site, purpose: 'confirm' | 'withdraw' | 'object' | 'certificate'): Promise<string> => {
  const end = new Date(site.clock.now().getTime() + 86_400_000).toISOString()
  return `/lethe/${purpose}/${makeLink(site.parts.keys, purpose, (await site.requests())[0]!.id, end)}`
}

const pressedAndBlocked = async (site: Site): Promise<void> => {
  await site.hold('court', '7')
  await site.press()
  await site.settled()
  await site.releaseHold('court')
  await site.settled()
}

t.test('forward: where Lethe may not begin, no link and no sign-in is taken for a yes', async t => {
  const site = await openSite(t, 'forward')
  site.seen.session = 'another-session'
  await pressedAndBlocked(site)
  await switchStartOff(site)
  const page = (await site.call('GET', '/lethe/')).text
  t.match(page, /id="last-step">[^<]*press “Delete my account” once more/)
  t.notMatch(page, /lethe\/confirm|lethe\/ask/)
  t.match(page, /id="clear"/, 'the platform begins, and not Lethe')
  const link = await linkTo(site, 'confirm')
  for (const method of ['GET', 'POST'] as const) {
    const answer = await site.call(method, link, {}, method === 'POST' ? 'x=1' : '')
    t.equal(answer.status, 409, method)
    t.match(answer.text, /once more/)
  }
  for (const action of ['confirm', 'ask'])
    t.equal(
      (await site.call('POST', `/lethe/${action}`, {}, `acknowledged=yes&told=v3-en&form=${formOf(site)}`)).status,
      409
    )
  t.same(await site.said(), [])
  t.equal((await site.requests()).length, 1)

  const [request] = await site.requests()
  const { id: demand, by } = request!.body.demands[0]!
  const proof = { kind: 'mail-code', at: site.clock.now().toISOString(), answersDemand: true } as const
  await site.signal(request!.id, { kind: 'prove', demand, by, proof })
  await site.settled()
  t.match(await site.request(request!.id), { state: 'blocked', because: 'start-switched-off' }, 'nobody would begin it')
})

t.test('whose button is dead asks on our page, reads what is lost, and proves it by a link', async t => {
  const site = await openSite(t, 'forward')
  site.seen.facts = linked
  const page = (await site.call('GET', '/lethe/')).text
  t.match(page, /id="clear"/)
  t.match(page, /id="ask"[\s\S]*deletion is for good[\s\S]*name="copy"[\s\S]*name="acknowledged"/)
  t.notMatch(page, /id="press"/, 'the button would do nothing')
  const form = formOf(site)
  t.equal((await site.call('POST', '/lethe/ask', {}, `form=${form}`)).status, 409, 'not told what is lost')
  t.same(await site.requests(), [])
  t.match(await site.call('POST', '/lethe/ask', {}, `acknowledged=yes&told=v3-en&form=${form}`), {
    status: 200,
    text: /Nothing has been deleted yet/
  })
  await site.settled()
  const [request] = await site.requests()
  t.match(request?.body, {
    state: 'blocked',
    because: 'identity-not-proven',
    demands: [{ origin: 'self', way: 'page', acknowledged: true, proof: { kind: 'lms-session' } }]
  })
  t.notMatch((await site.call('GET', '/lethe/')).text, /id="ask"/, 'asked already')
  await site.call('POST', '/lethe/ask', {}, `acknowledged=yes&told=v3-en&form=${form}`)
  t.equal((await site.requests()).length, 1)
  t.equal((await site.call('POST', await linkTo(site, 'confirm'), {}, 'x=1')).status, 200)
  await site.settled()
  t.equal((await site.request(request!.id)).state, 'completed')
  t.same(site.forwarded, [], 'the platform was never asked for a password')

  const closed = await openSite(t, 'forward')
  await switchStartOff(closed)
  closed.seen.facts = linked
  t.match(
    (await closed.call('GET', '/lethe/')).text,
    /id="dead-button">[^<]*saml-campus[^<]*Set a password of your own/
  )
})

t.test('a withdrawal that the platform does not let us cancel says who has to, and ends by itself', async t => {
  const sent: string[] = []
  const send = async ({ kind }: { readonly kind: string }) => void sent.push(kind)
  const site = await openSite(t, 'forward', undefined, { send, policy: { coolOffMs: 3_600_000, recheckMs: 60_000 } })
  await switchStartOff(site)
  await site.press()
  site.platform.gather = async () => ({
    'begun-at-platform': { is: 'known', value: { at: '2026-03-01T09:00:00.000Z' }, at: '2026-03-01T09:00:00.000Z' }
  })
  await site.settled()
  const [request] = await site.requests()
  t.match(request?.body, { state: 'cooling-off' })
  const refused = () => {
    throw new PlatformError('refused', 'right-missing', { operation: 'cancel' })
  }
  site.platform.script('release', refused, refused)
  t.match((await site.call('POST', await linkTo(site, 'withdraw'), {}, 'x=1')).text, /administrator of the platform/)
  await site.work()
  const waits = { code: 'platform-cancel-refused' }
  t.match(await site.request(request!.id), {
    state: 'cooling-off',
    because: waits.code,
    waiting: { ...waits, tries: 1 }
  })
  t.equal((await requestsToCancel(site.parts.store, 'lake')).length, 1, 'found by the doctor')
  site.clock.advance(60_000)
  await site.work()
  t.match(await site.request(request!.id), { waiting: { ...waits, tries: 2 } })
  t.equal(sent.filter(kind => kind === 'withdrawn-waits').length, 1, 'told once')
  site.clock.advance(60_000)
  await site.work()
  t.equal((await site.request(request!.id)).state, 'withdrawn')
  t.equal((await requestsToCancel(site.parts.store, 'lake')).length, 0)
  t.equal(sent.at(-1), 'withdrawn')
})

t.test('defer: nobody is told good-bye where nobody could ask them whether they mean it', async t => {
  const site = await openSite(t, 'defer')
  Object.assign(site.parts, { hasMail: false })
  t.equal((await site.press()).status, 503)
  Object.assign(site.parts, { hasMail: true })
  site.seen.subject = { ...personOf('7'), email: null }
  t.equal((await site.press()).status, 503)
  t.same(await site.requests(), [])

  const send = () => Promise.reject(new Error('no mail today'))
  const broken = await openSite(t, 'defer', undefined, { send })
  t.equal((await broken.press()).status, 202, 'nobody knows yet')
  await broken.settled()
  t.equal((await broken.press()).status, 503)
})

t.test('a site that has switched deletion off says so, and not that a password was wrong', async t => {
  const site = await openSite(t, 'forward')
  await switchStartOff(site)
  const instead = 'deletion-switched-off'
  site.script.push({ answer: { status: 403, headers: [], body: '' }, means: 'not-done', instead })
  t.equal((await site.press()).status, 409)
  t.match((await site.call('GET', '/lethe/')).text, /data-code="deletion-switched-off"/)
  await site.settled()
  t.match((await site.requests())[0]?.body, { state: 'expired', because: instead })
  site.script.push({
    answer: { status: 403, headers: [], body: '{}' },
    means: 'not-done',
    instead: 'platform-answered'
  })
  const answer = await site.press()
  t.match(answer, { status: 403, text: 'refused' }, 'in our words')
})

t.test('how a demand stands is told to whoever made it, unless clients were given its address', async t => {
  const site = await openSite(t, 'defer')
  await site.press()
  const [request] = await site.requests()
  t.equal(request?.body.demands[0]?.by, actorOfAccount(site.parts.keys, 'lake', personOf('7')))
  const path = `/lethe/status/${request!.id}`
  t.equal((await site.call('GET', path)).status, 200)
  t.equal((await site.call('GET', path, { cookie: 'p=8' })).status, 404)
  Object.assign(site.platform, { identify: async () => null })
  t.equal((await site.call('GET', path)).status, 401)
  await changePlatform(site.parts.store, 'lake', body => ({
    ...body,
    gateway: { ...body.gateway!, mode: 'answer-at-once' }
  }))
  t.equal((await site.call('GET', path)).status, 200)
})

t.test('reasons come in the order of their steps, name what they are about, and ask no step that is none', async t => {
  const verdict = (precondition: Verdict['precondition'], ...codes: readonly string[]): Verdict => ({
    precondition,
    is: 'unmet',
    source: 'adapter',
    blockers: codes.map(code => ({ code, severity: 'stops', whoCanFix: 'subject', count: 1 }))
  })
  const password = verdict('password-set', 'no-usable-password')
  const link = verdict('social-accounts-unlinked', 'social-account-linked')
  const unproven = verdict('identity-proven', 'identity-not-proven')
  const alone = verdict('successors-named', 'hand-over-by-hand')
  const codes = (verdicts: readonly Verdict[], step: 'password' | 'link') =>
    reasonsOf(verdicts, step, null).map(({ code }) => code)
  t.same(codes([password, link, unproven], 'link'), ['no-usable-password', 'social-account-linked'])
  t.same(codes([password, unproven, alone], 'link'), ['hand-over-by-hand'], 'a link needs no password')
  t.same(codes([password, unproven], 'password'), ['no-usable-password'])
  t.same(codes([verdict('password-set', 'password-unknown'), unproven], 'password'), [])
  const course = { category: 'course', key: 'course-v1:A+B+C', title: 'Lakes and rivers' }
  const plan = { handOvers: [{ object: course, successor: null, problem: 'by-hand-only' }] }
  const [reason] = reasonsOf([alone], 'link', plan as never)
  for (const language of ['en', 'de'] as const)
    t.match(blockerText(reason!.code, language, reason!.objects).what, /\(Lakes and rivers\)$/)
})

t.test(
  'who objects by the link of a mail presses a button first, and is told the truth when it is too late',
  async t => {
    const site = await openSite(t, 'defer')
    await pressedAndBlocked(site)
    const link = await linkTo(site, 'object')
    t.match(await site.call('GET', link), { status: 409, text: /A demand of your own you can withdraw/ })
    const [own] = await site.requests()
    const others = { ...own!.body.demands[0]!, id: 'theirs', by: 'desk', origin: 'on-behalf', proof: null } as const
    const mandate = { kind: 'guardian', expiresAt: null } as const
    await site.parts.store.signal('request', own!.id, {
      kind: 'demand',
      demand: { ...others, mandate },
      sealedNote: null
    })
    await site.settled()
    const page = (await site.call('GET', link)).text
    const form = /name="form" value="([^"]+)"/.exec(page)![1]!
    const before = await site.said()
    t.match(await site.call('POST', link, {}, 'x=1'), { status: 409 }, 'without what the page carries')
    t.same(await site.said(), before, 'opening it does nothing')
    for (const _ of [1, 2])
      t.match(await site.call('POST', link, {}, `form=${form}`), { status: 200, text: /Recorded/ })
    await site.settled()
    const [request] = await site.requests()
    t.match(request!.body.objections, [{ by: 'subject', isTooLate: false }])
    t.equal(request!.body.objections!.length, 1, 'pressed twice is said once')
    const confirm = link.replace('/object/', '/confirm/')
    t.equal((await site.call('GET', confirm)).status, 404, 'good for one purpose only')
  }
)

t.test('the certificate is a page to be printed, for whoever has the link, once there is an end', async t => {
  const site = await openSite(t, 'forward')
  site.seen.session = 'another-session'
  await pressedAndBlocked(site)
  const link = await linkTo(site, 'certificate')
  t.equal((await site.call('GET', link)).status, 404, 'nothing can be certified yet')
  const withdrawal = await linkTo(site, 'withdraw')
  t.equal((await site.call('POST', withdrawal, {}, 'x=1')).status, 200)
  await site.settled()
  for (const [language, words] of [
    ['en', ['<html lang="en">', 'Certificate of erasure', 'The demand was withdrawn']],
    ['de', ['<html lang="de">', 'Bescheinigung der Löschung', 'Das Verlangen wurde zurückgezogen']]
  ] as const) {
    const page = await site.call('GET', `${link}?language=${language}`)
    t.equal(page.status, 200)
    for (const word of words) t.ok(page.text.includes(word), word)
  }
  const file = await site.call('GET', `${link}/file`)
  t.match(JSON.parse(file.text), { lethe: 'certificate', certificate: { end: 'withdrawn' } })
  t.equal((await site.call('GET', link.replace('/certificate/', '/certificate/x'))).status, 404)
  t.equal((await site.call('GET', withdrawal.replace('/withdraw/', '/certificate/'))).status, 404, 'of another purpose')
})

t.test('a demand that is kept back is shown, not asked for twice, and can be taken back', async t => {
  const site = await openSite(t, 'defer')
  const pause = { at: '2026-03-01T09:00:00.000Z', by: 'administrator', because: 'maintenance' }
  await setSitePause(site.parts.store, pause)
  const fields = `acknowledged=yes&told=v3-en&form=${formOf(site)}`
  for (const _ of [1, 2]) {
    t.match(await site.call('POST', '/lethe/ask', {}, fields), { status: 200, text: /id="status-code"/ })
    await site.settled()
  }
  const requests = await site.requests()
  t.match(requests, [{ body: { state: 'accepted' } }], 'one request')
  const paused = /It is stored\. Nothing has been deleted yet\. Deletions are paused here at the moment/
  const home = (await site.call('GET', '/lethe/')).text
  t.match(home, paused)
  t.notMatch(home, /action="\/lethe\/ask"/)
  const code = `code=${statusCodeOf(site.parts.keys, requests[0]!.id)}`
  t.match((await site.call('POST', '/lethe/status', {}, code)).text, paused)
  await setSitePause(site.parts.store, null)
  t.notMatch((await site.call('POST', '/lethe/status', {}, code)).text, /paused/)
  const { id, revision, body, ...rest } = requests[0]!
  const keptBack = { because: 'brake', at: pause.at, foreseen: null } as const
  await site.parts.store.put('request', id, { ...rest, body: { ...body, keptBack } }, { expected: revision })
  t.match((await site.call('POST', '/lethe/status', {}, code)).text, /the institution looks at it before it goes on/)
  await setSitePause(site.parts.store, pause)
  t.equal((await site.call('POST', '/lethe/withdraw', {}, `form=${formOf(site)}`)).status, 200)
  await site.settled()
  t.match(await site.requests(), [{ body: { state: 'withdrawn' } }])
  t.notMatch((await site.call('GET', '/lethe/')).text, paused)
})

t.test(
  'the page is a list to be worked through: who, where, when it is looked at again, and what is in order',
  async t => {
    const ask = ['social-accounts-unlinked', 'password-set', 'no-unpaid-invoices']
    const site = await openSite(t, 'defer', undefined, { ask, policy: { recheckMs: 3_600_000 } })
    site.platform.gather = async () => ({
      'linked-logins': { is: 'known', value: [{ provider: 'google' }], at: '2026-03-01T09:00:00.000Z' },
      'password-usable': { is: 'known', value: true, at: '2026-03-01T09:00:00.000Z' }
    })
    await setController(
      site.parts.store,
      { privacyContact: 'privacy@uni.example' },
      'officer',
      '2026-03-01T09:00:00.000Z'
    )
    const before = (await site.call('GET', '/lethe/')).text
    t.match(
      before,
      /data-live="checklist"[\s\S]*data-code="social-account-linked"[\s\S]*yourself\.[\s\S]*href="https:\/\/lake.example"/
    )
    t.match(before, /data-code="invoices-not-attested"[\s\S]*mailto:privacy@uni\.example/, 'whom to write to')
    t.match(before, /id="settled"[\s\S]*The account has a password/)
    t.match(before, /Looked at each time this page is opened/)
    t.match(before, /id="fetch-first"[\s\S]*href="https:\/\/lake\.example\/certificates"[\s\S]*Badges/)
    const fields = `acknowledged=yes&told=v3-en&form=${formOf(site)}`
    t.match(await site.call('POST', '/lethe/ask', {}, fields), { status: 200, text: /id="status-code"/ })
    await site.settled()
    const [request] = await site.requests()
    const blocked = (await site.call('GET', '/lethe/')).text
    t.match(blocked, /Looked at again by itself at/)
    t.match(blocked, new RegExp(statusCodeOf(site.parts.keys, request!.id)))
    t.equal((await site.call('POST', '/lethe/look-again', {}, 'form=x')).status, 409)
    t.same(await site.said(), [])
    t.equal((await site.call('POST', '/lethe/look-again', {}, `form=${formOf(site)}`)).status, 303)
    t.same(await site.said(), ['recheck'], 'looked at now, not only when it is due')
    t.equal((await site.call('POST', '/lethe/look-again', { cookie: 'p=8' }, `form=${formOf(site)}`)).status, 409)

    site.seen.subject = { ...personOf('7'), language: 'de' }
    t.match(
      (await site.call('GET', '/lethe/')).text,
      /<html lang="de">[\s\S]*Das zuerst sichern/,
      'as the account says'
    )
    const chosen = { cookie: 'p=7; lethe-language=en' }
    Object.assign(site.platform, { identify: async () => ({ ...callerOf, subject: site.seen.subject }) })
    t.match((await site.call('GET', '/lethe/', chosen)).text, /<html lang="en">/, 'as it was chosen')
  }
)

t.test('what somebody agreed to can be told later: no sentence changes without its number', async t => {
  const meaning = {
    platform: 'Lake',
    otherSites: ['Sea'],
    address: 'https://lake.example',
    until: '1 May',
    deadlineOn: '2 May',
    certificates: { count: 2, named: [{ title: 'Boats', url: 'https://lake.example/1' }] },
    time: { coolOffMs: 86_400_000, waitsMs: 3_600_000, readingMs: 60_000 },
    copy: 'asked',
    privacyContact: 'us',
    privacyPolicyUrl: 'https://uni.example'
  } as const
  const words = (['openedx', 'openolat'] as const).flatMap(kind =>
    (['en', 'de'] as const).map(language => wordConsequences({ kind, ...meaning }, language))
  )
  const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16)
  t.same({ [consequencesVersion]: hash }, { v3: '81e11c4108aa0f95' })
})
