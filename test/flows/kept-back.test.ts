import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import t from 'tap'
import { learner, openOpenolat } from './openolat-ground.ts'

interface Kept {
  readonly count: number
  readonly liveSince: string | null
  readonly items: readonly {
    readonly request: string
    readonly foreseen: { readonly actions: readonly string[] } | null
  }[]
}

/** Kinds of the entries of a request that has ended, as its certificate repeats them. */
const kindsOf = async (scene: Awaited<ReturnType<typeof openOpenolat>>, id: string): Promise<readonly string[]> => {
  const text = JSON.stringify(await scene.call<unknown>('GET', `/requests/${id}/certificate`))
  return [...text.matchAll(/"kind":"([a-z-]+)"/g)].map(([, kind]) => kind!)
}

const tutor = ['leo.lang', 'leo.lang@olat.example'] as const
const successor = ['nora.next', 'nora@olat.example'] as const

/** Has the worker look at a request once more; resolves when it has, so that what is asked then is its answer. */
const haveItLookAgain = async (scene: Awaited<ReturnType<typeof openOpenolat>>, id: string): Promise<void> => {
  await scene.call('POST', `/requests/${id}/recheck`, {})
  await scene.until(
    () => scene.show(id),
    ({ signalsWaiting }) => signalsWaiting === 0
  )
}

t.setTimeout(300_000)

t.test('a platform that is paused begins nothing, and goes on when it is resumed', async t => {
  const scene = await openOpenolat()
  t.teardown(scene.close)
  await scene.call('POST', `/platforms/${scene.platform}/pause`, { because: 'an upgrade' })
  const id = await scene.demand(learner)
  const { next } = await scene.call<{ next: string }>('GET', `/requests/${id}/plan`)
  t.equal(next, 'erasing', 'a dry run says what would happen')
  await haveItLookAgain(scene, id)
  const { paused } = await scene.call<{ paused: { at: string } }>('GET', `/platforms/${scene.platform}`)
  t.match(
    await scene.show(id),
    {
      summary: { state: 'accepted', turns: ['administrator'] },
      keptBack: { because: 'platform-paused', at: paused.at }
    },
    'whoever asks why nothing happens is told, and who lifts it'
  )
  t.same(scene.box.journal.list(), [])
  await scene.call('PUT', '/pause', { because: 'somebody broke in' })
  await scene.call('POST', `/platforms/${scene.platform}/resume`)
  t.match(await scene.show(id), { keptBack: { because: 'everything-paused' } })
  await scene.call('DELETE', '/pause')
  t.match(await scene.untilState(id, 'completed'), { summary: { turns: [] }, keptBack: null })
})

t.test('the brake keeps back what is over it, until two people release the hour', async t => {
  const scene = await openOpenolat({ source: { brakePerHour: 1 } })
  t.teardown(scene.close)
  const hour = new Date().toISOString().slice(0, 13)
  const first = await scene.demand(learner)
  const second = await scene.demand(tutor)
  await scene.untilState(first, 'completed')
  t.equal((await scene.show(second)).summary.state, 'accepted')
  t.equal(scene.box.world.identities.find(({ key }) => key === 2002)?.status, 2)
  // Whoever lets the second person in is the first one: this site has said that both count.
  await scene.call('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })
  const release = (call: typeof scene.call) => call('POST', `/sources/${scene.source.id}/brake-release`, { hour })
  await release(scene.call)
  await haveItLookAgain(scene, second)
  t.equal((await scene.show(second)).summary.state, 'accepted', 'one is not enough')
  await release(await scene.colleague())
  await scene.untilState(second, 'completed')
  const kinds = await kindsOf(scene, second)
  t.same(
    kinds.filter(kind => kind.startsWith('brake-')),
    ['brake-kept', 'brake-released'],
    'once each, whatever was looked at in between'
  )
  t.equal(scene.logged.filter(line => line.includes('"alert":"brake-tripped"')).length, 1, 'one alarm for the hour')
})

/** A real mail server on this machine that keeps what comes for an address. */
const startMail = async (address: string) => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      text(stream).then(said => {
        if (session.envelope.rcptTo.some(to => to.address === address)) mails.push(said)
        done()
      }, done)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return { mails, url, close: () => new Promise<void>(resolve => server.close(resolve)) }
}

t.test(
  'the alarm of the brake reaches people by mail, once an hour, and again for what nobody has agreed to',
  async t => {
    const mail = await startMail('privacy@olat.example')
    const scene = await openOpenolat({ source: { brakePerHour: 1 }, mailUrl: mail.url })
    t.teardown(async () => {
      await scene.close()
      await mail.close()
    })
    await scene.call('PUT', '/controller', {
      privacyContact: 'Office of privacy <privacy@olat.example>',
      agreement: { people: 1, countsWhoWasLetIn: false, knowingly: true }
    })
    const kept = (many: number) =>
      scene.until(
        () => scene.call<Kept>('GET', `/sources/${scene.source.id}/kept`),
        ({ count }) => count === many
      )
    const mails = (many: number) =>
      scene.until(
        async () => mail.mails,
        all => all.length === many
      )
    const hour = new Date().toISOString().slice(0, 13)
    const first = await scene.demand(learner)
    await scene.untilState(first, 'completed')
    const second = await scene.demand(tutor)
    await kept(1)
    const [alarm] = await mails(1)
    const plain = alarm!.replaceAll('=\r\n', '')
    t.match(plain, /Subject: Lethe keeps erasure requests back/)
    t.match(plain, new RegExp(`lethe source release-brake ${scene.source.id} ${hour}`))
    t.notMatch(plain, /leo\.|lang@|Leo/, 'it names nobody')
    await haveItLookAgain(scene, second)
    t.equal(mail.mails.length, 1, 'another look is no news')
    await scene.call('POST', `/sources/${scene.source.id}/brake-release`, { hour })
    await scene.untilState(second, 'completed')
    const third = await scene.demand(successor)
    const { items } = await kept(1)
    t.match(items, [{ request: third, because: 'brake' }], 'whoever released the hour has not seen what comes later')
    const all = await mails(2)
    const ids = all.map(each => /<(alarm-[^>]+)>/.exec(each)![1])
    t.equal(new Set(ids).size, 2, 'and no mail server takes it for the same')
    await scene.call('POST', `/sources/${scene.source.id}/brake-release`, { hour })
    await kept(0)
  }
)

t.test('the first run of an identity manager is a dry one: read, written down, and nothing is done', async t => {
  const scene = await openOpenolat({
    source: { origins: ['self', 'identity-manager'], standingMandate: true },
    policy: { asked: { 'consequences-told': 'not-asked' } }
  })
  t.teardown(scene.close)
  const kept = () => scene.call<Kept>('GET', `/sources/${scene.source.id}/kept`)
  const goLive = (what: string) => scene.call('POST', `/sources/${scene.source.id}/go-live`, { kept: what })
  const byManager = { origin: 'identity-manager', proof: undefined }
  const first = await scene.demand(learner, byManager)
  const shown = await scene.until(kept, ({ items }) => items.length === 1)
  t.match(shown, { count: 1, liveSince: null, items: [{ request: first, because: 'dry-run' }] })
  t.ok(shown.items[0]!.foreseen!.actions.length > 0, 'what would be done is told')
  t.notMatch(JSON.stringify(shown), /lena|olat\.example/, 'and whom it is about is not')
  t.same([(await scene.show(first)).summary.state, scene.box.journal.list()], ['accepted', []])
  const own = await scene.demand(tutor)
  await scene.untilState(own, 'completed')
  t.equal((await scene.show(first)).summary.state, 'accepted', 'what people ask for themselves goes on meanwhile')
  await goLive('go-on')
  await scene.untilState(first, 'completed')
  t.same(
    (await kindsOf(scene, first)).filter(kind => kind === 'dry-run' || kind === 'went-live'),
    ['dry-run', 'went-live']
  )
  await t.rejects(goLive('go-on'), { message: /source-live/ })

  const other = await scene.addSource()
  const dropped = await scene.demand(successor, byManager, other)
  const keptOfOther = () => scene.call<Kept>('GET', `/sources/${other.id}/kept`)
  await scene.until(keptOfOther, ({ count }) => count === 1)
  await scene.call('POST', `/sources/${other.id}/go-live`, { kept: 'drop' })
  await scene.untilState(dropped, 'expired')
  t.match((await scene.show(dropped)).summary, { because: 'dry-run-dropped' }, 'dropped: it ends without a word')
  t.equal((await keptOfOther()).count, 0)
})
