import t from 'tap'
import type { AccountStage, Platform, Reference, Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import type { ErasureRequest } from '../../../plugin/erasure/request.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { addRun, changeLifecycle, readLifecycle } from '../../../plugin/store/records/lifecycles.ts'
import { writeOwnershipList } from '../../../plugin/store/records/lists/ownership-lists.ts'
import { linkPerson } from '../../../plugin/store/records/people/people.ts'
import { requestEntry } from '../../../plugin/store/records/requests.ts'
import { changeSelection, getSelection } from '../../../plugin/store/records/selections.ts'
import { startPages } from '../../doubles/pages-app.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())
const { surroundings, parts } = pages
const { store } = parts

const day = 24 * 60 * 60 * 1000
const bornAt = '2024-03-01T09:00:00.000Z'

/** Everybody on the pretended platform: their names stand on pages that ask for them and nowhere else. */
const subjectOf = (id: number): Subject => ({
  id: String(id),
  bornAt,
  username: `canary-login-${id}`,
  email: `canary-${id}@people.example`,
  displayName: `Canary Name ${id}`,
  language: null
})
const stageOf = (id: number, changes: Partial<AccountStage> = {}): AccountStage => ({
  id: String(id),
  bornAt,
  username: `canary-login-${id}`,
  displayName: `Canary Name ${id}`,
  stage: 'deactivated',
  expiresAt: null,
  deactivatedAt: '2026-01-01T00:00:00.000Z',
  ...changes
})

const world = { people: 3, accounts: [] as AccountStage[] }
surroundings.platform = {
  search: async () => Array.from({ length: Math.min(50, world.people) }, (_, at) => subjectOf(at + 1)),
  find: async ({ identifiers: [identifier] }: Reference) => {
    const number = Number(/(\d+)/.exec(identifier!.value)?.[1] ?? 0)
    if (identifier!.value.startsWith('twins')) return { is: 'several', count: 2 }
    return number >= 1 && number <= world.people ? { is: 'one', subject: subjectOf(number) } : { is: 'none' }
  },
  lifecycle: {
    own: [{ id: 'expiry', does: 'The nightly job deactivates accounts whose date has passed.', closedBy: null }],
    async *accounts(which: string) {
      yield* world.accounts.filter(({ stage }) => which === 'all' || stage === 'deactivated')
    }
  }
} as unknown as Partial<Platform>

const admin = await pages.browser('administrator')
const asker = await pages.browser('user-manager')
const system = await pages.browser('system-administrator')
const officer = await pages.browser('privacy-officer')
const auditor = await pages.browser('auditor')
const campus: string = (
  await pages.call('POST', '/platforms', admin.token, {
    kind: 'openedx',
    name: 'Campus',
    options: { baseUrl: 'https://lms.example', clientSecret: 'secret' },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
).json().id
await linkPerson(store, officer.id, { accounts: [], withoutAccount: [campus] })

/** What a reader sees: without marks, the menu and the head. */
const textOf = (body: string): string =>
  body
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&quot;/g, "'")
    .replace(/\s+/g, ' ')

const demand = {
  article: '5(1)',
  letter: 'e',
  kind: 'standing-rule',
  who: 'The registrar',
  how: 'Resolution of the senate',
  reference: 'Section 9',
  obtainedOn: '2026-03-01',
  expiresOn: '',
  cannotAsk: ''
}

/** From picked keys to the draft. */
const draft = async (who: typeof admin, keys: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const answer = await who.send('/admin/selections/new', { platform: campus, keys: keys.join(' '), ...demand, ...more })
  const id = /\/admin\/selections\/([0-9a-f-]+)\/confirm\?said=selection-drafted/.exec(
    String(answer.headers.location)
  )?.[1]
  if (id === undefined) throw new Error(`no draft: ${answer.statusCode} ${textOf(answer.body).slice(0, 500)}`)
  return id
}

const digestOf = (body: string): string => /name="digest" value="([0-9a-f]{16})"/.exec(body)![1]!

t.test('who may open what: every page of these areas for every role', async t => {
  const [U, A, S, P, R] = [
    'user-manager',
    'administrator',
    'system-administrator',
    'privacy-officer',
    'auditor'
  ] as const
  const rows: readonly [string, 'GET' | 'POST', readonly Role[]][] = [
    ['/admin/selections', 'GET', [U, A, P, R]],
    ['/admin/selections/search', 'GET', [U, A, P]],
    ['/admin/selections/search', 'POST', [U, A, P]],
    ['/admin/selections/from-list', 'GET', [U, A, P]],
    ['/admin/selections/from-list', 'POST', [U, A, P]],
    ['/admin/selections/new', 'GET', [U, A, P]],
    ['/admin/selections/new', 'POST', [U, A, P]],
    ['/admin/selections/none', 'GET', [U, A, P, R]],
    ['/admin/selections/none/confirm', 'GET', [U, A, P]],
    ['/admin/selections/none/confirm', 'POST', [U, A, P]],
    ['/admin/selections/none/outcome.csv', 'GET', [U, A, P]],
    ['/admin/selections/none/release', 'GET', [A, P]],
    ['/admin/selections/none/release', 'POST', [A, P]],
    ['/admin/lifecycle', 'GET', [U, A, S, P, R]],
    ['/admin/lifecycle/none', 'GET', [U, A, S, P, R]],
    ['/admin/lifecycle/none/deactivated', 'GET', [U, A, S]],
    ['/admin/lifecycle/none/ready', 'GET', [U, A, S]],
    ['/admin/lifecycle/none/without-activity', 'GET', [U, A, S]],
    ['/admin/lifecycle/none/settings', 'GET', [A, S]],
    ['/admin/lifecycle/none/settings', 'POST', [A, S]],
    ['/admin/lifecycle/none/inactive', 'GET', [A, S]],
    ['/admin/lifecycle/none/inactive', 'POST', [A, S]],
    ['/admin/lifecycle/none/plan', 'GET', [A, S, P]],
    ['/admin/lifecycle/none/runs', 'GET', [A, S, P, R]],
    ['/admin/lifecycle/none/run', 'GET', [A, S]],
    ['/admin/lifecycle/none/run', 'POST', [A, S]],
    ['/admin/lifecycle/none/runs/none/release', 'GET', [A, P]],
    ['/admin/lifecycle/none/runs/none/release', 'POST', [A, P]],
    ['/admin/orphans', 'GET', [U, A, S, P, R]],
    ['/admin/orphans/none', 'GET', [U, A, S, P, R]],
    ['/admin/orphans/none/read', 'GET', [A]],
    ['/admin/orphans/none/read', 'POST', [A]]
  ]
  const who = { [U]: asker, [A]: admin, [S]: system, [P]: officer, [R]: auditor }
  for (const [url, method, allowed] of rows)
    for (const [role, one] of Object.entries(who)) {
      const { body } = method === 'GET' ? await one.open(url) : await one.send(url)
      const isAllowed = !body.includes('<h1>Your roles do not allow this</h1>')
      t.equal(isAllowed, allowed.includes(role as Role), `${method} ${url} as ${role}`)
    }
})

t.test('a form that another site sends is refused', async t => {
  const urls = [
    '/admin/selections/search',
    '/admin/selections/new',
    `/admin/lifecycle/${campus}/inactive`,
    '/admin/pause'
  ]
  for (const url of urls) {
    const foreign = await pages.app.inject({
      method: 'POST',
      url,
      headers: { 'x-staff': admin.id, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'form=made-up&because=gone&keys=1&value=ada'
    })
    t.match(foreign.body, /form-stale/, url)
  }
  t.same((await pages.call('GET', '/pause', admin.token)).json(), { paused: null })
})

t.test('search: what is looked for and who is found stand on the page, in no address and in no log', async t => {
  const from = pages.log.length
  const answer = await asker.send('/admin/selections/search', {
    platform: campus,
    by: 'name',
    value: 'canary sought',
    provider: ''
  })
  t.equal(answer.statusCode, 200)
  t.match(textOf(answer.body), /3 accounts were found\./)
  t.match(answer.body, /<input type="checkbox" name="key" value="1"\/?> ?canary-login-1<\/label>/)
  t.match(answer.body, /canary-2@people\.example/)
  t.match(answer.body, /value="canary sought"/, 'what was typed stands there still')
  t.notMatch(answer.body, /(?:href|action)="[^"]*canary/i)
  t.equal(answer.headers['cache-control'], 'no-store')
  t.notMatch(pages.log.slice(from).join('\n'), /canary/i)
  const short = await asker.send('/admin/selections/search', { platform: campus, by: 'name', value: 'x' })
  t.equal(short.statusCode, 400)
  t.match(short.body, /id="value-fault" class="fault">needs at least 2 characters/)
  t.match(short.body, /value="x"/)
  const german = await asker.send('/admin/selections/search', { platform: campus, by: 'name', value: 'sought' }, 'de')
  t.match(textOf(german.body), /3 Konten wurden gefunden\./)
  surroundings.platform.search = async () => {
    throw new PlatformError('refused', 'not-supported', { operation: 'search' })
  }
  const refused = await asker.send('/admin/selections/search', { platform: campus, by: 'name', value: 'sought' }, 'de')
  t.match(textOf(refused.body), /Das wurde nicht ausgeführt/)
  t.match(refused.body, /value="sought"/)
})

t.test('a list: what each line means, problems line by line, nothing made', async t => {
  const rows = 'login;name\ncanary-login-1;Ada\nnobody-9;Ben\n\ntwins;Cy\ncanary-login-1;Ada\ncanary-login-2;Di\n'
  const before = (await store.query('selection', { all: true })).length
  const answer = await admin.send('/admin/selections/from-list', { platform: campus, by: 'login', rows })
  const text = textOf(answer.body)
  t.match(text, /2 of 5 lines mean one account each\./)
  t.match(text, /3 lines have a problem and are left out\./)
  t.match(text, /3 nobody-9 The platform has nobody by this\./)
  t.match(text, /5 twins More than one account answers to this\./)
  t.match(text, /6 canary-login-1 The same account stands in an earlier line/)
  t.match(answer.body, /name="keys" value="1 2"/)
  t.equal((await store.query('selection', { all: true })).length, before)
  const keys = await admin.send('/admin/selections/from-list', { platform: campus, by: 'key', rows: '1\nada\n99' })
  t.match(textOf(keys.body), /2 ada This is no number of an account\. 3 99 The platform has nobody by this\./)
  const empty = await admin.send('/admin/selections/from-list', { platform: campus, by: 'key', rows: ' \n' }, 'de')
  t.equal(empty.statusCode, 400)
  t.match(empty.body, /id="rows-fault" class="fault">braucht mindestens 1 Eintrag/)
})

t.test('ground and mandate: picked, drafted; what is missing is said and what was typed stays', async t => {
  const nobody = await admin.send('/admin/selections/new', { platform: campus, step: 'pick' })
  t.equal(nobody.statusCode, 400)
  t.match(textOf(nobody.body), /Nobody is picked\./)
  const picked = await admin.send('/admin/selections/new', { platform: campus, step: 'pick', key: ['1', '2'] })
  t.match(textOf(picked.body), /2 people on Campus\./)
  const wanting = { platform: campus, keys: '1 2', ...demand, reference: '' }
  const refused = await admin.send('/admin/selections/new', wanting)
  t.equal(refused.statusCode, 422)
  t.match(refused.body, /mandate-without-reference/)
  t.match(refused.body, /value="The registrar"/)
  t.match(refused.body, /name="keys" value="1 2"/)
  const wrong = await admin.send('/admin/selections/new', { ...wanting, reference: 'Section 9', article: '5?' })
  t.match(wrong.body, /id="article-fault" class="fault">does not have the form that is asked for/)
})

t.test('confirm: who, how many and what it means, with holds and the brake among them; then it runs', async t => {
  await pages.call('POST', '/holds', officer.token, {
    platform: campus,
    identifiers: [{ kind: 'platform-id', value: '2' }],
    ground: { article: '17(3)', letter: 'e' }
  })
  surroundings.foresee = async () => ({
    to: 'blocked',
    because: 'unmet',
    verdicts: [
      {
        precondition: 'successors-named',
        is: 'unmet',
        source: 'adapter',
        blockers: [{ code: 'successor-not-named', severity: 'stops', whoCanFix: 'administrator', count: 2 }]
      }
    ],
    facts: {},
    plan: null,
    open: null,
    isBegun: false
  })
  await pages.call('PUT', `/platforms/${campus}/policy`, admin.token, {
    all: {
      brakePerHour: 1,
      successors: [
        { category: 'course', organisation: '7', successor: { role: 'organisation-manager' } },
        { category: '*', successor: { kind: 'username', value: 'library-office' } }
      ]
    }
  })
  const id = await draft(admin, ['1', '2', '99'])
  const address = `/admin/selections/${id}`
  const page = await admin.open(`${address}/confirm`)
  const text = textOf(page.body)
  t.match(text, /3 people on Campus would be deleted\. Nothing has been done yet\./)
  t.match(text, /3 accounts on Campus are to be deleted\. What is deleted cannot be brought back\./)
  t.match(text, /Over 1 an hour are kept back until 2 other people agree\./)
  t.match(text, /Under a legal hold: stopped until it is lifted 1/)
  t.match(text, /Kept back by the brake \(more than 1 an hour\) 2/)
  t.match(text, /Other people who must agree before those go on 2/)
  t.match(
    text,
    /canary-login-1 Canary Name 1 1 a request is made: blocked Something that only this person owns has no successor\./
  )
  t.match(text, /99 99 is not on the platform/)
  t.match(textOf((await admin.open(`${address}/confirm`, 'de')).body), /3 Konten auf Campus sollen gelöscht werden\./)
  t.match(textOf((await officer.open(`${address}/confirm`)).body), /Only whoever picked these people can confirm\./)
  const digest = digestOf(page.body)
  const unread = await admin.send(`${address}/confirm`, { digest })
  t.equal(unread.statusCode, 400)
  t.match(unread.body, /id="understood-fault"/)
  t.equal((await getSelection(store, id)).body.state, 'draft')
  const other = await admin.send(`${address}/confirm`, { digest: '0123456789abcdef', understood: 'yes' })
  t.match(other.body, /digest-outdated/)
  const confirmed = await admin.send(`${address}/confirm`, { digest, understood: 'yes' })
  t.equal(confirmed.headers.location, `${address}?said=selection-confirmed`)
  t.match((await getSelection(store, id)).body, { state: 'running', by: admin.id, demand: { origin: 'on-behalf' } })
  const running = await admin.open(address)
  t.match(running.body, /data-live="selection" data-every="3"/)
  t.match(running.body, /<noscript><meta http-equiv="refresh" content="3"/)
  t.notMatch(running.body, /canary-/i, 'who they are stands on the page of the draft alone')
  surroundings.foresee = async () => null
})

t.test('taken in: outcome a person, as a table too; the brake is released by others', async t => {
  const id = await draft(admin, ['1', '2', '3'])
  const address = `/admin/selections/${id}`
  const digest = digestOf((await admin.open(`${address}/confirm`)).body)
  await admin.send(`${address}/confirm`, { digest, understood: 'yes' })
  const made = await parts.accept({
    type: 'account.deletion.requested',
    by: admin.id,
    deliveryKey: parts.keys.hashForIndex('selection', 'picked'),
    arrival: 2,
    way: 'selection',
    batch: id,
    platform: campus,
    identifiers: [{ kind: 'platform-id', value: '1' }],
    demand: (await getSelection(store, id)).body.demand,
    notes: [],
    instants: {}
  } as never)
  const request = (made.body as { request: string }).request
  await changeSelection(store, id, body => ({
    ...body,
    state: 'done',
    endedAt: '2026-09-01T10:05:00.000Z',
    items: [
      { is: 'requested', request, overBrake: true },
      { is: 'already-open', request: null, overBrake: false },
      { is: 'not-yours-to-ask', request: null, overBrake: false }
    ]
  }))
  const text = textOf((await admin.open(address)).body)
  t.match(
    text,
    /Requests made 1 Had an open request 1 Not yours to ask for 1 Kept back by the brake 1 \(0 of 2 agreed\)/
  )
  t.match(text, /1 request made Request taken in/)
  t.match(text, /3 not yours to ask for/)
  const csv = await admin.open(`${address}/outcome.csv`)
  t.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
  t.equal(
    csv.body,
    `key,outcome,overBrake,request,state,because,blockers\r\n1,requested,yes,${request},accepted,received,\r\n2,already-open,no,,,,\r\n3,not-yours-to-ask,no,,,,\r\n`
  )
  const own = await admin.send(`${address}/release`)
  t.match(own.body, /approver-is-requester/)
  const agreed = await officer.send(`${address}/release`)
  t.equal(agreed.headers.location, `${address}?said=selection-released`)
  t.match((await getSelection(store, id)).body.releases, [{ by: officer.id }])
  const seen = (await auditor.open(address)).body
  t.notMatch(seen, /Each person/, 'an auditor sees numbers')
  t.match(textOf(seen), /Requests made 1/)
})

t.test('with 0, 3 and 3,000 rows', async t => {
  world.people = 0
  surroundings.platform.search = async () =>
    Array.from({ length: Math.min(50, world.people) }, (_, at) => subjectOf(at + 1))
  const search = () => admin.send('/admin/selections/search', { platform: campus, by: 'name', value: 'sought' })
  t.match(textOf((await search()).body), /Nobody was found\./)
  world.people = 3000
  t.match(textOf((await search()).body), /50 accounts were found\. There may be more than are shown/)
  const rows = Array.from({ length: 1000 }, (_, at) => `canary-login-${at + 1}`).join('\n')
  const looked = await admin.send('/admin/selections/from-list', { platform: campus, by: 'login', rows })
  t.match(textOf(looked.body), /1000 of 1000 lines mean one account each\./)
  const id = await draft(
    admin,
    Array.from({ length: 1000 }, (_, at) => String(at + 1))
  )
  const page = textOf((await admin.open(`/admin/selections/${id}/confirm`)).body)
  t.match(page, /1000 people on Campus would be deleted/)
  t.match(page, /Next page/)
  t.match(textOf((await admin.open(`/admin/selections/${id}/confirm?after=980`)).body), /canary-login-1000/)
  const many = await admin.send('/admin/selections/from-list', {
    platform: campus,
    by: 'key',
    rows: `${rows}\n${rows}\n1`
  })
  t.match(many.body, /may have at most 2000 entries/)
})

t.test('the three tabs: who is there, who is ready, and everybody of a tab picked at once', async t => {
  const address = `/admin/lifecycle/${campus}`
  world.accounts = []
  t.match(textOf((await admin.open(`${address}/deactivated`)).body), /Nobody is in this list\./)
  world.accounts = [
    stageOf(1),
    stageOf(2, { deactivatedAt: '2026-08-31T00:00:00.000Z' }),
    stageOf(3, { stage: 'active', deactivatedAt: null })
  ]
  const deactivated = textOf((await admin.open(`${address}/deactivated`)).body)
  t.match(deactivated, /canary-login-2 Canary Name 2 2 deactivated 31 Aug 2026/)
  const ready = textOf((await admin.open(`${address}/ready`)).body)
  t.match(ready, /Ready 180 days after the deactivation \(nothing is set\)\./)
  t.match(ready, /canary-login-1/)
  t.notMatch(ready, /canary-login-2/)
  t.match(textOf((await admin.open(`${address}/ready?olderThanDays=0`)).body), /canary-login-2/)
  surroundings.lifecycles.inactiveKeys = async () => new Set(['3'])
  t.match(textOf((await system.open(`${address}/without-activity`, 'de')).body), /canary-login-3 Canary Name 3 3 aktiv/)
  t.notMatch(
    (await system.open(`${address}/without-activity`)).body,
    /type="checkbox"/,
    'what a role may not do is not offered'
  )
  world.accounts = Array.from({ length: 3000 }, (_, at) => stageOf(at + 1))
  t.match(textOf((await admin.open(`${address}/ready`)).body), /Next page/)
  const all = await admin.send('/admin/selections/new', {
    platform: campus,
    step: 'tab',
    tab: 'ready',
    from: 'tab',
    olderThanDays: ''
  })
  t.match(textOf(all.body), /29\d\d people on Campus\.|3000 people on Campus\./)
  t.match(all.body, /<input[^>]*value="lifecycle" checked/)
  world.accounts = [stageOf(1)]
})

t.test('settings: from the form to what is stored, in words, and back with what was typed', async t => {
  const address = `/admin/lifecycle/${campus}`
  t.match(textOf((await auditor.open(address)).body), /nothing is set; nothing happens by itself/)
  const typed = {
    isOn: 'yes',
    everyHours: '24',
    expiryOn: 'yes',
    expiryWarn: '30',
    deactivationWarn: '',
    deletionOn: 'yes',
    deletionAfter: '180',
    brakePercent: '2.5',
    releasersNeeded: '2',
    quietFrom: '01:00',
    quietTo: '02:30',
    article: '5(1)',
    letter: 'e'
  }
  const refused = await system.send(`${address}/settings`, { ...typed, brakePercent: 'some', quietTo: '25:00' })
  t.equal(refused.statusCode, 400)
  t.match(refused.body, /id="brakePercent-fault"/)
  t.match(refused.body, /name="brakePercent"[^>]*value="some"/)
  const set = await system.send(`${address}/settings`, typed)
  t.equal(set.headers.location, `${address}?said=lifecycle-set`)
  t.match((await readLifecycle(parts, campus)).settings, {
    isOn: true,
    everyMs: day,
    expiry: { isOn: true, warnMs: 30 * day },
    deactivation: { isOn: false, warnMs: null },
    deletion: { isOn: true, afterMs: 180 * day },
    brakePercent: 2.5,
    releasersNeeded: 2,
    goesOnBesideOthers: false,
    quiet: { from: '01:00', to: '02:30' },
    ground: { article: '5(1)', letter: 'e' }
  })
  const text = textOf((await admin.open(`${address}?said=lifecycle-set`, 'de')).body)
  t.match(text, /Eingestellt\. Der nächste Lauf benutzt es\./)
  t.match(text, /Konten, deren Deaktivierung 180 Tage zurückliegt, werden gelöscht/)
  t.match(text, /Der nächtliche Lauf deaktiviert Konten, deren Datum vorbei ist\./)
  const wrong = await system.send(`${address}/inactive`, { keys: '1\nada' })
  t.match(wrong.body, /id="keys-fault"/)
  t.match(wrong.body, /1\nada<\/textarea>/)
  const listed = await system.send(`${address}/inactive`, { keys: 'key,name\n7,Ada\n8,Ben\n7,Ada' })
  t.equal(listed.headers.location, `${address}?said=lifecycle-inactive`)
  t.match((await readLifecycle(parts, campus)).inactive, { keys: ['7', '8'], by: system.id })
})

t.test('dry run, run now, runs with their outcome, released by another', async t => {
  const address = `/admin/lifecycle/${campus}`
  surroundings.lifecycles.plan = async () => ({
    accounts: 40,
    planned: { delete: 1, 'warn-expiry': 2 },
    rows: [
      { key: '7', step: 'delete', since: '2026-01-01T00:00:00.000Z' },
      { key: '8', step: 'warn-expiry', since: '2026-09-20T00:00:00.000Z' },
      { key: '9', step: 'warn-expiry', since: '2026-09-21T00:00:00.000Z' }
    ],
    findings: [{ code: 'deleted-without-us', count: 1 }],
    because: 'first-run'
  })
  const plan = textOf((await officer.open(`${address}/plan`)).body)
  t.match(plan, /It would 1 × make a request to erase, 2 × tell by mail that the term ends/)
  t.match(plan, /1 deleted by somebody else since the last run/)
  t.match(plan, /2 people would be warned by mail\./)
  t.match(plan, /7 make a request to erase deactivated since 1 Jan 2026/)
  t.equal((await system.send(`${address}/run`)).headers.location, `${address}/runs?said=lifecycle-run`)
  t.equal((await readLifecycle(parts, campus)).nextRunAt, parts.clock.now().toISOString())
  await addRun(parts, 'run-1', {
    platform: campus,
    at: '2026-09-01T03:00:00.000Z',
    state: 'braked',
    because: 'first-run',
    accounts: 40,
    planned: { delete: 1 },
    did: {},
    findings: [],
    candidates: ['7'],
    releases: [],
    endedAt: '2026-09-01T03:00:01.000Z'
  })
  const runs = textOf((await auditor.open(`${address}/runs`)).body)
  t.match(
    runs,
    /waits for people : it is the first that would do something: people look at it first 1 account waits|waits for people: it is the first/
  )
  await changeLifecycle(parts, campus, body => ({ ...body, setBy: admin.id }))
  const release = `${address}/runs/run-1/release`
  t.match((await admin.send(release)).body, /approver-is-requester/)
  t.equal((await officer.send(release)).headers.location, `${address}/runs?said=lifecycle-released`)
  t.match(textOf((await officer.open(release)).body), /Agreed so far A person who is privacy-officer/)
})

t.test('orphans: what is one, who could take over, and what is about to become one', async t => {
  const address = `/admin/orphans/${campus}`
  t.match(textOf((await auditor.open(address)).body), /Last read never/)
  let asked = 0
  surroundings.ownership = {
    status: () => ({ readingSince: asked > 0 ? '2026-09-01T10:00:00.000Z' : null, problem: null }),
    readNow: async () => {
      asked += 1
      return true
    }
  }
  t.equal((await admin.send(`${address}/read`)).headers.location, `${address}?said=orphans-reading`)
  t.equal(asked, 1)
  t.match((await admin.open(address)).body, /data-live="orphans"/)
  surroundings.ownership.status = () => ({
    readingSince: null,
    problem: { code: 'unreachable', at: '2026-09-01T10:00:00.000Z' }
  })
  const orphan = { organisation: null, because: 'no-living-owner' } as const
  await writeOwnershipList(parts, {
    platform: campus,
    at: '2026-09-01T03:00:00.000Z',
    rows: [],
    orphans: [
      { ...orphan, category: 'course', key: 'course-1', organisation: '7' },
      { ...orphan, category: 'group', key: 'group-2', because: 'no-owner' }
    ]
  } as never)
  const text = textOf((await auditor.open(address)).body)
  t.match(text, /course-1 course 7 all its owners are deleted, blocked or leaving a manager of its organisation/)
  t.match(text, /group-2 group it has no owner the account library-office/)
  t.match(text, /The last reading broke off \(unreachable/)
  t.match(textOf((await auditor.open('/admin/orphans')).body), /Campus 1 Sept 2026, 03:00 UTC 2/)
  const document = (await store.query<ErasureRequest>('request', { all: true })).find(
    ({ body }) => body.platform === campus
  )!
  const blocker = { code: 'successor-not-named', severity: 'stops', whoCanFix: 'administrator', count: 2 } as const
  const verdict = { precondition: 'successors-named', is: 'unmet', source: 'adapter', blockers: [blocker] } as const
  const blocked = requestEntry({ ...document.body, state: 'blocked', because: 'unmet', verdicts: [verdict] }, null)
  await store.put('request', document.id, blocked, { expected: document.revision })
  t.match(textOf((await admin.open(address)).body), /Request Something that only this person owns has no successor\. 2/)
})
