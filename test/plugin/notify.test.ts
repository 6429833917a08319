import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import type { Action, PlatformKind, RetentionRow } from '../../adapters/contract.ts'
import { adapters } from '../../adapters/index.ts'
import { systemClock } from '../../plugin/clock.ts'
import type { OutboxMessage } from '../../plugin/erasure/request.ts'
import { createLanes } from '../../plugin/notify/lanes.ts'
import { drawHtml } from '../../plugin/notify/mail/html.ts'
import { createMailer } from '../../plugin/notify/mail/mailer.ts'
import { openPostbox, transportOptions } from '../../plugin/notify/mail/transport.ts'
import { systemRandom } from '../../plugin/random.ts'
import { unsetController } from '../../plugin/store/records/controller.ts'
import { noteStatusCode } from '../../plugin/store/records/subject-codes/status-codes.ts'
import type { Store } from '../../plugin/store/store.ts'
import { StoreError, type StoreErrorCode } from '../../plugin/store/store-error.ts'
import { wordedActions } from '../../plugin/texts/actions.ts'
import { blockerCodes, blockerText } from '../../plugin/texts/blockers.ts'
import { keptRowText, wordedRows } from '../../plugin/texts/kept-rows/index.ts'
import { alarmText } from '../../plugin/texts/mails/alarms.ts'
import { alertText } from '../../plugin/texts/mails/alerts.ts'
import { mailKinds, mailText } from '../../plugin/texts/mails/catalogue.ts'
import type { MailContext } from '../../plugin/texts/mails/context.ts'
import { holdReviewText } from '../../plugin/texts/mails/hold-review.ts'
import { drawPlain } from '../../plugin/texts/mails/plain.ts'
import type { Send } from '../../plugin/work/parts.ts'
import { createMadeUpPlatform, personOf } from '../doubles/made-up-platform.ts'
import { emptyMailContext } from '../doubles/mail-context.ts'
import { openBench } from '../doubles/work-bench.ts'

const cannotTell = { is: 'cannot-tell', because: 'not-readable' } as const

t.test('nobody whose deletion ended half done is told that it was done', async t => {
  const kinds: string[] = []
  const send: Send = async ({ kind }) => void kinds.push(kind)
  const platform = createMadeUpPlatform([{ id: 'a', readBack: 'independent' }])
  const bench = await openBench(platform, { send })
  t.teardown(() => bench.close())
  platform.script('confirm a', () => cannotTell)
  await bench.demand('7')
  await bench.work()
  t.same(kinds.at(-1), 'partially-completed')
  t.notOk(kinds.includes('completed'))
  const context = { ...emptyMailContext, platform: 'Lake', username: 'ada', opening: 'opening', nameReuse: 'names' }
  t.notMatch(drawPlain(mailText('partially-completed', 'en', context)), /was deleted|checked on|names/)
  t.notMatch(drawPlain(mailText('partially-completed', 'de', context)), /wurde gelöscht|nachgelesen|names/)
  t.match(drawPlain(mailText('partially-completed', 'en', context)), /not all of it could be done/)
  t.match(drawPlain(mailText('partially-completed', 'en', { ...context, links: null })), /ask the privacy officer/)
  const asked = { ...context, links: null, privacyContact: 'privacy@school.example' }
  t.match(drawPlain(mailText('identity-asked', 'en', asked)), /write to privacy@school\.example/)
  t.match(drawPlain(mailText('identity-asked', 'de', asked)), /schreiben Sie an privacy@school\.example/)
  for (const language of ['en', 'de'] as const) {
    for (const kind of ['completed', 'partially-completed'] as const)
      t.match(drawPlain(mailText(kind, language, context)), /: opening\n/, `${kind} in ${language}`)
  }
})

t.test('every answer that stops has a sentence of its own, and a next step, in both languages', async t => {
  const folder = new URL('../../plugin/erasure/preconditions/', import.meta.url)
  const sources = await Promise.all((await readdir(folder)).map(file => readFile(new URL(file, folder), 'utf8')))
  const codes = sources.flatMap(source =>
    [...source.matchAll(/unmet\(\s*'[a-z]+',\s*'([a-z-]+)'|code: '([a-z-]+)'/g)].map(([, one, other]) => one ?? other!)
  )
  t.ok(codes.length > 25)
  t.same(
    codes.filter(code => !blockerCodes.includes(code)),
    []
  )
  const sentences = blockerCodes.flatMap(code => [blockerText(code, 'en'), blockerText(code, 'de')])
  t.same(new Set(sentences.map(({ what }) => what)).size, sentences.length, 'no two codes say the same')
})

t.test('what names the subject outlives the end as long as the site says, and no longer', async t => {
  const send: Send = async () => {
    throw new Error('no mail today')
  }
  const bench = await openBench(createMadeUpPlatform([{ id: 'a' }]), { policy: { keepWorkMs: 3_600_000 }, send })
  t.teardown(() => bench.close())
  const id = await bench.demand('7')
  await bench.work()
  const { vault, endedAt } = await bench.request(id)
  t.equal(Date.parse(vault.work!.expiresAt) - Date.parse(endedAt!), 3_600_000)
  bench.clock.advance(3_600_000)
  await bench.work()
  t.equal((await bench.request(id)).vault.work!.wrapped, null)
})

t.test('a mail names a way to stop it also where no page is, and every step that is the subject’s own', async t => {
  const say = (kind: Parameters<typeof mailText>[0], language: 'en' | 'de', about: Partial<MailContext>) =>
    drawPlain(mailText(kind, language, { ...emptyMailContext, ...about }))
  const stoppable = { links: null, beginsAt: 'soon' }
  for (const kind of ['received', 'approved', 'cooling-off', 'last-days', 'reminder'] as const) {
    t.match(say(kind, 'en', { ...stoppable, privacyContact: 'dpo@uni.example' }), /write to dpo@uni\.example in time/)
    t.match(say(kind, 'de', stoppable), /schreiben Sie rechtzeitig an die Datenschutzstelle der Einrichtung/)
  }
  t.notMatch(say('approved', 'en', { links: null, beginsAt: null }), 'in time', 'nobody can stop what begins now')
  const blockers = [{ what: 'A login is linked.', next: 'Unlink it.' }]
  for (const [language, words] of [
    ['en', /Unlink it\.[\s\S]*certain that it is you[\s\S]*Ask again where you asked/],
    ['de', /Unlink it\.[\s\S]*dass Sie es sind[\s\S]*Verlangen Sie die Löschung dort/]
  ] as const) {
    t.match(say('blocked', language, { blockers, links: null, isProofMissing: true }), words)
    t.notMatch(say('blocked', language, { blockers, links: null }), words)
    const last = language === 'en' ? 'Ask again where you asked' : 'Verlangen Sie die Löschung dort'
    t.match(say('reminder', language, { links: null, isProofMissing: true }), last, 'also shortly before it is over')
    t.notMatch(say('reminder', language, { blockers, links: null }), last, 'nobody is asked for what they have shown')
  }
})

t.test('a mail to staff leads to our page where somebody said where it is, else it names the commands', async t => {
  const about = { platform: 'Lake', reviewAt: 'today', owner: 'privacy', hold: 'h1', releasedAt: null }
  const alarm = { ...about, source: 's1', name: 'Campus', hour: '2026-03-01T10', limit: 5 }
  const alert = {
    ...about,
    codes: ['deadline-near'],
    request: 'r1',
    state: 'blocked',
    deadlineOn: '',
    daysLeft: 6,
    unmet: []
  } as const
  for (const language of ['en', 'de'] as const) {
    const texts = (page: string | null) =>
      [
        alarmText(language, { ...alarm, page }),
        alertText(language, { ...alert, page }),
        holdReviewText(language, { ...about, page })
      ].map(drawPlain)
    const page = 'https://lethe.uni.example/admin/there'
    for (const text of texts(page)) {
      t.match(text, page)
      t.notMatch(text, /lethe (source|request|hold) /)
    }
    const commands = ['lethe source release-brake s1 2026-03-01T10', 'lethe request show r1', 'lethe hold review h1']
    for (const [n, text] of texts(null).entries()) t.match(text, commands[n])
  }
})

t.test('a mail goes out though the row of its code is there already, or damaged', async t => {
  const keys = { hashForIndex: () => '0'.repeat(64) }
  const noteWhere = (code: StoreErrorCode) => {
    const put = async () => Promise.reject(new StoreError(code, 'of the row'))
    const store = { put, get: async () => null } as Partial<Store> as Store
    return noteStatusCode({ store, keys }, { request: 'r', platform: 'lake', at: '2026-03-01T00:00:00.000Z' })
  }
  await t.resolves(noteWhere('revision-conflict'))
  await t.resolves(noteWhere('corrupt'))
  await t.rejects(noteWhere('unreachable'), { code: 'unreachable' }, 'what may be noted later is waited for')
})

t.test('a mail is in the language of the person and the time zone of the controller', async t => {
  const received: Promise<string>[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      received.push(text(stream))
      stream.on('end', () => done())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  t.teardown(() => new Promise<void>(resolve => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  const noted: string[] = []
  const mailer = createMailer(
    { url: `smtp://127.0.0.1:${port}`, from: 'lethe@uni.example' },
    { hashForIndex: () => '0'.repeat(64) },
    {
      clock: systemClock(),
      lanes: createLanes({ clock: systemClock(), random: systemRandom() }),
      readController: async () => unsetController,
      noteStatusCode: async ({ id }) => void noted.push(id),
      publicUrl: 'https://lethe.uni.example'
    }
  )
  t.teardown(() => mailer.close())
  const bench = await openBench(createMadeUpPlatform([{ id: 'a' }]), { policy: { timeZone: 'Pacific/Auckland' } })
  t.teardown(() => bench.close())
  const request = { ...(await bench.request(await bench.demand('7'))), coolOffEndsAt: '2026-03-08T20:30:00.000Z' }
  const subject = { id: '7', bornAt: '', username: 'ada', email: 'ada@uni.example', displayName: null, language: 'de' }
  const work = {
    identifiers: [],
    subject,
    reading: null,
    plan: null,
    decidedSet: [],
    approvedSet: [],
    notes: [],
    openings: {}
  }
  const message: OutboxMessage = {
    id: 'm-1',
    kind: 'consequences-notice',
    state: 'due',
    createdAt: '',
    tries: 0,
    nextAt: '',
    sentAt: null
  }
  await mailer.send(message, request, work, await bench.platformBody())
  const mail = await received[0]!
  t.match(mail.replaceAll('=\r\n', ''), '9. M=C3=A4rz 2026 um 09:30')
  t.match(mail, /^To: ada@uni\.example/m)
  t.match(mail, /^Message-ID: <m-1@lethe\.invalid>/m)
  t.same(noted, [], 'no page serves these people, so no code is said')
  const gateway = { mode: 'defer', publicUrl: 'https://lake.example', origins: [], routeSecretHash: '' } as const
  await mailer.send(message, request, work, { ...(await bench.platformBody()), gateway })
  t.same(noted, [request.id], 'a code can be found before it is mailed, whatever way was asked by')
  t.match((await received[1]!).replaceAll('=\r\n', ''), /lake\.example\/lethe\/status, Code [A-Z]{4}-/)
  const office = 'office@uni.example'
  await mailer.alarm(office, 'en', { source: 's1', name: 'Campus', hour: '2026-03-01T10', limit: 5, releasedAt: null })
  await mailer.remindOfReview(office, 'en', { hold: 'h1', platform: 'Lake', owner: 'privacy', reviewAt: 'today' })
  await mailer.alert(office, 'en', message, request, await bench.platformBody(), '2026-03-08T20:30:00.000Z')
  const toStaff = (await Promise.all(received.slice(2, 5))).map(each => each.replaceAll('=\r\n', ''))
  const pages = ['sources/s1/kept', 'holds', `requests/${request.id}`]
  for (const [n, page] of pages.entries()) t.match(toStaff[n], `https://lethe.uni.example/admin/${page}\r\n`)
  const withPages = { ...(await bench.platformBody()), gateway }
  const sentTo = (email: string | null) =>
    mailer.send(message, request, { ...work, subject: { ...subject, email } }, withPages)
  await t.rejects(sentTo(null), { code: 'no-address' })
  await t.rejects(sentTo('ada@uni.example, ben@uni.example'), { code: 'mail-address-invalid' })
  t.equal(noted.length, 1, 'what cannot be mailed costs no row')
})

/** A mail server that answers each recipient as it is told to; what it took, as it came over the wire. */
const openMailServer = async (
  t: { teardown(end: () => Promise<void>): void },
  answerTo: (address: string) => number
) => {
  const taken: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _, done) {
      const code = answerTo(address)
      done(code === 250 ? null : Object.assign(new Error('no'), { responseCode: code }))
    },
    onData(stream, session, done) {
      text(stream).then(mail => {
        taken.push({ to: session.envelope.rcptTo[0]!.address, text: mail })
        done()
      }, done)
    }
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>(resolve => server.close(() => resolve()))
  t.teardown(close)
  return { taken, close, url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

/** The bench with a real mail server. */
const openMailBench = async (t: { teardown(end: () => unknown): void }, answerTo: (address: string) => number) => {
  const server = await openMailServer(t, answerTo)
  const platform = createMadeUpPlatform([{ id: 'a' }])
  const bench = await openBench(platform, { send: async () => {} })
  t.teardown(() => bench.close())
  const { clock } = bench
  const around = {
    clock,
    lanes: createLanes({ clock, random: systemRandom() }),
    readController: async () => unsetController,
    noteStatusCode: async () => {}
  }
  const mailer = createMailer({ url: server.url, from: 'lethe@uni.example' }, bench.parts.keys, around)
  t.teardown(() => mailer.close())
  const parts = bench.parts as { send: Send }
  parts.send = mailer.send
  return { ...bench, server, mailer, platform }
}

t.test('a mail server is asked whether it takes our sender; nobody is named to it and nothing is sent', async t => {
  const said: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ password }, _, done) {
      if (password === 'right') done(null, { user: 'lethe' })
      else done(new Error('no'))
    },
    onMailFrom({ address }, _, done) {
      said.push(address)
      done(address === 'lethe@uni.example' ? null : Object.assign(new Error('not you'), { responseCode: 553 }))
    },
    onRcptTo(_, __, done) {
      said.push('RCPT')
      done()
    }
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const clock = systemClock()
  const ask = (signIn: string, from: string) =>
    openPostbox(`smtp://${signIn}127.0.0.1:${port}`, {
      clock,
      lanes: createLanes({ clock, random: systemRandom() })
    }).tryOut(from)
  t.equal(await ask('', 'Lethe <lethe@uni.example>'), null)
  t.equal(await ask('me:right@', 'lethe@uni.example'), null)
  t.equal(await ask('me:wrong@', 'lethe@uni.example'), 'mail-sign-in-refused')
  t.equal(await ask('', 'somebody@else.example'), 'mail-server-refuses')
  t.same(said, ['lethe@uni.example', 'lethe@uni.example', 'somebody@else.example'])
  await new Promise<void>(resolve => server.close(() => resolve()))
  t.equal(await ask('', 'lethe@uni.example'), 'mail-server-unreachable')
})

t.test('a bounce ends the tries and is put before people; what is only deferred is tried again', async t => {
  let code = 451
  const site = await openMailBench(t, () => code)
  const id = await site.demand('7')
  await site.work()
  const completion = async () => (await site.request(id)).outbox.find(({ kind }) => kind === 'completed')
  t.match(await completion(), { state: 'due', tries: 1 })
  code = 550
  site.clock.advance(2 * 60_000)
  await site.work()
  t.match(await completion(), { state: 'given-up', tries: 2 })
  t.ok((await site.request(id)).evidence.some(({ data }) => data.code === 'message-not-delivered'))
  t.ok((await site.request(id)).vault.work!.wrapped === null, 'and nothing keeps the address any more')
})

t.test('a mail server that is down costs one try, not one for each request', async t => {
  const site = await openMailBench(t, () => 250)
  await site.server.close()
  const one = await site.demand('7')
  const other = await site.demand('8')
  await site.work()
  const tries = async (id: string) => (await site.request(id)).outbox.reduce((sum, each) => sum + each.tries, 0)
  t.equal((await tries(one)) + (await tries(other)), 1)
  t.equal((await site.request(other)).state, 'completed', 'a mail outage fails no request')
})

t.test('a mail names nobody in its headers, and says that a machine wrote it', async t => {
  const site = await openMailBench(t, () => 250)
  await site.demand('7')
  await site.work()
  t.ok(site.server.taken.length > 0)
  for (const { to, text: mail } of site.server.taken) {
    const head = mail.slice(0, mail.indexOf('\r\n\r\n'))
    t.equal(to, 'person-7@uni.example')
    t.match(head, /^Auto-Submitted: auto-generated$/m)
    t.match(head, /^Content-Type: multipart\/alternative/m)
    t.notMatch(head, /^(bcc|cc|reply-to):/im)
    t.notMatch(head.replace(/^To: .*$/m, ''), /person-7|Person 7/i)
  }
})

t.test('a mail goes to the address that the platform says, until its deletion has begun', async t => {
  const site = await openMailBench(t, () => 250)
  const moved = { ...personOf('7'), email: 'new-7@uni.example' }
  let isMoved = false
  const { find } = site.platform
  Object.assign(site.platform, {
    find: async (...given: Parameters<typeof find>) => (isMoved ? { is: 'one', subject: moved } : await find(...given))
  })
  const id = await site.demand('7')
  await site.hold(id, '7')
  await site.work()
  isMoved = true
  await site.releaseHold(id)
  site.clock.advance(2 * 60 * 60_000)
  await site.work()
  t.equal((await site.request(id)).state, 'completed')
  t.equal(site.server.taken.at(-1)!.to, 'new-7@uni.example')
})

t.test(
  'what is more than one address is written to by nobody: the link would open for whoever else stands there',
  async t => {
    const site = await openMailBench(t, () => 250)
    const { find } = site.platform
    for (const [at, email] of [
      'person-7@uni.example, other@uni.example',
      'person-7@uni.example;other@uni.example',
      'Person <other@uni.example>',
      'all: other@uni.example, more@uni.example;',
      'person-7@uni.example\r\nBcc: other@uni.example',
      '"person-7@uni.example" <other@uni.example>'
    ].entries()) {
      Object.assign(site.platform, {
        find: async (...given: Parameters<typeof find>) => {
          const found = await find(...given)
          return found.is === 'one' ? { is: 'one', subject: { ...found.subject, email } } : found
        }
      })
      const id = await site.demand(String(at + 7))
      await site.work()
      t.ok(
        (await site.request(id)).outbox.every(({ state }) => state === 'given-up'),
        email
      )
    }
    t.same(site.server.taken, [])
  }
)

t.test('encryption is demanded of a mail server that is not on this machine', t => {
  t.match(transportOptions('smtp://mail.uni.example:587'), { requireTLS: true })
  for (const url of ['smtp://127.0.0.1:25', 'smtp://localhost', 'smtp://[::1]', 'smtps://mail.uni.example'])
    t.notOk('requireTLS' in transportOptions(url), url)
  t.notOk('requireTLS' in transportOptions('smtp://mail.uni.example?requireTLS=false'), 'the address says otherwise')
  t.equal(createTransport(transportOptions('smtp://mail.uni.example')).options.requireTLS, true)
  t.end()
})

t.test('every mail is drawn in both languages, escaped, and fetches nothing', t => {
  const nasty = '<img src=x onerror=alert(1)>"&'
  const links = {
    help: 'https://learn.example/lethe/',
    confirm: 'https://learn.example/lethe/confirm/a',
    withdraw: 'https://learn.example/lethe/withdraw/a',
    certificate: 'https://learn.example/lethe/certificate/a?language=en',
    object: 'https://learn.example/lethe/object/a',
    pressAgain: true,
    isLocked: true,
    mayCancel: true
  }
  const context = {
    ...emptyMailContext,
    platform: nasty,
    username: nasty,
    kept: [nasty],
    recipients: [nasty],
    blockers: [{ what: nasty, next: nasty }],
    authority: { name: nasty, url: 'https://authority.example/' },
    opening: 'opening',
    links
  }
  for (const kind of mailKinds)
    for (const language of ['en', 'de'] as const) {
      const drawn = mailText(kind, language, context)
      const html = drawHtml(drawn, language)
      const tags = new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag!))
      const known = ['html', 'head', 'meta', 'title', 'body', 'div', 'h1', 'p', 'a', 'ul', 'li']
      t.same(
        [...tags].filter(tag => !known.includes(tag)),
        [],
        `${kind} in ${language}`
      )
      t.notMatch(html.replaceAll(nasty.slice(1, -2), ''), /src=|url\(|@import| on\w+=/i)
      t.match(html, `<html lang="${language}">`)
      for (const [, address] of html.matchAll(/href="([^"]*)"/g))
        t.match(address, /^https:\/\/(learn|authority)\.example\//)
      t.ok(drawPlain(drawn).length > 0)
      t.notMatch(
        mailText(kind, language, { ...context, platform: 'Lake' }).subject,
        '<img',
        'no name in the subject line'
      )
    }
  t.end()
})

t.test('what the platform keeps and deletes is worded in German too, row by row', async t => {
  for (const [kind, adapter] of Object.entries(adapters)) {
    const { retention } = (await import(
      `../../adapters/${kind}/${kind === 'openolat' ? 'retention/index' : 'retention'}.ts`
    )) as {
      retention: readonly RetentionRow[]
    }
    t.ok(adapter)
    t.same(wordedRows(kind as PlatformKind).toSorted(), retention.map(({ id }) => id).toSorted(), kind)
    for (const row of retention)
      t.not(keptRowText(kind as PlatformKind, row, 'de'), keptRowText(kind as PlatformKind, row, 'en'), row.id)
    const { createActions } = (await import(`../../adapters/${kind}/actions/index.ts`)) as {
      createActions: (connection: object) => readonly Action[]
    }
    const ids = createActions({}).map(({ id }) => id)
    t.same(wordedActions(kind as PlatformKind).toSorted(), ids.toSorted(), `actions of ${kind}`)
  }
})

t.test('shortly before the cool-off ends the subject is reminded, once, and not when it was withdrawn', async t => {
  const day = 24 * 60 * 60 * 1000
  const told: string[] = []
  const send: Send = async ({ kind }) => void told.push(kind)
  const bench = await openBench(createMadeUpPlatform([{ id: 'a' }]), { policy: { coolOffMs: 7 * day }, send })
  t.teardown(() => bench.close())
  const id = await bench.demand('7')
  const other = await bench.demand('8')
  await bench.work()
  t.notOk(told.includes('last-days'))
  await bench.signal(other, { kind: 'withdraw', demand: null, by: 'officer', at: bench.clock.now().toISOString() })
  await bench.work()
  t.notOk(
    (await bench.request(other)).outbox.some(({ kind }) => kind === 'last-days'),
    'nothing to remind of any more'
  )
  for (let days = 0; days < 8; days += 1) {
    bench.clock.advance(day)
    await bench.work()
  }
  t.equal(told.filter(kind => kind === 'last-days').length, 1)
  t.equal((await bench.request(id)).state, 'completed')
  t.ok(told.indexOf('last-days') < told.lastIndexOf('completed'))
})

t.test('whose demand waits for others is told once that it arrived', async t => {
  const told: string[] = []
  const send: Send = async ({ kind }) => void told.push(kind)
  const bench = await openBench(createMadeUpPlatform([{ id: 'a' }]), { policy: { approvals: 1 }, send })
  t.teardown(() => bench.close())
  await bench.demandBy([{ kind: 'username', value: 'person-7' }], undefined, 'self')
  await bench.work()
  t.same(told, ['received'])
  bench.clock.advance(2 * 60 * 60 * 1000)
  await bench.work()
  t.same(told, ['received'], 'another look is nothing new')
})
