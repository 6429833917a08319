import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { createAjv, readDocument } from '../../../plugin/document.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import { referenceDocument, type Schema } from '../../../plugin/pages/admin/reference/document.ts'
import { exampleOf } from '../../../plugin/pages/admin/reference/example.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { type DeadLetterBody, keepDeadLetter } from '../../../plugin/store/records/endpoints/dead-letters.ts'
import { requestEntry, shelvedEntry } from '../../../plugin/store/records/requests.ts'
import { createBackgroundCheck } from '../../../plugin/work/anchoring/background-check.ts'
import { recordTable } from '../../../plugin/work/retention/records-table.ts'
import { makeDemand, makeRequest } from '../../doubles/made-up-request.ts'
import { startPages } from '../../doubles/pages-app.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())

const admin = await pages.browser('administrator')
const auditor = await pages.browser('auditor')
const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown) =>
  (await pages.call(method, url, admin.token, body)).json()
const campus = await call('POST', '/platforms', {
  kind: 'openedx',
  name: 'Campus',
  options: { baseUrl: 'https://lms.example', clientSecret: 'platform-secret-canary' },
  declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
})
const textOf = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const secretOf = (body: string) => /<code id="once"[^>]*>(whsec_[^<]+)<\/code>/.exec(body)?.[1] ?? ''
const verbs = pages.parts.evidence as {
  -readonly [Verb in keyof typeof pages.parts.evidence]: (typeof pages.parts.evidence)[Verb]
}

t.test('each role opens what its operations allow, and nothing else', async t => {
  const A = 'administrator'
  const P = 'privacy-officer'
  const R = 'auditor'
  const all: readonly Role[] = ['user-manager', A, 'system-administrator', P, R]
  const { endpoint } = await call('POST', '/endpoints', {
    name: 'Roles',
    url: 'https://roles.example/told',
    events: ['request.completed']
  })
  const rows: readonly [string, readonly Role[]][] = [
    ['/admin/evidence', [A, P, R]],
    ['/admin/evidence/check', [A, P, R]],
    ['/admin/evidence/anchors', all],
    ['/admin/evidence/anchors/download', all],
    ['/admin/evidence/certificate-keys', all],
    ['/admin/evidence/certificate-keys/rotate', [A]],
    ['/admin/evidence/keys', [A, P, R]],
    ['/admin/evidence/retained', [A, P, R]],
    ['/admin/endpoints', [A, P, R]],
    ['/admin/endpoints/new', [A]],
    ['/admin/endpoints/mail', [A]],
    [`/admin/endpoints/${endpoint.id}`, [A, P, R]],
    [`/admin/endpoints/${endpoint.id}/test`, [A]],
    [`/admin/endpoints/${endpoint.id}/rotate`, [A]],
    [`/admin/endpoints/${endpoint.id}/disable`, [A]],
    [`/admin/endpoints/${endpoint.id}/enable`, [A]],
    [`/admin/endpoints/${endpoint.id}/remove`, [A]],
    [`/admin/endpoints/${endpoint.id}/dead-letters`, [A, P, R]],
    ['/admin/fact-providers', [A, P, R]],
    ['/admin/fact-providers/new', [A]],
    ['/admin/reports', [A, P, R]],
    ['/admin/reports/volumes', [A, P, R]],
    ['/admin/reports/volumes/csv', [A, P, R]],
    ['/admin/reports/art30', [A, P, R]],
    ['/admin/reports/art30/markdown', [A, P, R]]
  ]
  for (const role of all) {
    const staff = await pages.browser(role)
    for (const [address, may] of rows)
      t.equal((await staff.open(address)).statusCode, may.includes(role) ? 200 : 403, `${role} ${address}`)
  }
  t.equal(
    (await auditor.send(`/admin/endpoints/${endpoint.id}/dead-letters`)).statusCode,
    403,
    'reading is not sending'
  )
  await call('DELETE', `/endpoints/${endpoint.id}`)
})

t.test('a system that is told: its secret is shown once, it is tried, switched and removed by forms', async t => {
  const fields = { name: 'Data hub', url: 'https://hub.example/told', events: ['request.completed'], source: '' }
  const plain = await admin.send('/admin/endpoints/new', { ...fields, url: 'http://hub.example/told' })
  t.equal(plain.statusCode, 422)
  t.match(plain.body, /https-needed/)
  t.match(plain.body, /value="Data hub"/)
  const made = await admin.send('/admin/endpoints/new', { ...fields, platforms: [campus.id] })
  const secret = secretOf(made.body)
  t.ok(secret)
  const [endpoint] = await call('GET', '/endpoints')
  t.match(endpoint, { name: 'Data hub', events: ['request.completed'], platforms: [campus.id], source: null })
  const own = `/admin/endpoints/${endpoint.id}`
  const rotated = await admin.send(`${own}/rotate`, { oldLivesMs: '2', 'oldLivesMs.unit': 'hours' })
  t.ok(secretOf(rotated.body))
  t.not(secretOf(rotated.body), secret)
  t.equal((await call('GET', '/endpoints'))[0].liveSecrets, 2)
  for (const address of ['/admin/endpoints', own, `${own}/rotate`])
    t.notMatch((await admin.open(address)).body, /whsec_/, `${address} shows no secret`)
  t.match(textOf((await admin.send(`${own}/test`)).body), /It was taken\./)
  t.equal((await admin.send(`${own}/disable`)).headers.location, `${own}?said=endpoint-disabled`)
  t.match(textOf((await admin.open(own, 'de')).body), /bekommt keinen Bescheid: ein Mensch hat ihn ausgeschaltet/)
  t.equal((await admin.send(`${own}/enable`)).headers.location, `${own}?said=endpoint-enabled`)
  t.match(textOf((await admin.send('/admin/endpoints/mail')).body), /The server lets Lethe in\./)
  t.equal((await admin.send(`${own}/remove`)).headers.location, '/admin/endpoints?said=endpoint-removed')
  t.same(await call('GET', '/endpoints'), [])
  t.equal((await admin.open(own)).statusCode, 404)
})

t.test('what was not taken stands there with its reason, is sent again, and dropped for good', async t => {
  const { endpoint } = await call('POST', '/endpoints', {
    name: 'Deaf hub',
    url: 'https://deaf.example/told',
    events: ['request.completed']
  })
  const post = {
    id: 'letter-1',
    kind: 'request.completed',
    createdAt: '2026-08-01T00:00:00.000Z',
    tries: 12,
    failure: 'endpoint-fails'
  }
  const letter = {
    endpoint: endpoint.id,
    request: 'request-7',
    platform: campus.id,
    failedAt: '2026-08-04T00:00:00.000Z',
    post
  }
  await keepDeadLetter(pages.parts.store, letter as unknown as DeadLetterBody)
  const own = `/admin/endpoints/${endpoint.id}/dead-letters`
  const shown = textOf((await admin.open(own)).body)
  t.match(shown, /completed, in whole or in part request-7 4 Aug 2026, 00:00 UTC 12 it fails \(5xx\)/)
  t.match(textOf((await admin.send(own)).body), /0 taken, 0 left\./)
  t.match((await admin.open(`${own}/letter-1/drop`)).body, /will never be told/)
  t.equal((await admin.send(`${own}/letter-1/drop`)).headers.location, `${own}?said=letter-dropped`)
  t.match(textOf((await admin.open(own)).body), /Everything was taken\./)
  t.equal((await admin.open(`${own}/letter-1/drop`)).statusCode, 404)
})

t.test('a system that is asked: registered, given a new secret, removed', async t => {
  const made = await admin.send('/admin/fact-providers/new', {
    name: 'Finance',
    platform: campus.id,
    questions: ['unpaid-invoices'],
    url: 'https://finance.example/ask',
    identifiers: ['external-id'],
    cacheMs: '30',
    'cacheMs.unit': 'minutes'
  })
  const secret = secretOf(made.body)
  t.ok(secret)
  const [provider] = await call('GET', '/fact-providers')
  t.match(provider, {
    questions: ['unpaid-invoices'],
    identifiers: ['external-id'],
    cacheMs: 1_800_000,
    timeoutMs: 10_000
  })
  t.match(textOf((await admin.open('/admin/fact-providers')).body), /Finance Campus unpaid invoices/)
  t.ok(secretOf((await admin.send(`/admin/fact-providers/${provider.id}/rotate`, { oldLivesMs: '1' })).body))
  t.notMatch((await admin.open('/admin/fact-providers')).body, /whsec_/)
  await admin.send(`/admin/fact-providers/${provider.id}/remove`)
  t.same(await call('GET', '/fact-providers'), [])
})

t.test('a check of the evidence is begun, followed and read in words', async t => {
  t.match(textOf((await auditor.open('/admin/evidence/check')).body), /Nobody has checked since Lethe was started\./)
  t.equal((await auditor.send('/admin/evidence/check')).headers.location, '/admin/evidence/check?said=check-begun')
  pages.surroundings.check = {
    is: 'running',
    begunAt: '2026-09-01T10:00:00.000Z',
    endedAt: null,
    done: 40,
    all: 90,
    report: null
  }
  const running = (await auditor.open('/admin/evidence/check')).body
  t.match(running, /<progress value="40" max="90">/)
  t.match(running, /data-live="check"/)
  t.match(running, /<noscript><meta http-equiv="refresh" content="2"/)
  const report = {
    chains: 90,
    entries: 400,
    anchors: 3,
    unanchored: 1,
    findings: [] as { code: 'chain-changed'; request: string; n: number; anchor: number }[]
  }
  pages.surroundings.check = {
    is: 'done',
    begunAt: '2026-09-01T10:00:00.000Z',
    endedAt: '2026-09-01T10:00:04.000Z',
    done: 90,
    all: 90,
    report
  }
  t.match(textOf((await auditor.open('/admin/evidence/check')).body), /Every chain is as it was signed\./)
  report.findings.push({ code: 'chain-changed', request: 'request-9', n: 4, anchor: 2 })
  const found = textOf((await auditor.open('/admin/evidence/check', 'de')).body)
  t.match(found, /Ein Fehler wurde gefunden\./)
  t.match(found, /Ein Eintrag, für den signiert wurde, ist jetzt ein anderer oder fehlt\. request-9 4 2/)
})

t.test('a check in the background goes on alone, one at a time, and says when it broke off', async t => {
  const lines: unknown[] = []
  let told: (looked: number, known: number) => void = () => {}
  let end: (report: object) => void = () => {}
  let fail: (error: Error) => void = () => {}
  let begun = 0
  const check = createBackgroundCheck({
    clock: pages.parts.clock,
    log: { error: line => void lines.push(line) },
    check: tell => {
      begun += 1
      told = tell
      return new Promise((resolve, reject) => {
        end = resolve as typeof end
        fail = reject
      })
    }
  })
  t.equal((await check.show()).is, 'never')
  await check.begin()
  await check.begin()
  t.equal(begun, 1)
  told(3, 2)
  t.match(await check.show(), { is: 'running', done: 3, all: 3 })
  end({ chains: 4, entries: 9, anchors: 1, unanchored: 0, findings: [] })
  await new Promise(setImmediate)
  t.match(await check.show(), { is: 'done', done: 4, report: { entries: 9 } })
  await check.begin()
  fail(new Error('disk'))
  await new Promise(setImmediate)
  t.match(await check.show(), { is: 'failed', report: null })
  t.match(lines, [{ code: 'evidence-check-failed' }])
})

t.test('batches are handed out as a file, and the keys of certificates are changed', async t => {
  const file = await auditor.open('/admin/evidence/anchors/download')
  t.equal(file.headers['content-disposition'], 'attachment; filename="lethe-anchors-2026-09-01.json"')
  t.same(file.json(), { items: [] })
  t.equal(
    (await auditor.send('/admin/evidence/anchors')).headers.location,
    '/admin/evidence/anchors?said=nothing-to-anchor'
  )
  const before = (await call('GET', '/certificate-keys')).keys
  t.match(
    (await admin.open('/admin/evidence/certificate-keys/rotate')).body,
    /private half of the present one is destroyed/
  )
  await admin.send('/admin/evidence/certificate-keys/rotate')
  const after = (await call('GET', '/certificate-keys')).keys
  t.equal(after.length, before.length + 1)
  const shown = (await admin.open('/admin/evidence/certificate-keys')).body
  for (const { keyId } of after) t.match(shown, new RegExp(keyId))
})

t.test('what the end of a key means stands before its button', async t => {
  const month = (name: string, is: 'current' | 'over' | 'retired') => ({
    month: name,
    is,
    living: 3,
    compartments: { work: 1, replay: 2, block: 0 },
    retirableSince: null,
    retiredAt: is === 'retired' ? '2026-08-03T00:00:00.000Z' : null,
    copiesOpenableSince: is === 'retired' ? null : `${name}-01T00:00:00.000Z`,
    copiesUnreadableSince: is === 'retired' ? '2026-08-03T00:00:00.000Z' : null,
    says: ''
  })
  verbs.keyMonths = async () => [month('2026-06', 'retired'), month('2026-07', 'over'), month('2026-09', 'current')]
  const list = await admin.open('/admin/evidence/keys')
  t.same(
    [...list.body.matchAll(/keys\/([\d-]+)\/retire/g)].map(([, name]) => name),
    ['2026-07']
  )
  t.match(textOf(list.body), /No copy can be opened since 3 Aug 2026\./)
  t.notMatch((await auditor.open('/admin/evidence/keys')).body, /\/retire/)
  const { body } = await admin.open('/admin/evidence/keys/2026-07/retire')
  t.ok(body.indexOf('No copy of the data folder can open') < body.indexOf('Destroy the key'))
  t.match(textOf((await admin.send('/admin/evidence/keys/2026-07/retire')).body), /3 compartments were sealed anew/)
  const early = await admin.send('/admin/evidence/keys/2026-09/retire')
  t.equal(early.statusCode, 409)
  t.match(early.body, /key-in-use/)
})

t.test('what is due is settled from the list, and only whoever may know reads whose it is', async t => {
  const row = {
    request: 'request-1',
    platform: campus.id,
    row: 'education-level',
    number: 4,
    article: '17(3)',
    letter: 'b',
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: '2026-08-01T00:00:00.000Z',
    is: 'due' as const,
    firedAt: '2026-08-01T00:00:00.000Z',
    settledAt: null,
    account: 'account-canary'
  }
  const settled: unknown[] = []
  verbs.keptRows = async () => [
    row,
    { ...row, request: 'request-2', is: 'running', endsAt: '2027-01-01T00:00:00.000Z' }
  ]
  verbs.settleKeptRow = async (...given) => {
    settled.push(given)
    return { ...row, is: 'settled', settledAt: '2026-09-01T10:00:00.000Z' }
  }
  const shown = (await admin.open('/admin/evidence/retained')).body
  t.match(textOf(shown), /Education level Campus 1 Aug 2026 is over: delete it 17\(3\) b account-canary request-1/)
  t.match(shown, /request-2/)
  t.notMatch((await admin.open('/admin/evidence/retained?is=due')).body, /request-2/)
  t.notMatch((await auditor.open('/admin/evidence/retained')).body, /account-canary/)
  const done = await admin.send('/admin/evidence/retained/request-1/education-level')
  t.equal(done.headers.location, '/admin/evidence/retained?said=row-settled')
  t.same(settled, [['request-1', 'education-level', admin.id]])
})

const put = async (id: string, change: Partial<ErasureRequest>) => {
  const body = makeRequest({ ...change, id, platform: campus.id })
  await pages.parts.store.put('request', id, body.endedAt === null ? requestEntry(body, null) : shelvedEntry(body), {
    expected: 0
  })
}

t.test('charts show the numbers of the report, beside a table of the same, and hide what it hides', async t => {
  const ended = (
    received: string,
    end: string | null,
    state: 'completed' | 'refused' | 'blocked'
  ): Partial<ErasureRequest> => ({
    state,
    because: state === 'blocked' ? 'successor-not-named' : state,
    demands: [makeDemand({ origin: 'self', receivedAt: `2026-${received}T00:00:00.000Z` })],
    deadlineAt: '2026-08-20T00:00:00.000Z',
    endedAt: end === null ? null : `2026-${end}T00:00:00.000Z`
  })
  for (let n = 0; n < 6; n += 1) await put(`done-${n}`, ended('06-01', '06-05', 'completed'))
  for (let n = 0; n < 7; n += 1) await put(`late-${n}`, ended('06-02', '08-25', 'completed'))
  for (let n = 0; n < 2; n += 1) await put(`refused-${n}`, ended('07-02', '07-05', 'refused'))
  for (let n = 0; n < 5; n += 1) await put(`open-${n}`, ended('08-02', null, 'blocked'))
  const period = 'from=2026-01-01&to=2026-09-01'
  const { body } = await auditor.open(`/admin/reports?${period}`)
  const descriptions = [...body.matchAll(/<desc id="([a-z]+)-desc">([^<]+)<\/desc>/g)].map(([, id, said]) => [id, said])
  t.same(descriptions, [
    ['months', 'Jun 2026: Received 13, Ended 6; Jul 2026: Received 2, Ended 2; Aug 2026: Received 5, Ended 7'],
    [
      'durations',
      'up to 7 days: Completed 6; up to 14 days: Completed 0; up to a month: Completed 0; up to three months: Completed 7; longer: Completed 0'
    ],
    ['waiting', 'Something that only this person owns has no successor.: Open 5'],
    [
      'outcomes',
      'Completed: Requests 13; Completed in part: Requests 0; Withdrawn: Requests 0; Refused: Requests 2; Expired: Requests 0; Joined to another: Requests 0; Open: Requests 5'
    ]
  ])
  const report = await call('GET', `/reports/volumes?${period}`)
  t.equal(
    report.rows.reduce((sum: number, row: { received: number }) => sum + row.received, 0),
    20
  )
  t.match(textOf(body), /Month Received Ended Jun 2026 13 6 Jul 2026 2 2 Aug 2026 5 7/, 'the same as a table')
  t.match(body, /class="limit"[^>]*>the legal month</)
  t.notMatch(body, /style=/)
  const hidden = (await auditor.open(`/admin/reports?${period}&small=hide`, 'de')).body
  t.match(hidden, /Juli 2026: Eingegangen verborgen, Beendet verborgen/)
  t.match(hidden, /Abgelehnt: Anfragen verborgen/, 'a sum with something hidden in it is hidden')
  t.match(hidden, /Wo eine Zahl verborgen ist, steht kein Balken\./)
})

t.test('each report is a page with its table and its CSV, and a period that cannot be says why', async t => {
  for (const name of [
    'volumes',
    'ended',
    'waiting',
    'times',
    'durations',
    'refusals',
    'overdue',
    'read-back',
    'findings',
    'holds'
  ])
    t.equal((await auditor.open(`/admin/reports/${name}`)).statusCode, 200, name)
  const { body } = await auditor.open('/admin/reports/refusals?from=2026-01-01&to=2026-09-01')
  t.match(textOf(body), /Platform Ground Why Month Refused Campus .* 2026-07 2/)
  const csv = await auditor.open('/admin/reports/ended/csv?from=2026-01-01&to=2026-09-01')
  t.equal(csv.headers['content-disposition'], 'attachment; filename="lethe-ended-2026-01-01.csv"')
  t.match(csv.body, /^platform,month,ended,completed,.*\r\n/)
  t.match(csv.body, /,2026-06,6,6,0,0,0,0,0\r\n/)
  const wrong = await auditor.open('/admin/reports/volumes?from=2026-05-01&to=2026-04-01')
  t.match(wrong.body, /period-empty/)
  t.match(wrong.body, /value="2026-05-01"/, 'the period can be mended')
  t.equal((await auditor.open('/admin/reports/nothing')).statusCode, 404)
})

t.test('the record of processing is a page to print, in either language, and Markdown', async t => {
  t.match(
    (await auditor.open('/admin/reports/art30?language=de')).body,
    /<article class="record" lang="de">.*Verantwortlicher/s
  )
  t.match((await auditor.open('/admin/reports/art30')).body, /\(a\) Controller/)
  const { headers, body } = await auditor.open('/admin/reports/art30/markdown?language=de')
  t.equal(headers['content-disposition'], 'attachment; filename="lethe-article-30-de.md"')
  t.match(body, /^# Verzeichnis von Verarbeitungstätigkeiten/)
  for (const { kind, holds, from } of recordTable) {
    t.notMatch(body, new RegExp(`^- ${holds}`, 'm'), `${kind} is in German`)
    t.notMatch(body, `ab: ${from}.`, kind)
  }
})

t.test('every operation of the document has its place in the reference, and no page is heavy', async t => {
  const { paths, webhooks } = readDocument() as unknown as Record<
    string,
    Record<string, Record<string, { operationId?: string }>>
  >
  const ids = [...Object.values(paths!), ...Object.values(webhooks!)].flatMap(item =>
    Object.values(item).flatMap(({ operationId }) => operationId ?? [])
  )
  const index = (await auditor.open('/admin/reference')).body
  const heavy: string[] = []
  for (const id of ids) {
    t.match(index, new RegExp(`href="/admin/reference/${id}"`), id)
    const answer = await pages.app.inject({
      url: `/admin/reference/${id}`,
      headers: { 'x-staff': auditor.id, 'accept-encoding': 'br' }
    })
    const page = brotliDecompressSync(answer.rawPayload).toString()
    if (answer.statusCode !== 200 || !page.includes(`<h1>${id}</h1>`)) t.fail(id)
    if (answer.rawPayload.length > 40_000) heavy.push(id)
    const shapes = [...page.matchAll(/href="#shape-([^"]+)"/g)].map(([, name]) => name!)
    for (const name of shapes)
      if (!page.includes(`id="shape-${name}"`)) t.fail(`${id} leads to ${name}, which is not there`)
  }
  t.same(heavy, [])
})

t.test('the reference says who may call, as the server does', async t => {
  const whoOf = async (id: string, language = 'en') =>
    /<dt>(?:Who may call it|Wer sie aufrufen darf)<\/dt><dd>([^<]+)</.exec(
      (await auditor.open(`/admin/reference/${id}`, language)).body
    )?.[1]
  t.equal(await whoOf('waiveRequest'), 'privacy officer')
  t.equal(await whoOf('listRetained'), 'administrator, privacy officer, auditor')
  t.equal(await whoOf('listAnchors', 'de'), 'alle, ohne Zugangsmarke')
  t.match(await whoOf('receiveWebhook'), /^whoever signs/)
  t.match(await whoOf('receiveHint'), /^whoever knows the secret/)
  t.match(await whoOf('scimGet'), /^whoever holds the token/)
  t.match(await whoOf('accountPurged'), /^Sent to POST \/webhooks/)
})

t.test('every example in the reference is what its shape asks for', async t => {
  const document = readDocument()
  const ajv = createAjv()
  ajv.addSchema(
    { $id: 'lethe', components: document.components } as Record<string, unknown>,
    undefined,
    undefined,
    false
  )
  ajv.addKeyword('components')
  const wrong = Object.keys(document.components.schemas).filter(name => {
    const example = exampleOf(referenceDocument(), { $ref: `#/components/schemas/${name}` } as Schema)
    return !ajv.compile({ $ref: `lethe#/components/schemas/${name}` })(structuredClone(example))
  })
  t.same(wrong, [])
})

t.test('the document for machines stays, and the address of before leads to the pages', async t => {
  const yaml = await pages.app.inject({ url: '/openapi.yaml' })
  t.equal(yaml.headers['content-type'], 'application/yaml; charset=utf-8')
  t.match(yaml.body, /^# Generated by `npm run generate`/)
  t.equal((await pages.app.inject({ url: '/openapi.json' })).json().info.title, 'Lethe')
  t.equal((await pages.app.inject({ url: '/docs' })).headers.location, '/admin/reference')
  t.equal((await pages.app.inject({ url: '/admin/reference' })).headers.location, '/sign-in?to=%2Fadmin%2Freference')
})
