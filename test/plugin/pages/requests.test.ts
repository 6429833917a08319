import t from 'tap'
import type { Plan } from '../../../adapters/contract.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import type { Signal } from '../../../plugin/erasure/signals.ts'
import { allowed } from '../../../plugin/evidence/allowed.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { addBulkMove } from '../../../plugin/store/records/bulk-moves.ts'
import { setSitePause } from '../../../plugin/store/records/pause.ts'
import { requestEntry } from '../../../plugin/store/records/requests.ts'
import { requestTexts, requestWords } from '../../../plugin/texts/admin/requests.ts'
import { registration } from '../../doubles/api-app.ts'
import {
  makeDemand,
  makeMandated,
  makePlan,
  makePlanned,
  makeProgress,
  makeRequest
} from '../../doubles/made-up-request.ts'
import { startPages, textOf } from '../../doubles/pages-app.ts'

const canary = 'canary-ada'
const dayMs = 24 * 60 * 60 * 1000
const fingerprint = 'c'.repeat(64)

const pages = await startPages()
t.teardown(() => pages.stop())
const { store } = pages.parts

const at = (days: number): string => new Date(Date.parse('2026-09-01T10:00:00.000Z') + days * dayMs).toISOString()

const put = async (changes: Partial<ErasureRequest>): Promise<string> => {
  const body = makeRequest({ platform: 'lake', deadlineAt: at(20), subject: null, ...changes })
  await store.put('request', body.id, requestEntry(body, null), { expected: 0 })
  return body.id
}

const bring = async (id: string, changes: Partial<ErasureRequest>): Promise<void> => {
  const { body, revision } = (await store.get<ErasureRequest>('request', id))!
  await store.put('request', id, requestEntry({ ...body, ...changes }, null), { expected: revision })
}

const signalsOf = async (id: string) => (await store.get('request', id))!.signals.map(({ signal }) => signal as Signal)

const platform = {
  kind: 'openolat',
  name: 'Lake Campus',
  options: {},
  policy: { all: {}, byOrigin: {} },
  paused: null,
  surprises: [],
  registration,
  registeredAt: at(0),
  baseUrl: 'https://lake.example',
  sealedSecrets: null
}

const stopped = (code: string, whoCanFix: 'subject' | 'administrator', severity: 'stops' | 'approval' = 'stops') =>
  [
    {
      precondition: 'records-archived',
      is: 'unmet',
      source: 'fact-provider-finance',
      blockers: [{ code, severity, whoCanFix, count: null }]
    }
  ] as const

const officer = await pages.browser('privacy-officer')
const admin = await pages.browser('administrator')
const asker = await pages.browser('user-manager')
const auditor = await pages.browser('auditor')

t.test('with no platform the overview leads to the first run, and the queue says that there is nothing', async t => {
  t.match((await admin.open('/admin')).body, /href="\/admin\/first-run"/)
  t.notMatch((await auditor.open('/admin')).body, /first-run/, 'only for those who may add one')
  const empty = await officer.open('/admin/requests')
  t.equal(empty.statusCode, 200)
  t.match(empty.body, /There is no such request\./)
  t.match((await officer.open('/admin/requests', 'de')).body, /Eine solche Anfrage gibt es nicht\./)
})

t.test('the queue is read by days left, says why each waits and on whom, and names nobody', async t => {
  await store.put(
    'platform',
    'lake',
    { body: platform, keys: [], unique: [], dueAt: null, shelf: null },
    { expected: 0 }
  )
  await put({
    id: 'late',
    deadlineAt: at(-2),
    state: 'blocked',
    verdicts: stopped('records-not-archived', 'administrator')
  })
  await put({ id: 'soon', deadlineAt: at(3), state: 'stalled', because: 'never-repeated' })
  await put({
    id: 'waits',
    state: 'awaiting-approval',
    because: 'approval-needed',
    fingerprint,
    subject: 'a'.repeat(64),
    demands: [makeMandated({ by: 'source-1', origin: 'on-behalf' })]
  })
  const { body } = await officer.open('/admin/requests')
  const order = [...body.matchAll(/href="\/admin\/requests\/(late|soon|waits)"/g)].map(([, id]) => id)
  t.same(order, ['late', 'soon', 'waits'])
  t.match(body, /<span class="late"><strong>late by 2 days<\/strong><\/span>/)
  t.match(body, /<span class="soon"><strong>3 days<\/strong> \(soon\)<\/span>/)
  t.match(body, /nobody has said that they are archived/)
  t.match(body, /asked on behalf of the person/)
  t.match(body, /an administrator/)
  const rowsName = (text: string) => /<td>\s*Lake Campus\s*</.test(text)
  t.notOk(rowsName(body), 'where there is one platform, a column of its name would push the others beyond the edge')
  const second = { ...platform, name: 'Hill Campus', baseUrl: 'https://hill.example' }
  const unlisted = { body: second, keys: [], unique: [], dueAt: null, shelf: null }
  await store.put('platform', 'hill', unlisted, { expected: 0 })
  t.ok(rowsName((await officer.open('/admin/requests')).body), 'where there are two it is told')
  await store.remove('platform', 'hill', 1)
  const german = (await officer.open('/admin/requests', 'de')).body
  t.match(german, /überfällig seit 2 Tagen/)
  t.match(german, /im Namen der Person verlangt/)
})

t.test('it is narrowed by what the address says, with a count for each choice', async t => {
  const idsOf = (body: string) => [...body.matchAll(/name="request" value="([^"]+)"/g)].map(([, id]) => id)
  const ask = async (query: string) => idsOf((await officer.open(`/admin/requests?${query}`)).body)
  t.same(await ask('due=late'), ['late'])
  t.same(await ask('due=soon'), ['soon'])
  t.same(await ask('state=stalled&turn=administrator'), ['soon'])
  t.same(await ask('turn=administrator'), ['late', 'soon', 'waits'])
  t.same(await ask('blocker=records-not-archived'), ['late'])
  t.same(await ask('origin=on-behalf&platform=lake'), ['waits'])
  t.same(await ask('waits=for-me'), ['waits'])
  t.same(await ask('state=expired'), [])
  const { body } = await officer.open('/admin/requests')
  t.match(body, /<option value="late">late \(1\)<\/option>/)
  t.match(body, /<option value="lake">Lake Campus \(3\)<\/option>/)
  t.equal((await officer.open('/admin/requests?state=nonsense')).statusCode, 400)
})

t.test('the overview counts what waits for whom, and each figure is a link', async t => {
  const { body } = await officer.open('/admin')
  const figure = (query: string) => new RegExp(`requests\\?${query}"><strong[^>]*>(\\d+)<`).exec(body)?.[1]
  t.equal(figure('due=late'), '1')
  t.equal(figure('due=soon'), '1')
  t.equal(figure('waits=for-me'), '1')
  t.equal(figure('state=stalled'), '1')
  t.equal(figure('state=blocked'), '1')
  t.equal(figure('state=open'), '3')
  t.match(body, /href="\/admin\/requests\?blocker=records-not-archived"/)
  t.match((await officer.open('/admin', 'de')).body, /Requests|Anfragen, die warten/)
})

t.test('the table for a spreadsheet has every row and nothing that a spreadsheet would run', async t => {
  const { body } = (await store.get<typeof platform>('platform', 'lake'))!
  const named = { ...body, name: '=HYPERLINK("https://evil.example")' }
  const document = (await store.get('platform', 'lake'))!
  await store.put(
    'platform',
    'lake',
    { body: named, keys: [], unique: [], dueAt: null, shelf: null },
    { expected: document.revision }
  )
  const csv = await officer.open('/admin/requests/queue.csv')
  t.equal(csv.headers['content-disposition'], 'attachment; filename="requests.csv"')
  const [head, ...rows] = csv.body.trim().split('\r\n')
  t.equal(
    head,
    'request,origin,platform,state,because,received,deadline,days left,due,turn,blockers,extended,suspended,ended,kept back'
  )
  t.equal(rows.length, 3)
  t.ok(rows.every(row => row.includes(`"'=HYPERLINK(""https://evil.example"")"`)))
  t.match(rows[0], /^late,self,.*,blocked,.*,-2,late,administrator,records-not-archived,no,no,,$/)
  t.equal((await officer.open('/admin/requests/queue.csv?due=soon')).body.trim().split('\r\n').length, 2)
  const again = (await store.get('platform', 'lake'))!
  await store.put(
    'platform',
    'lake',
    { body, keys: [], unique: [], dueAt: null, shelf: null },
    { expected: again.revision }
  )
})

const plan: Plan = makePlan({
  handOvers: [{ object: { category: 'course', key: '77', title: canary }, successor: null, problem: 'none-named' }]
})

t.test('one request: how it stands, what stands in its way, what is known and how old it is', async t => {
  pages.surroundings.known = {
    facts: [
      { fact: 'linked-logins', source: 'platform', is: 'known', at: at(-2), because: null },
      { fact: 'open-todos', source: 'platform', is: 'not-answerable-here', at: at(-2), because: 'not-on-this-platform' }
    ],
    wayBack: 'restored'
  }
  const { body } = await admin.open('/admin/requests/late')
  t.match(body, /<h1>Request late<\/h1>/)
  t.match(body, /nobody has said that they are archived/)
  t.match(body, /To be settled by: an administrator/)
  t.match(body, /href="\/admin\/requests\/late\/recheck"/)
  t.match(body, /fact provider finance/)
  t.match(body, /Linked logins/)
  t.match(body, /2 days/)
  t.match(body, /The account is put back as it was before\./)
  t.match(body, /Received by the organisation/)
  const german = (await admin.open('/admin/requests/late', 'de')).body
  t.match(german, /Das Konto wird zurückgestellt, wie es vorher war\./)
  t.match(german, /Zu erledigen durch: die Administration/)
  t.equal((await admin.open('/admin/requests/nowhere')).statusCode, 404)
  await put({ id: 'told', demands: [makeDemand({ told: 'v2-de' })] })
  await put({ id: 'untold', demands: [makeDemand({ acknowledged: false })] })
  t.match((await admin.open('/admin/requests/told')).body, /read \(v2-de\)/, 'the version of what was agreed to')
  t.match((await admin.open('/admin/requests/untold')).body, /not told yet/)
  const shown = async (language?: 'de') => (await admin.open('/admin/requests/told', language)).body
  t.notMatch(await shown(), /is paused/)
  await setSitePause(store, { at: at(0), by: 'admin', because: 'an upgrade' })
  t.match(await shown(), /everything is paused, [\s\S]*an administrator/, 'why nothing happens, and who can change it')
  t.match(await shown('de'), /alles ist angehalten, [\s\S]*die Administration/)
  const rowOf = async (language?: 'de') =>
    /<a href="\/admin\/requests\/told">[\s\S]*?<\/tr>/.exec((await admin.open('/admin/requests', language)).body)?.[0]
  t.match(await rowOf(), /everything is paused[\s\S]*an administrator/, 'the list says the same')
  t.match(await rowOf('de'), /alles ist angehalten[\s\S]*die Administration/)
  await setSitePause(store, null)
  t.match(await rowOf(), /it was taken in and is looked at next[\s\S]*nobody: it goes on by itself/)
})

t.test('the plan says what is deleted, handed to whom and kept, and what changed since an approval', async t => {
  pages.surroundings.plan = plan
  pages.surroundings.sinceApproval = { added: ['hand-over course 77 nobody'], gone: ['role author'] }
  const { body } = await officer.open('/admin/requests/waits/plan')
  t.match(body, /nobody is named/)
  t.match(body, /<code>77<\/code>/)
  t.notMatch(body, canary, 'titles of what somebody owns are not shown')
  t.match(body, /<strong>new:<\/strong> handed over <code>course 77 nobody<\/code>/)
  t.match(body, /gone: privileged role <code>author<\/code>/)
  t.match(body, /There is no way back any more/)
  const approve = await officer.open('/admin/requests/waits/approve')
  t.match(approve.body, /name="fingerprint" value="c{64}"/)
  t.match(approve.body, /what is deleted cannot be brought back by anybody/)

  const counted = makePlanned('leave-roles', { counts: { ownerships: 2 } })
  const ownership = { snapshotAt: null, notDiscoverable: ['question-items', 'media'] }
  pages.surroundings.plan = { ...plan, actions: [counted, ...plan.actions], ownership }
  const [english, german] = await Promise.all(
    (['en', 'de'] as const).map(async language =>
      textOf((await officer.open('/admin/requests/waits/approve', language)).body)
    )
  )
  t.match(english, /questions in question banks, media centre/, 'what no call lists is named in words')
  t.match(german, /Fragen in Fragenpools, Medien-Center/)
  t.match(english, /ownerships: 2/)
  t.match(german, /Besitzrechte: 2/)
  t.match(german, /Kurse course 77/, 'what is handed over, by its name and by the code that rules of succession take')
  t.match(german, /Tage übrig/, 'the days of the law have a label of their own')
  pages.surroundings.plan = plan
})

t.test('each thing that people say goes from its page into the store, and a refusal comes back in words', async t => {
  await admin.send('/admin/requests/late/recheck')
  t.match(await signalsOf('late'), [{ kind: 'recheck', by: admin.id }])

  const said = async (
    who: typeof officer,
    id: string,
    move: string,
    fields: Readonly<Record<string, string>>,
    signal: object
  ) => {
    const answer = await who.send(`/admin/requests/${id}/${move}`, fields)
    t.equal(answer.headers.location, `/admin/requests/${id}?said=move-said`, move)
    t.match((await signalsOf(id)).at(-1), signal, move)
  }
  const unlinked = await officer.send('/admin/requests/waits/approve', { fingerprint })
  t.equal(unlinked.statusCode, 403)
  t.match(unlinked.body, /Nobody has said which account on this platform is yours/)
  const german = await officer.send('/admin/requests/waits/approve', { fingerprint }, 'de')
  t.match(german.body, /Das wurde nicht ausgeführt/)

  const known = (await store.get('person', officer.id))!
  const linked = { ...(known.body as object), accounts: [], withoutAccount: ['lake'] }
  await store.put('person', officer.id, { ...known, body: linked }, { expected: known.revision })
  await said(officer, 'waits', 'approve', { fingerprint }, { kind: 'approve', fingerprint, asOfficer: true })
  t.match(
    (await officer.send('/admin/requests/waits/approve', { fingerprint: 'd'.repeat(64) })).body,
    /plan is not the one/
  )
  await said(
    officer,
    'waits',
    'refuse',
    { ground: '17(3)-e', note: `a dispute, ${canary}` },
    { kind: 'refuse', ground: { article: '17(3)', letter: 'e' } }
  )
  await put({ id: 'ends', state: 'blocked', verdicts: stopped('records-not-archived', 'administrator') })
  t.match((await officer.open('/admin/requests/ends')).body, /Next step: /)
  await said(officer, 'ends', 'refuse', { ground: '17(3)-e', note: canary }, { kind: 'refuse' })
  const refused = (await officer.open('/admin/requests/ends?said=move-said')).body
  t.match(refused, /It was heard and is being done\. This page shows it in a moment/)
  t.notMatch(refused, /Next step: /, 'nobody is sent after what ends in a moment')
  await said(officer, 'waits', 'withdraw', {}, { kind: 'withdraw', demand: null })
  const late = await officer.send('/admin/requests/late/extend', {
    months: '2',
    because: 'many-requests',
    note: canary
  })
  t.match(late.body, /The first month is over/)
  await put({ id: 'doubt', demands: [makeDemand({ proof: null, receivedAt: at(0), acceptedAt: at(0) })] })
  await said(
    officer,
    'doubt',
    'extend',
    { months: '1', because: 'complex-request', note: canary, toldOtherwise: 'yes' },
    { kind: 'extend', months: 1 }
  )
  await said(officer, 'doubt', 'suspend', { note: canary, toldOtherwise: 'yes' }, { kind: 'suspend', message: null })
  await said(officer, 'doubt', 'resume-clock', {}, { kind: 'resume-clock' })
  await put({ id: 'back', demands: [makeDemand({ saidAt: at(-60), receivedAt: at(0), acceptedAt: at(0) })] })
  await said(officer, 'back', 'agree-receipt', { demand: 'demand-1' }, { kind: 'agree-receipt', demand: 'demand-1' })
  await said(
    officer,
    'waits',
    'attest',
    { precondition: 'no-unpaid-invoices', answer: 'yes' },
    { kind: 'attest', precondition: 'no-unpaid-invoices', answer: true }
  )
  const waiver = { precondition: 'records-archived', ground: '6(1)-e', note: canary }
  t.match((await officer.send('/admin/requests/waits/waive', waiver)).body, /cannot be waived|forbid/i)
  await said(officer, 'waits', 'object', { note: canary }, { kind: 'object' })
  t.match((await officer.send('/admin/requests/doubt/object', { note: canary })).statusCode, 409)
  await put({
    id: 'invited',
    demands: [makeMandated({ origin: 'on-behalf', mandate: { kind: 'guardian', expiresAt: null } })]
  })
  await said(admin, 'invited', 'cannot-ask', { note: canary }, { kind: 'cannot-ask' })

  await bring('soon', { actions: [makeProgress('block', { tries: 1, intentAt: at(0) }), makeProgress('delete')] })
  t.match((await admin.open('/admin/requests/soon')).body, /href="\/admin\/requests\/soon\/retry\?action=block"/)
  await said(admin, 'soon', 'retry', { action: 'block' }, { kind: 'retry', action: 'block' })
  await said(admin, 'soon', 'retry', { action: '' }, { kind: 'retry', action: undefined })
  await said(admin, 'soon', 'look-again', {}, { kind: 'look-again' })
  await said(officer, 'soon', 'close', {}, { kind: 'close' })
  t.equal((await admin.send('/admin/requests/late/retry', {})).statusCode, 409, 'it is not stalled')

  const waiting = (await officer.open('/admin/requests/waits')).body
  t.match(waiting, /Heard, and about to be done/)
  t.match(waiting, /data-live="request"/)
  t.notMatch(waiting, canary)
})

t.test('a form without its mark does nothing', async t => {
  const before = (await signalsOf('late')).length
  const forged = await pages.app.inject({
    method: 'POST',
    url: '/admin/requests/late/recheck',
    headers: { 'x-staff': admin.id, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'form=forged'
  })
  t.equal(forged.statusCode, 409)
  t.match(forged.body, /This page was open for too long, or was not opened by you/)
  t.equal((await signalsOf('late')).length, before)
})

t.test('the same is said to many only after a page that says it once more, and each row has its outcome', async t => {
  const ids = await Promise.all(['many-1', 'many-2', 'many-3'].map(id => put({ id, state: 'blocked' })))
  const asked = await admin.send('/admin/requests/many', { move: 'recheck', request: ids })
  t.equal(asked.statusCode, 200)
  t.match(asked.body, /3 requests are meant\./)
  t.match(asked.body, /Nothing is deleted by it\./)
  t.same(await Promise.all(ids.map(async id => (await signalsOf(id)).length)), [0, 0, 0], 'nothing is said yet')
  const sent = await admin.send('/admin/requests/many', { move: 'recheck', request: ids, confirmed: 'yes' })
  t.match(sent.headers.location, /^\/admin\/requests\/many\/[0-9a-f-]+$/)
  const result = async () => (await admin.open(String(sent.headers.location))).body
  // As long as tap is patient.
  while (!/>3 \/ 3</.test(await result())) await new Promise(setImmediate)
  t.match(await result(), /3 taken, 0 not taken\./)
  t.same(await Promise.all(ids.map(async id => (await signalsOf(id)).map(({ kind }) => kind))), [
    ['recheck'],
    ['recheck'],
    ['recheck']
  ])

  await bring('many-1', { state: 'awaiting-approval', fingerprint, subject: 'e'.repeat(64) })
  const approval = await officer.send('/admin/requests/many', { move: 'approve', request: ids })
  t.match(approval.body, new RegExp(`name="plan-many-1" value="${fingerprint}"`))
  const approved = await officer.send('/admin/requests/many', {
    move: 'approve',
    request: ids,
    confirmed: 'yes',
    'plan-many-1': fingerprint,
    'plan-many-2': fingerprint
  })
  const where = String(approved.headers.location)
  while (!/>3 \/ 3</.test((await officer.open(where)).body)) await new Promise(setImmediate)
  const outcomes = (await officer.open(where)).body
  t.match(outcomes, /1 taken, 2 not taken\./)
  t.match(outcomes, /\(subject-not-known-yet\)/)
  t.match(
    (await officer.send('/admin/requests/many', { move: 'refuse', request: ids, confirmed: 'yes' })).body,
    /This was not done/
  )
  t.equal((await auditor.send('/admin/requests/many', { move: 'recheck', request: ids })).statusCode, 403)
})

t.test('a restart breaks off what was said to many: the page says so, and leads to what is left', async t => {
  const [told, left] = await Promise.all(['broken-1', 'broken-2'].map(id => put({ id, state: 'blocked' })))
  const before = new Date(pages.parts.clock.now().getTime() - 10 * 60 * 1000).toISOString()
  await addBulkMove(store, 'broken', {
    move: 'recheck',
    by: admin.id,
    at: before,
    lastAt: before,
    items: [
      { request: told!, outcome: 'said' },
      { request: left!, outcome: null }
    ]
  })
  const { body } = await admin.open('/admin/requests/many/broken')
  t.match(body, /broken off by a restart and does not go on by itself/)
  t.match(body, /nothing is noted/)
  t.notMatch(body, /waits its turn/)
  t.match(body, /name="request" value="broken-2"/)
  t.notMatch(body, /name="request" value="broken-1"/, 'what was said is not said again')
  const again = await admin.send('/admin/requests/many', { move: 'recheck', request: [left!] })
  t.match(again.body, /name="confirmed" value="yes"/, 'nothing is said before it was confirmed once more')
  t.same(await signalsOf(left!), [])
})

t.test('asking for somebody: what they get is said, and what does not fit comes back at its field', async t => {
  t.match((await asker.open('/admin/requests/new')).body, /A mail that invites them to ask themselves/)
  const fields = {
    platform: 'lake',
    kind0: 'username',
    value0: `${canary}-login`,
    kind1: 'email',
    value1: `${canary}@lake.example`,
    ground: '17(1)-b',
    received: '2026-08-30T09:00',
    mandate: 'consent-to-act',
    who: `${canary} the elder`,
    how: 'signed on paper',
    obtainedOn: '2026-08-29',
    copy: 'not-wanted'
  }
  const wrong = await admin.send('/admin/requests/new', { ...fields, value1: '' })
  t.equal(wrong.statusCode, 400)
  t.match(wrong.body, /id="value1-fault"/)
  t.match(wrong.body, new RegExp(`value="${canary}-login"`), 'what was typed stands there still')
  const made = await admin.send('/admin/requests/new', fields)
  const [, id] = /^\/admin\/requests\/([^?]+)\?said=request-made$/.exec(String(made.headers.location))!
  const { body } = (await store.get<ErasureRequest>('request', id!))!
  t.match(body.demands, [
    {
      origin: 'on-behalf',
      by: admin.id,
      ground: { article: '17(1)', letter: 'b' },
      receivedAt: '2026-08-30T09:00:00.000Z',
      mandate: { kind: 'consent-to-act' },
      copy: 'not-wanted'
    }
  ])
  for (const path of ['', '/plan', '/history', '/subject', '/withdraw', '/attest', '/cannot-ask'])
    t.notMatch((await admin.open(`/admin/requests/${id}${path}`)).body, /canary-ada|ada\.example/, path)
  t.notMatch((await admin.open('/admin/requests')).body, /canary-ada|ada\.example/)
  t.notMatch((await admin.open('/admin')).body, /canary-ada|ada\.example/)

  const found = await admin.send('/admin/requests/search', {
    platform: 'lake',
    kind: 'username',
    value: `${canary}-login`
  })
  t.match(found.body, `/admin/requests/${id}"`)
  t.match(
    (await admin.send('/admin/requests/search', { platform: 'lake', kind: 'email', value: 'x@y.example' })).body,
    /no open request/
  )

  const revealed = await admin.send(`/admin/requests/${id}/subject`)
  t.match(revealed.body, /ada\.example/)
  const month = '2026-09'
  const acts = (await pages.call('GET', `/governance-log?month=${month}`, auditor.token)).json()
  t.match(acts.items.at(-1), { act: 'subject-revealed', by: admin.id, about: { kind: 'request', id } })

  const held = await officer.send(`/admin/requests/${id}/hold`, { item: 'account', ground: '17(3)-e', note: canary })
  t.equal(held.headers.location, `/admin/requests/${id}?said=hold-placed-here`)
})

t.test('an ended request has its certificate, as a page and byte for byte', async t => {
  await put({ id: 'ended', state: 'completed', endedAt: at(-1) })
  const page = await auditor.open('/admin/requests/ended')
  t.match(page.body, /The request has ended; nothing has to be settled any more\./)
  const month = at(-1).slice(0, 7)
  const { body: shelf } = await officer.open(`/admin/requests?ended=${month}`)
  t.match(shelf, 'href="/admin/requests/ended"')
  t.notMatch(shelf, 'name="request" value="ended"', 'nothing is offered to what has ended')
  t.match(page.body, /href="\/admin\/requests\/ended\/certificate"/)
  t.equal((await auditor.open('/admin/requests/ended/certificate.json')).body, '{"lethe":"certificate"}')
  const shown = await auditor.open('/admin/requests/ended/certificate')
  t.match(shown.body, /<p>certificate<\/p>/)
  t.match(shown.headers['content-disposition'], /^inline/, 'to be read, not to be saved')
  t.match(shown.headers['content-security-policy'], /^default-src 'none'; style-src 'sha256-/)
  t.equal((await auditor.open('/admin/requests/late/certificate')).statusCode, 409)
})

t.test('whoever may not call an operation is shown no way to its page, and cannot open it', async t => {
  const pagesOf: readonly (readonly [string, readonly Role[]])[] = [
    ['/admin/requests', ['user-manager', 'administrator', 'privacy-officer', 'auditor']],
    ['/admin/requests/queue.csv', ['user-manager', 'administrator', 'privacy-officer', 'auditor']],
    ['/admin/requests/search', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/new', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/late', ['user-manager', 'administrator', 'privacy-officer', 'auditor']],
    ['/admin/requests/late/plan', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/late/history', ['user-manager', 'administrator', 'privacy-officer', 'auditor']],
    ['/admin/requests/late/subject', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/ended/certificate', ['privacy-officer', 'auditor']],
    ['/admin/requests/ended/certificate.json', ['privacy-officer', 'auditor']],
    ['/admin/requests/late/recheck', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/late/approve', ['administrator', 'privacy-officer']],
    ['/admin/requests/late/withdraw', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/late/refuse', ['privacy-officer']],
    ['/admin/requests/late/attest', ['administrator', 'privacy-officer']],
    ['/admin/requests/late/retry', ['administrator']],
    ['/admin/requests/late/look-again', ['administrator']],
    ['/admin/requests/late/close', ['administrator', 'privacy-officer']],
    ['/admin/requests/late/waive', ['privacy-officer']],
    ['/admin/requests/late/object', ['administrator', 'privacy-officer']],
    ['/admin/requests/late/cannot-ask', ['user-manager', 'administrator', 'privacy-officer']],
    ['/admin/requests/late/hold', ['privacy-officer']],
    ['/admin/requests/late/extend', ['privacy-officer']],
    ['/admin/requests/late/suspend', ['privacy-officer']],
    ['/admin/requests/late/resume-clock', ['privacy-officer']],
    ['/admin/requests/late/agree-receipt', ['privacy-officer']]
  ]
  const roles: readonly Role[] = ['user-manager', 'administrator', 'system-administrator', 'privacy-officer', 'auditor']
  for (const role of roles) {
    const who = await pages.browser(role)
    const shown = (await who.open('/admin/requests/late')).body
    for (const [url, allowed] of pagesOf) {
      const isDenied = (await who.open(url)).body.includes('<h1>Your roles do not allow this</h1>')
      t.equal(isDenied, !allowed.includes(role), `${role} ${url}`)
      if (!allowed.includes(role)) t.notMatch(shown, `href="${url}"`, `${role} is not offered ${url}`)
    }
  }
})

t.test(
  'three thousand open requests are ordered, counted and read page by page, without reading each again',
  async t => {
    const body = makeRequest({ platform: 'lake', deadlineAt: at(25) })
    for (let from = 0; from < 3000; from += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, offset) => {
          const id = `bulk-${String(from + offset).padStart(4, '0')}`
          const deadlineAt = at(25 + ((from + offset) % 40))
          return store.put('request', id, requestEntry({ ...body, id, deadlineAt }, null), { expected: 0 })
        })
      )
    const { total } = (await pages.call('GET', '/requests/counts', officer.token)).json()
    let reads = 0
    const { get } = store
    Object.assign(store, {
      get: (...given: Parameters<typeof get>) => {
        if (given[0] === 'request') reads++
        return get(...given)
      }
    })
    const { body: first } = await officer.open('/admin/requests')
    t.ok(reads <= 101, `only what is shown is read: ${reads}`)
    Object.assign(store, { get })
    t.match(first, `<strong>${total} requests</strong>`)
    const next = /href="([^"]+)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const idsOf = (page: string) => [...page.matchAll(/name="request" value="([^"]+)"/g)].map(([, id]) => id)
    const second = (await officer.open(next)).body
    t.equal(new Set([...idsOf(first), ...idsOf(second)]).size, 200, 'no row twice')
    const seen: string[] = []
    for (let after = ''; ; ) {
      const query = `order=days-left&limit=200${after === '' ? '' : `&after=${after}`}`
      const list = (await pages.call('GET', `/requests?${query}`, officer.token)).json()
      seen.push(...list.items.map(({ id }: { id: string }) => id))
      if (list.next === null) break
      after = list.next
    }
    t.equal(seen.length, total)
    t.equal(new Set(seen).size, total, 'each once')
    t.equal((await officer.open('/admin/requests/queue.csv')).body.trim().split('\r\n').length, total + 1)
  }
)

t.test('timeline: every part of an entry that is shown has a name in both languages', async t => {
  // Shown by their own words, elsewhere on the page, or as lists that the page shows as such.
  const otherwise = 'request platform kind message source from to because precondition action is fingerprint'.split(' ')
  const lists = 'verdicts blockers sources actions treatments expected unreadable irreversible counts retained'.split(
    ' '
  )
  const more = 'rowCounts items restored notRestored readings'.split(' ')
  const shown = Object.values(allowed).flatMap(fields => Object.keys(fields))
  for (const name of new Set(shown.filter(name => ![...otherwise, ...lists, ...more].includes(name))))
    for (const language of ['en', 'de'] as const) t.ok(requestWords[language].details[name], `${name} (${language})`)
})

t.test('timeline: a mail is told by what it is about', async t => {
  const id = await put({
    evidence: [
      {
        ...{ n: 1, at: at(0), actor: 'lethe', kind: 'notice', commitment: null, previous: '', hash: '' },
        data: { message: 'mail-4711', kind: 'consequences-notice', state: 'sent', tries: 1 }
      }
    ] as unknown as ErasureRequest['evidence']
  })
  const officer = await pages.browser('privacy-officer')
  for (const [language, about] of [
    ['en', 'what the deletion means'],
    ['de', 'was die Löschung bedeutet']
  ] as const) {
    const said = textOf((await officer.open(`/admin/requests/${id}`, language)).body)
    t.match(said, about)
    t.notMatch(said, /mail-4711|consequences-notice/)
  }
})

t.test('words: no page of a request speaks as the code does', async t => {
  // Words of developers that a privacy officer did not understand.
  const said = JSON.stringify([requestTexts, requestWords])
  for (const word of [/nachgelesen/i, /fingerabdruck/i, /fingerprint of/i]) t.notMatch(said, word)
})
