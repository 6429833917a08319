import t from 'tap'
import type { PartnerReport } from '../../../adapters/contract.ts'
import type { Role } from '../../../plugin/store/records/bodies.ts'
import { filed } from '../../../plugin/store/records/change.ts'
import type { HoldBody } from '../../../plugin/store/records/holds/body.ts'
import { changeHoldRegister } from '../../../plugin/store/records/holds/register.ts'
import { linkPerson } from '../../../plugin/store/records/people/people.ts'
import { changeReplay, getReplay } from '../../../plugin/store/records/replays.ts'
import { startPages } from '../../doubles/pages-app.ts'

t.setTimeout(300_000)

const pages = await startPages()
t.teardown(() => pages.stop())
const { surroundings, parts } = pages
const { store } = parts

const admin = await pages.browser('administrator')
const asker = await pages.browser('user-manager')
const system = await pages.browser('system-administrator')
const officer = await pages.browser('privacy-officer')
const colleague = await pages.browser('privacy-officer')
const auditor = await pages.browser('auditor')
const campus: string = (
  await pages.call('POST', '/platforms', admin.token, {
    kind: 'openedx',
    name: 'Campus',
    options: { baseUrl: 'https://lms.example', clientSecret: 'secret' },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
).json().id
for (const { id } of [admin, officer, colleague])
  await linkPerson(store, id, { accounts: [], withoutAccount: [campus] })

/** What a reader sees: without marks, the menu and the head. */
const textOf = (body: string): string =>
  body
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<\/main>[\s\S]*/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

const typed = {
  platform: campus,
  number: '',
  login: 'canary-login',
  email: 'canary@people.example',
  other: '',
  what: 'account',
  key: '',
  article: '17(3)',
  letter: 'e',
  owner: 'privacy-officer',
  reviewOn: '2026-12-01',
  note: 'canary of a note'
}

const holdOf = async (id: string): Promise<HoldBody> => (await store.get<HoldBody>('hold', id))!.body

const place = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const answer = await officer.send('/admin/holds/new', { ...typed, ...more })
  return /\/admin\/holds\/([0-9a-f-]+)\?said=hold-placed$/.exec(String(answer.headers.location))![1]!
}

t.test('who may open what: every page of these areas for every role', async t => {
  const [U, A, S, P, R] = [
    'user-manager',
    'administrator',
    'system-administrator',
    'privacy-officer',
    'auditor'
  ] as const
  const rows: readonly [string, 'GET' | 'POST', readonly Role[]][] = [
    ['/admin/holds', 'GET', [A, P, R]],
    ['/admin/holds/new', 'GET', [P]],
    ['/admin/holds/new', 'POST', [P]],
    ['/admin/holds/none', 'GET', [P]],
    ['/admin/holds/none/review', 'GET', [P]],
    ['/admin/holds/none/review', 'POST', [P]],
    ['/admin/holds/none/lift', 'GET', [P]],
    ['/admin/holds/none/lift', 'POST', [P]],
    ['/admin/holds/none/agree', 'GET', [A, P]],
    ['/admin/holds/none/agree', 'POST', [A, P]],
    ['/admin/restores', 'GET', [A, P, R]],
    ['/admin/restores/announce', 'GET', [A]],
    ['/admin/restores/announce', 'POST', [A]],
    ['/admin/restores/store', 'GET', [A, P, R]],
    ['/admin/restores/store/acknowledge', 'GET', [P]],
    ['/admin/restores/store/acknowledge', 'POST', [P]],
    ['/admin/restores/none', 'GET', [A, P, R]],
    ['/admin/restores/none/release', 'GET', [A, P]],
    ['/admin/restores/none/release', 'POST', [A, P]],
    ['/admin/restores/none/drop', 'GET', [P]],
    ['/admin/restores/none/drop', 'POST', [P]],
    ['/admin/restores/none/look', 'GET', [A, P]],
    ['/admin/restores/none/look', 'POST', [A, P]],
    ['/admin/take-over', 'GET', [A, P]],
    ['/admin/take-over/none/backlog', 'GET', [A, P]],
    ['/admin/take-over/none/backlog', 'POST', [A, P]],
    ['/admin/take-over/none/adopt', 'GET', [A]],
    ['/admin/take-over/none/adopt', 'POST', [A]],
    ['/admin/take-over/none/configuration', 'GET', [A]],
    ['/admin/take-over/none/configuration', 'POST', [A]],
    ['/admin/take-over/none/report', 'GET', [A, P]],
    ['/admin/take-over/none/report', 'POST', [A, P]],
    ['/admin/take-over/none/report/closed', 'GET', [A, P]],
    ['/admin/take-over/none/report/closed', 'POST', [A, P]],
    ['/admin/pause', 'GET', [U, A, S, P, R]],
    ['/admin/pause', 'POST', [A, P]],
    ['/admin/pause/resume', 'GET', [A]],
    ['/admin/pause/resume', 'POST', [A]]
  ]
  const who = { [U]: asker, [A]: admin, [S]: system, [P]: officer, [R]: auditor }
  for (const [url, method, allowed] of rows)
    for (const [role, one] of Object.entries(who)) {
      const { body } = method === 'GET' ? await one.open(url) : await one.send(url)
      const isAllowed = !body.includes('<h1>Your roles do not allow this</h1>')
      t.equal(isAllowed, allowed.includes(role as Role), `${method} ${url} as ${role}`)
    }
})

t.test('a hold is placed: what is stored, what the platform said, and whom it means stands nowhere', async t => {
  const from = pages.log.length
  const id = await place()
  t.match(await holdOf(id), {
    platform: campus,
    identifierKinds: ['username', 'email'],
    items: [{ kind: 'account' }],
    ground: { article: '17(3)', letter: 'e' },
    owner: { role: 'privacy-officer' },
    by: officer.id,
    reviewAt: '2026-12-01T00:00:00.000Z',
    lookup: { is: 'found', accounts: 1 }
  })
  const shown = await officer.open(`/admin/holds/${id}?said=hold-placed`)
  const text = textOf(shown.body)
  t.match(text, /The hold is in force\./)
  t.match(text, /The platform knows who is meant: the account is held however it is named\./)
  t.match(text, /Article 17\(3\)\(e\) GDPR/)
  t.match(text, /Note canary of a note/)
  t.match(text, /placed A person who is privacy-officer/)
  t.notMatch(shown.body, /canary-login|canary@/)
  for (const one of [admin, auditor]) {
    const list = (await one.open('/admin/holds')).body
    t.match(
      textOf(list),
      /Campus the whole account Article 17\(3\)\(e\) GDPR the privacy officers 1 Dec 2026 in force 0/
    )
    t.notMatch(list, /canary/, 'neither a name nor a note')
  }
  t.notMatch(pages.log.slice(from).join('\n'), /canary/)
  const german = textOf((await officer.open(`/admin/holds/${id}`, 'de')).body)
  t.match(german, /Artikel 17\(3\) Buchstabe e DSGVO/)
  t.match(german, /Die Plattform weiß, wer gemeint ist/)
  const course = await place({ what: 'course', key: 'course-v1:demo', owner: 'me', reviewOn: '' })
  t.match(await holdOf(course), {
    items: [{ kind: 'course', key: 'course-v1:demo' }],
    owner: { person: officer.id },
    reviewAt: null
  })
})

t.test('what does not fit is said at its field, with what was typed', async t => {
  const nobody = await officer.send('/admin/holds/new', {
    ...typed,
    login: '',
    email: '',
    note: 'kept while it is mended'
  })
  t.equal(nobody.statusCode, 400)
  t.match(nobody.body, /id="number-fault" class="fault">needs at least 1 entry/)
  t.match(nobody.body, /kept while it is mended<\/textarea>/)
  const article = await officer.send('/admin/holds/new', { ...typed, article: '17?' }, 'de')
  t.match(article.body, /id="article-fault" class="fault">hat nicht die verlangte Form/)
  t.match(article.body, /value="canary@people\.example"/)
  surroundings.held = { is: 'nobody', accounts: 0, because: null }
  const unknown = await officer.send('/admin/holds/new', { ...typed, login: '', email: '', other: 'canary-elsewhere' })
  t.equal(unknown.statusCode, 422)
  t.match(unknown.body, /hold-finds-nobody/)
  t.match(unknown.body, /value="canary-elsewhere"/)
  const waiting = await place()
  t.match(textOf((await officer.open(`/admin/holds/${waiting}`)).body), /The platform knows nobody by this\./)
  surroundings.held = { is: 'found', accounts: 1, because: null }
})

t.test('review, ask and agree: each by whom it should be', async t => {
  const id = await place()
  const address = `/admin/holds/${id}`
  const past = await officer.send(`${address}/review`, { reviewOn: '2026-01-01' })
  t.match(past.body, /review-not-ahead/)
  const empty = await officer.send(`${address}/review`, { reviewOn: '' })
  t.match(empty.body, /id="reviewOn-fault"/)
  const reviewed = await officer.send(`${address}/review`, { reviewOn: '2027-03-01' })
  t.equal(reviewed.headers.location, `${address}?said=hold-reviewed`)
  t.match(await holdOf(id), { reviewAt: '2027-03-01T00:00:00.000Z', reviewed: { by: officer.id } })
  t.match((await admin.send(`${address}/agree`)).body, /lift-not-asked/)
  t.match((await officer.send(`${address}/lift`, { note: '' })).body, /id="note-fault"/)
  const asked = await officer.send(`${address}/lift`, { note: 'The case is over.' })
  t.equal(asked.headers.location, `${address}?said=hold-lift-asked`)
  t.match(textOf((await officer.open(address)).body), /Why it is to be lifted The case is over\./)
  t.match((await officer.send(`${address}/agree`)).body, /approver-is-requester/)
  t.match(textOf((await admin.open(`${address}/agree`)).body), /A person who is privacy-officer asked for it\./)
  const lifted = await admin.send(`${address}/agree`)
  t.equal(lifted.headers.location, '/admin/holds?said=hold-lifted', 'whoever may not read it comes to the list')
  t.match(await holdOf(id), { releasedBy: admin.id })
  const gone = textOf((await officer.open(address)).body)
  t.match(gone, /The note went with the release\./)
  t.match(gone, /lifted A person who is administrator/)
})

t.test('a hold whose file is gone is said first, and settled by two', async t => {
  await changeHoldRegister(store, register => ({
    ...register,
    lost: { ...register.lost, 'lost-1': { platform: campus, since: '2026-09-01T09:00:00.000Z', askedBy: null } }
  }))
  t.match(textOf((await auditor.open('/admin/holds')).body), /A hold on Campus was in force and its file is gone\./)
  const asked = await officer.send('/admin/holds/lost-1/lift', { note: 'It was a trial.' })
  t.equal(asked.headers.location, '/admin/holds?said=hold-lift-asked')
  t.match(
    textOf((await colleague.open('/admin/holds')).body),
    /privacy-officer asked to do without it\. Agree to do without it/
  )
  const agreed = await colleague.send('/admin/holds/lost-1/agree')
  t.equal(agreed.headers.location, '/admin/holds?said=hold-lifted')
})

t.test('with three thousand holds: the next review first, page by page', async t => {
  const putOne = (at: number) => {
    const body: HoldBody = {
      platform: campus,
      aliases: [`alias-${at}`],
      identifierKinds: ['username'],
      ground: { article: '17(3)', letter: 'e' },
      by: officer.id,
      placedAt: '2026-08-01T00:00:00.000Z',
      reviewAt: new Date(Date.UTC(2030, 0, 1) - at * 60_000).toISOString(),
      sealedNote: null,
      releasedAt: null,
      releasedBy: null
    }
    return store.put('hold', `many-${at}`, filed(body), { expected: 0 })
  }
  // Not placed one by one: each of those waits for the disk, and for all before it.
  for (let at = 0; at < 3000; at += 250) await Promise.all(Array.from({ length: 250 }, (_, more) => putOne(at + more)))
  const first = (await officer.open('/admin/holds')).body
  t.match(first, /href="\/admin\/holds\?after=[^"]+" rel="next"/)
  const idsOn = (body: string) => [...body.matchAll(/href="\/admin\/holds\/(many-\d+)"/g)].map(([, id]) => id)
  t.ok(idsOn(first).includes('many-2999'), 'the nearest review')
  const next = /href="(\/admin\/holds\?after=[^"]+)" rel="next"/.exec(first)![1]!
  const second = idsOn((await officer.open(next)).body)
  t.equal(second.length, 50)
  t.same(
    second.filter(id => idsOn(first).includes(id)),
    []
  )
})

t.test('a restore of a platform: announced, agreed to by another, dropped with a reason', async t => {
  t.match(textOf((await auditor.open('/admin/restores')).body), /No restore of a platform was announced\./)
  const wrong = await admin.send('/admin/restores/announce', { platform: campus, snapshotAt: 'soon', restoredAt: '' })
  t.match(wrong.body, /id="snapshotAt-fault"/)
  t.match(wrong.body, /value="soon"/)
  const announced = await admin.send('/admin/restores/announce', {
    platform: campus,
    snapshotAt: '2026-08-30T02:00',
    restoredAt: ''
  })
  const id = /\/admin\/restores\/([0-9a-z-]+)\?said=restore-announced/.exec(String(announced.headers.location))![1]!
  t.match((await getReplay(store, id)).body, { platform: campus, snapshotAt: '2026-08-30T02:00:00.000Z', by: admin.id })
  t.match((await officer.open(`/admin/restores/${id}`)).body, /data-live="replay"/)
  await changeReplay(store, id, body => ({
    ...body,
    state: 'awaiting-release',
    because: 'awaiting-release',
    lookedAt: '2026-09-01T10:00:00.000Z',
    rows: [
      { request: 'request-1', is: 'came-back', because: null, again: null },
      { request: 'request-2', is: 'another-person', because: null, again: null }
    ] as never
  }))
  const text = textOf((await auditor.open(`/admin/restores/${id}`)).body)
  t.match(text, /came back: the same number and the same birth 1/)
  t.match(text, /the number belongs to somebody else now, who is left alone 1/)
  t.match((await admin.send(`/admin/restores/${id}/release`)).body, /approver-is-requester/)
  t.equal(
    (await officer.send(`/admin/restores/${id}/release`)).headers.location,
    `/admin/restores/${id}?said=replay-released`
  )
  t.match((await getReplay(store, id)).body.releases, [{ by: officer.id }])
  t.equal(
    (await officer.send(`/admin/restores/${id}/look`)).headers.location,
    `/admin/restores/${id}?said=replay-looking`
  )
  const without = await officer.send(`/admin/restores/${id}/drop`)
  t.match(without.body, /id="because-fault"/)
  const dropped = await officer.send(`/admin/restores/${id}/drop`, { because: 'not-restored' })
  t.equal(dropped.headers.location, `/admin/restores/${id}?said=replay-dropped`)
  t.match((await getReplay(store, id)).body, {
    state: 'dropped',
    droppedBy: officer.id,
    droppedBecause: 'not-restored'
  })
  const german = textOf((await officer.open(`/admin/restores/${id}`, 'de')).body)
  t.match(german, /fallen gelassen/)
  t.match(german, /die Plattform wurde nicht wiederhergestellt/)
})

t.test('our own data restored: nothing to say, and nothing to acknowledge, without one', async t => {
  t.match(textOf((await auditor.open('/admin/restores/store')).body), /No restore of our own data was ever noticed\./)
  const unread = await officer.send('/admin/restores/store/acknowledge')
  t.match(unread.body, /id="understood-fault"/)
  const none = await officer.send('/admin/restores/store/acknowledge', { understood: 'yes' })
  t.match(none.body, /store-not-restored/)
})

t.test('take-over: names only on the page that asks for them; a portion becomes requests', async t => {
  const address = `/admin/take-over/${campus}`
  const subject = {
    id: '7',
    bornAt: '2024-01-01T00:00:00.000Z',
    username: 'canary-row',
    email: null,
    displayName: null,
    language: null
  }
  const row = {
    subject,
    stands: 'pending',
    state: 'PENDING',
    since: '2026-08-01T00:00:00.000Z',
    movedAt: '2026-08-01T00:00:00.000Z',
    takeable: true
  }
  let taken: unknown = null
  surroundings.takeOver = {
    look: async () => ({
      lookedAt: '2026-09-01T10:00:00.000Z',
      foreignMoves: 0,
      isDrivenElsewhere: false,
      rows: [row] as never
    }),
    adopt: async (platform, take, by) => {
      taken = { platform, take, by }
      return { requests: ['request-1'], left: 2 }
    }
  }
  const quiet = await admin.send(`${address}/backlog`)
  t.match(textOf(quiet.body), /pending 1 1 1 Aug 2026/)
  t.notMatch(quiet.body, /canary/)
  t.match(textOf((await admin.send(`${address}/backlog`, { names: 'yes' })).body), /canary-row 7 pending PENDING/)
  t.notMatch((await admin.open(`${address}/backlog`)).body, /canary/)
  const none = await admin.send(`${address}/adopt`, { take: '0' })
  t.match(none.body, /id="take-fault"/)
  const adopted = await admin.send(`${address}/adopt`, { take: '10' }, 'de')
  t.match(textOf(adopted.body), /1 Zeile wurde übernommen\. 2 Zeilen lassen sich noch übernehmen\./)
  t.same(taken, { platform: campus, take: 10, by: admin.id })
})

t.test('the partner report names people on the page that takes it, and closes whom somebody ticked', async t => {
  const address = `/admin/take-over/${campus}/report`
  const closed: string[] = []
  const row = {
    key: 'row-1',
    id: '7',
    username: 'canary-partner',
    email: 'canary-partner@people.example',
    displayName: 'Canary Partner',
    organisations: ['Partner House'],
    since: '2026-08-01T00:00:00.000Z'
  }
  surroundings.partnerReport = {
    take: async () => [row],
    kept: async () => [row],
    close: async (keys: readonly string[]) => {
      closed.push(...keys)
    }
  } as unknown as PartnerReport
  t.notMatch((await officer.open(address)).body, /canary/)
  t.match(
    textOf((await officer.send(address)).body),
    /canary-partner Canary Partner canary-partner@people\.example Partner House/
  )
  const nobody = await officer.send(`${address}/closed`)
  t.equal(nobody.statusCode, 400)
  t.match(textOf(nobody.body), /Nobody is ticked\./)
  const done = await officer.send(`${address}/closed`, { key: 'row-1' })
  t.equal(done.headers.location, `${address}?said=report-closed`)
  t.same(closed, ['row-1'])
})

t.test('pause everything: with who and why on every page while it lasts', async t => {
  const empty = await officer.send('/admin/pause', { because: '' })
  t.match(empty.body, /id="because-fault"/)
  const paused = await officer.send('/admin/pause', { because: 'The backup runs' })
  t.equal(paused.headers.location, '/admin/pause?said=everything-paused')
  t.match((await pages.call('GET', '/pause', admin.token)).json(), {
    paused: { by: officer.id, because: 'The backup runs' }
  })
  for (const url of ['/admin', '/admin/holds', '/admin/take-over'])
    t.match(
      textOf((await admin.open(url)).body),
      /Everything is paused by A person who is privacy-officer\. Why: The backup runs\./,
      url
    )
  t.match(
    textOf((await asker.open('/admin', 'de')).body),
    /Alles ist angehalten, von einer anderen Person\. Warum: The backup runs\./
  )
  t.match(textOf((await admin.open('/admin/pause')).body), /Let it go on/)
  t.notMatch(textOf((await officer.open('/admin/pause')).body), /Let it go on/, 'what a role may not do is not offered')
  const resumed = await admin.send('/admin/pause/resume')
  t.equal(resumed.headers.location, '/admin/pause?said=everything-resumed')
  t.same((await pages.call('GET', '/pause', admin.token)).json(), { paused: null })
  t.notMatch((await admin.open('/admin')).body, /Everything is paused/)
})
