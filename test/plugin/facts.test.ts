import t from 'tap'
import { startFinanceSystem } from '../doubles/finance-system.ts'
import { learner, openOpenolat } from '../flows/openolat-ground.ts'

const recheckMs = 60_000

t.setTimeout(300_000)

interface Made {
  readonly provider: { id: string }
  readonly secret: string
}

type Site = Awaited<ReturnType<typeof openSite>>

/** An OpenOlat where invoices are issued and Mia grades, and a finance system that knows. */
async function openSite(t: Pick<typeof import('tap').default, 'teardown'>, terms: object = {}, policy: object = {}) {
  const finance = await startFinanceSystem()
  const scene = await openOpenolat({
    policy: { recheckMs, ...policy },
    seed: {
      entries: [{ key: 600, displayname: 'Test', type: 'FileResource.IMSQTI21', owners: [101], assessed: [2002] }],
      assignments: [{ test: 600, grader: 2001, assessed: 2002, status: 'assigned' }]
    }
  })
  t.teardown(async () => {
    await scene.close()
    await finance.close()
  })
  const declare = (body: object) => scene.call('POST', '/declarations', { platform: scene.platform, ...body })
  await declare({ about: 'invoices', invoicesIssued: true })
  const add = (changes: object = {}) =>
    scene.call<Made>('POST', '/fact-providers', {
      name: 'Bursary',
      platform: scene.platform,
      questions: ['unpaid-invoices', 'open-grading-orders', 'records-archived', 'inactive-keys'],
      url: finance.url,
      answerUrl: scene.address(),
      ...terms,
      ...changes
    })
  const { provider, secret } = await add()
  finance.state.secret = secret
  return { ...scene, finance, provider, declare, add }
}

const verdict = async ({ call }: Site, id: string, precondition: string) => {
  type Verdicts = { verdicts: { precondition: string; is: string; source: string; blockers: { code: string }[] }[] }
  const { verdicts } = await call<Verdicts>('GET', `/requests/${id}`)
  return verdicts.find(one => one.precondition === precondition)
}

/** Answers hold for a second: the request is told to look again until it has asked anew, and is done. */
const lookAgainUntilCompleted = (site: Site, id: string) =>
  site.until(
    async () => {
      const { summary } = await site.show(id)
      if (summary.state === 'blocked') await site.call('POST', `/requests/${id}/recheck`, {}).catch(() => {})
      return summary
    },
    ({ state }) => state === 'completed'
  )

t.test('an answer at once: unpaid invoices stop a request, paid ones let it go, and the source is kept', async t => {
  const site = await openSite(t, { cacheMs: 1000 })
  const { finance } = site
  finance.ledger[learner[1]] = { unpaid: 2 }
  const id = await site.demand(learner)
  await site.untilState(id, 'blocked')
  const source = `fact-provider-${site.provider.id}`
  t.match(await verdict(site, id, 'no-unpaid-invoices'), {
    is: 'unmet',
    source,
    blockers: [{ code: 'invoices-unpaid', count: 2 }]
  })
  const { facts } = await site.call<{ facts: { fact: string; at: string }[] }>('GET', `/requests/${id}`)
  const said = facts.filter(({ fact }) => fact === 'unpaid-invoices')
  t.match(said, [{ source, is: 'known', because: null }], 'it stands among the facts, with who said it and when')
  t.ok(Date.parse(said[0]!.at) <= Date.now())
  t.match(finance.asked[0], {
    type: 'fact.asked',
    data: { question: 'unpaid-invoices', platform: 'campus', answerTo: new RegExp(`^${site.address()}/facts/`) }
  })
  t.same(
    finance.asked[0]!.data.subject!.identifiers.map(({ kind }) => kind),
    ['username', 'email'],
    'no name more than was registered'
  )
  t.same([...new Set(finance.addresses)], ['/lethe/facts'], 'nobody is named in an address')

  finance.ledger[learner[1]] = { unpaid: 0 }
  await lookAgainUntilCompleted(site, id)
  t.match(await verdict(site, id, 'no-unpaid-invoices'), { is: 'met', source })
  const certificate = JSON.stringify(await site.call('GET', `/requests/${id}/certificate`))
  t.ok(certificate.includes(source), 'the evidence says who answered')
  t.notMatch(site.logged.join(''), /mia\.berg/)
})

t.test('only what nothing else answers is asked: no declaration, attestation or plain learner leaks', async t => {
  const site = await openSite(t)
  const questions = () => site.finance.asked.map(({ data }) => data.question)
  const plain = await site.demand(['leo.lang', 'leo.lang@olat.example'])
  await site.untilState(plain, 'completed')
  t.same(
    questions(),
    ['unpaid-invoices'],
    'nobody declared as a grader is not asked about; nor are archives unasked for'
  )
  await site.declare({ about: 'invoices', invoicesIssued: false })
  await site.declare({ about: 'graders', graders: [{ kind: 'username', value: learner[0] }] })
  site.finance.ledger[learner[1]] = { openOrders: 3 }
  const grader = await site.demand(learner)
  await site.untilState(grader, 'blocked')
  t.same(questions(), ['unpaid-invoices', 'open-grading-orders'])
  t.match(await verdict(site, grader, 'no-open-grading-orders'), {
    is: 'unmet',
    blockers: [{ code: 'grading-orders-open', count: 3, whoCanFix: 'subject' }]
  })
  const attest = { precondition: 'no-open-grading-orders', answer: true }
  // Whoever added the source that asks could have asked themselves.
  const own = site.call('POST', `/requests/${grader}/attest`, attest)
  await t.rejects(own, { message: /approver-is-requester/ })
  const colleague = await site.colleague()
  await colleague('POST', `/requests/${grader}/attest`, attest)
  await site.untilState(grader, 'completed')
  t.equal(site.finance.asked.length, 2, 'a person has said it: nobody is asked again')
  t.match(await verdict(site, grader, 'no-open-grading-orders'), { is: 'met', source: 'attestation' })
})

t.test('archived records can be required, and the archive says so; notice-only asks nobody', async t => {
  const asked = { 'no-open-grading-orders': 'notice-only', 'records-archived': 'required' }
  const site = await openSite(t, { cacheMs: 1000 }, { asked })
  await site.declare({ about: 'invoices', invoicesIssued: false })
  await site.declare({ about: 'graders', graders: [{ kind: 'username', value: learner[0] }] })
  const course = { key: 700, displayname: 'Law', owners: [101], participants: [2001], statements: [2001] }
  const { world } = site.box
  world.entries.push({
    ...world.entries[0]!,
    key: course.key,
    olatResourceId: 500_700,
    olatResourceTypeName: 'CourseModule'
  })
  world.memberships.push({ scope: 'entry', of: 700, role: 'participant', person: 2001 })
  world.statements.push({ person: 2001, entry: 700 })
  const id = await site.demand(learner)
  await site.untilState(id, 'blocked')
  t.match(await verdict(site, id, 'records-archived'), { is: 'unmet', blockers: [{ code: 'records-not-archived' }] })
  t.match(await verdict(site, id, 'no-open-grading-orders'), { is: 'noticed' })
  t.same([...new Set(site.finance.asked.map(({ data }) => data.question))], ['records-archived'])
  site.finance.ledger[learner[1]] = { archived: true }
  await lookAgainUntilCompleted(site, id)
  t.match(await verdict(site, id, 'records-archived'), { is: 'met', source: `fact-provider-${site.provider.id}` })
})

t.test('an answer that comes later wakes the request; its token is good once, for its own question', async t => {
  const site = await openSite(t)
  const { finance } = site
  finance.state.manner = 'later'
  const id = await site.demand(['leo.lang', 'leo.lang@olat.example'])
  await site.untilState(id, 'blocked')
  t.match(await verdict(site, id, 'no-unpaid-invoices'), { blockers: [{ code: 'provider-answer-pending' }] })
  const [question] = finance.asked
  t.equal(
    await finance.answerLater(question!, { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
    401,
    'signed by another'
  )
  t.equal(await finance.answerLater(question!, { at: new Date(Date.now() - 400_000) }), 401, 'too old')
  t.equal(await finance.answerLater(question!, { body: { is: 'known', keys: [] } }), 400, 'an answer to something else')
  const { token, answerTo } = question!.data
  const foreign = { ...question!, data: { ...question!.data, answerTo: answerTo!.replace(token, `${token}x`) } }
  t.equal(await finance.answerLater(foreign), 401, 'no such question')
  await site.restart()
  const moved = new URL(answerTo!)
  const here = { ...question!, data: { ...question!.data, answerTo: `${site.address()}${moved.pathname}` } }
  t.equal(await finance.answerLater(here), 202)
  await site.untilState(id, 'completed')
  t.equal(await finance.answerLater(here), 401, 'once only')
  t.equal(finance.asked.length, 1, 'one question, however often the request was looked at')
})

t.test('unknown is never yes: whatever goes wrong outside stops the request and says why', async t => {
  const site = await openSite(t, { timeoutMs: 200, answerUrl: null })
  // No two neighbours give the same code, so that none is taken for the one before.
  const codes = {
    'without-token': 'provider-answer-wrong',
    'does-not-know': 'provider-does-not-know',
    'other-question': 'provider-answer-wrong',
    broken: 'provider-refuses',
    later: 'provider-answer-wrong',
    slow: 'provider-unreachable',
    'at-once': 'provider-refuses'
  } as const
  site.finance.state.manner = 'broken'
  const id = await site.demand(learner)
  await site.untilState(id, 'blocked')
  for (const [manner, code] of Object.entries(codes)) {
    site.finance.state.manner = manner as keyof typeof codes
    // At last it answers well, and does not know our signature any more.
    if (manner === 'at-once') site.finance.state.secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    await site.call('POST', `/requests/${id}/recheck`, {})
    const seen = await site.until(
      () => verdict(site, id, 'no-unpaid-invoices'),
      one => one?.blockers[0]?.code === code
    )
    t.equal(seen?.is, 'unmet', manner)
  }
  t.equal((await site.show(id)).summary.state, 'blocked')
})

t.test('who is registered: one provider a question, a pinned address, secrets that rotate', async t => {
  const site = await openSite(t, { questions: ['unpaid-invoices'], cacheMs: 1000 })
  const fails = (body: object, code: string) => t.rejects(site.add(body), { message: new RegExp(code) }, code)
  await fails({ questions: ['unpaid-invoices'] }, 'fact-question-taken')
  await fails({ url: 'https://user:word@finance.example/facts', questions: ['records-archived'] }, 'body-invalid')
  await fails({ url: 'http://finance.example/facts', questions: ['records-archived'] }, 'https-needed')
  await fails({ url: 'https://finance.example/facts?who=mia', questions: ['records-archived'] }, 'body-invalid')
  await fails({ platform: 'nowhere', questions: ['records-archived'] }, 'platform-unknown')
  const { secret } = await site.call<Made>('POST', `/fact-providers/${site.provider.id}/rotate`, { oldLivesMs: 60_000 })
  t.not(secret, site.finance.state.secret)
  const old = await site.demand(['leo.lang', 'leo.lang@olat.example'])
  await site.untilState(old, 'completed')
  t.equal(site.finance.asked.length, 1, 'while both hold, a question is signed with both')
  const all = await site.call<object[]>('GET', '/fact-providers')
  t.match(all, [{ liveSecrets: 2 }])
  t.notMatch(JSON.stringify(all), /whsec_/)
  await site.call('DELETE', `/fact-providers/${site.provider.id}`)
  const id = await site.demand(learner)
  await site.untilState(id, 'blocked')
  t.match(await verdict(site, id, 'no-unpaid-invoices'), { blockers: [{ code: 'invoices-not-attested' }] })
})
