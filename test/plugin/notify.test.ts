import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import { systemClock } from '../../plugin/clock.ts'
import type { OutboxMessage } from '../../plugin/erasure/request.ts'
import { createLanes } from '../../plugin/notify/lanes.ts'
import { createMailer } from '../../plugin/notify/mail/mailer.ts'
import { systemRandom } from '../../plugin/random.ts'
import { unsetController } from '../../plugin/store/records/controller.ts'
import { blockerCodes, blockerText } from '../../plugin/texts/blockers.ts'
import { mailText } from '../../plugin/texts/mails/catalogue.ts'
import { drawPlain } from '../../plugin/texts/mails/plain.ts'
import type { Send } from '../../plugin/work/parts.ts'
import { createMadeUpPlatform } from '../doubles/made-up-platform.ts'
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
  t.notMatch(drawPlain(mailText('partially-completed', 'en', context)), /was deleted|read back|names/)
  t.notMatch(drawPlain(mailText('partially-completed', 'de', context)), /wurde gelöscht|nachgelesen|names/)
  t.match(drawPlain(mailText('partially-completed', 'en', context)), /not all of it could be done/)
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
  const mailer = createMailer(
    { url: `smtp://127.0.0.1:${port}`, from: 'lethe@uni.example' },
    { hashForIndex: () => '0'.repeat(64) },
    {
      clock: systemClock(),
      lanes: createLanes({ clock: systemClock(), random: systemRandom() }),
      readController: async () => unsetController
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
  await t.rejects(
    mailer.send(message, request, { ...work, subject: { ...subject, email: null } }, await bench.platformBody()),
    {
      code: 'no-address'
    }
  )
})
