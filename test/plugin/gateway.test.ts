import { Readable } from 'node:stream'
import t from 'tap'
import { PlatformError } from '../../adapters/errors.ts'
import type { ProvidedFacts } from '../../plugin/erasure/preconditions/provided.ts'
import type { ErasureRequest } from '../../plugin/erasure/request.ts'
import type { Signal } from '../../plugin/erasure/signals.ts'
import { readWipedBody } from '../../plugin/intake/gateway/wiped-body.ts'
import { paceAccept } from '../../plugin/intake/pace.ts'
import { makeFormToken } from '../../plugin/pages/form-token.ts'
import { makeLink, readLink } from '../../plugin/store/records/links.ts'
import { changePlatform } from '../../plugin/store/records/platforms/platforms.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { createTally } from '../../plugin/store/tally.ts'
import { type Headers, host, lost, openSite, password, routeSecret, wrongPassword } from '../doubles/gateway-site.ts'
import { personOf } from '../doubles/made-up-platform.ts'

type Site = Awaited<ReturnType<typeof openSite>>

t.test('forward: a demand is on disk before it is passed on, and passed on once', async t => {
  const site = await openSite(t, 'forward')
  t.equal((await site.press()).status, 204)
  t.same(site.forwarded, [{ body: password, stored: 1 }])
  t.same(await site.said(), ['prove'])
  t.notMatch(Buffer.from(site.buffers[0]!).toString(), /horse/, 'overwritten as soon as it was passed on')
  await site.settled()
  t.match(await site.request((await site.requests())[0]?.id ?? ''), { state: 'completed' })

  const held = Promise.withResolvers<void>()
  const slow = await openSite(t, 'forward', accept => async incoming => held.promise.then(() => accept(incoming)))
  const pressed = slow.press()
  while (slow.read.length === 0) await new Promise(setImmediate)
  for (let times = 50; times > 0; times -= 1) await new Promise(setImmediate)
  t.same(slow.forwarded, [], 'not while it is being stored')
  held.resolve()
  t.equal((await pressed).status, 204)
})

t.test('forward: where nothing can be stored, nothing is passed on', async t => {
  const site = await openSite(t, 'forward', () => () => Promise.reject(new StoreError('read-only', 'the disk is full')))
  t.equal((await site.press()).status, 503)
  t.same(site.forwarded, [])
  t.notMatch(site.log.join(''), /horse/)
  t.notMatch(Buffer.from(site.buffers[0]!).toString(), /horse/)
})

t.test('where the store cannot be asked whose route it is, callers hear that it passes', async t => {
  const site = await openSite(t, 'forward')
  Object.assign(site.parts.store, { query: async () => Promise.reject(new StoreError('unreachable', 'away')) })
  const { status, text } = await site.press()
  t.equal(status, 503)
  t.match(text, /Nothing was deleted; try again later/)
  t.same(site.forwarded, [])
})

t.test('whoever stole a session cannot flood its owner with mails', async t => {
  let now = new Date('2026-11-02T08:00:00.000Z')
  let taken = 0
  const accept = paceAccept(
    async () => {
      taken += 1
      return { status: 202, body: { request: null, status: null } }
    },
    createTally({ now: () => now })
  )
  const asking = (by: string, origin: 'self' | 'on-behalf') =>
    ({ type: 'account.deletion.requested', by, demand: { origin } }) as unknown as Parameters<typeof accept>[0]
  for (let times = 10; times > 0; times -= 1) await accept(asking('account-a', 'self'))
  await t.rejects(accept(asking('account-a', 'self')), { code: 'too-many-calls', retryAfterMs: 3_600_000 })
  await accept(asking('account-b', 'self'))
  for (let times = 30; times > 0; times -= 1) await accept(asking('account-c', 'on-behalf'))
  now = new Date('2026-11-02T09:00:00.001Z')
  await accept(asking('account-a', 'self'))
  t.equal(taken, 42)
})

t.test('forward: after a broken answer it is read, and never sent again; nobody withdraws for the learner', async t => {
  const site = await openSite(t, 'forward')
  site.script.push(lost(true))
  t.equal((await site.press()).status, 503)
  t.equal(site.forwarded.length, 1)
  t.same(await site.said(), [], 'it may still be at work')
  t.notMatch(Buffer.from(site.buffers[0]!).toString(), /horse/)
})

t.test('forward: what the platform did not take leaves nothing to be carried out', async t => {
  for (const answer of [wrongPassword, lost(false)]) {
    const site = await openSite(t, 'forward')
    site.script.push(answer)
    t.equal((await site.press()).status, answer instanceof PlatformError ? 503 : 403)
    t.same(await site.said(), ['lapse'])
    await site.settled()
    t.equal((await site.requests())[0]?.body.state, 'expired')
  }
})

t.test('forward: what comes in between the look ahead and the passing on stops it', async t => {
  const stops = {
    hold: { place: site => site.hold('court', '7'), status: 409, said: ['hold-placed', 'recheck'], state: 'blocked' },
    pause: {
      place: ({ parts }) =>
        changePlatform(parts.store, 'lake', body => ({
          ...body,
          paused: { by: 'admin', at: body.registeredAt, because: 'a test' }
        })),
      status: 503,
      said: ['lapse'],
      state: 'expired'
    }
  } satisfies Record<string, { place: (site: Site) => Promise<unknown>; status: number; said: string[]; state: string }>
  for (const [name, { place, status, said, state }] of Object.entries(stops)) {
    const site: Site = await openSite(t, 'forward', accept => async incoming => {
      const taken = await accept(incoming)
      await place(site)
      return taken
    })
    t.equal((await site.press()).status, status, name)
    t.same(site.forwarded, [], name)
    t.notMatch(Buffer.from(site.buffers[0]!).toString(), /horse/, name)
    t.same(await site.said(), said, name)
    await changePlatform(site.parts.store, 'lake', body => ({ ...body, paused: null }))
    await site.settled()
    t.equal((await site.requests())[0]?.body.state, state, name)
  }
})

t.test('defer: nothing is passed on, and the password is overwritten unread', async t => {
  const site = await openSite(t, 'defer')
  t.equal((await site.press()).status, 202)
  t.same(site.forwarded, [])
  t.same(site.read, [''], 'not even we look at it')
  for (const keeping of ['nothing', 'whole'] as const) {
    const came = [Buffer.from('password=correct-'), Buffer.from('horse')]
    const kept = await readWipedBody(Readable.from(came), 1000, keeping)
    t.equal(kept.toString(), keeping === 'whole' ? password : '')
    t.ok(
      Buffer.concat(came).every(byte => byte === 0),
      keeping
    )
  }
  const long = [Buffer.from(password), Buffer.from(password)]
  await t.rejects(readWipedBody(Readable.from(long), 30, 'whole'), { code: 'body-too-large' })
  t.ok(Buffer.concat(long).every(byte => byte === 0))
  await site.settled()
  t.match((await site.requests())[0]?.body, { state: 'blocked', because: 'identity-not-proven' })
})

t.test('what was blocked is not carried on by itself when the cause is gone', async t => {
  for (const mode of ['forward', 'defer'] as const) {
    const site = await openSite(t, mode)
    await site.hold('court', '7')
    t.equal((await site.press()).status, 409, mode)
    t.same(site.forwarded, [])
    await site.settled()
    await site.releaseHold('court')
    await site.settled()
    const [request] = await site.requests()
    t.match(request?.body, { state: 'blocked', because: 'identity-not-proven' }, mode)
  }
  const unpaid = await openSite(t, 'forward', undefined, { ask: ['no-unpaid-invoices'] })
  t.equal((await unpaid.press()).status, 409)
  t.same(unpaid.forwarded, [])
})

t.test('nothing is looked at that did not come by the route of this site', async t => {
  const site = await openSite(t, 'forward')
  const refused: readonly Headers[] = [
    { 'x-lethe-route': 'another-secret' },
    { 'x-lethe-route': '' },
    { 'x-lethe-route': [routeSecret, 'another-secret'] },
    { host: 'elsewhere.example' },
    { host: `${host}.elsewhere.example` }
  ]
  for (const headers of refused) {
    t.equal((await site.call('POST', '/delete', headers, password)).status, 421, JSON.stringify(headers))
    t.equal((await site.call('GET', '/lethe/', headers)).status, 421)
  }
  t.same([site.read, await site.requests()], [[], []])
})

t.test('a link is good for its request, for its purpose and for its time', async t => {
  const { parts, clock } = await openSite(t, 'defer')
  const at = clock.now().toISOString()
  const later = (ms: number) => new Date(clock.now().getTime() + ms).toISOString()
  const link = makeLink(parts.keys, 'withdraw', 'request-1', later(60_000))
  t.equal(readLink(parts.keys, 'withdraw', link, at), 'request-1')
  t.equal(readLink(parts.keys, 'withdraw', link, later(59_000)), 'request-1')
  t.equal(readLink(parts.keys, 'withdraw', link, later(60_000)), null, 'over')
  t.equal(readLink(parts.keys, 'confirm', link, at), null, 'a way out is no way in')
  t.equal(readLink(parts.keys, 'form', link, at), null)
  const [id, until, mac] = link.split('.')
  const changed = [
    `request-2.${until}.${mac}`,
    `${id}.${Number(until) + 1}.${mac}`,
    `${id}.${until}.${'0'.repeat(64)}`,
    'x'
  ]
  for (const other of changed) t.equal(readLink(parts.keys, 'withdraw', other, at), null, other)
})

t.test('opening a link does nothing; a button needs a page that its caller opened', async t => {
  const site = await openSite(t, 'defer')
  await site.press()
  const [request] = await site.requests()
  const end = new Date(site.clock.now().getTime() + 60_000).toISOString()
  const { keys } = site.parts
  for (const purpose of ['confirm', 'withdraw'] as const) {
    const path = `/lethe/${purpose}/${makeLink(keys, purpose, request!.id, end)}`
    t.equal((await site.call('GET', path)).status, 200)
    t.equal((await site.call('GET', `/lethe/${purpose}/${makeLink(keys, 'form', request!.id, end)}`)).status, 404)
  }
  t.equal((await site.call('GET', '/lethe/')).status, 200)
  t.equal((await site.call('GET', `/lethe/status/${request!.id}`)).status, 200)
  t.same(await site.said(), [], 'whatever follows links in mails has done nothing')

  await site.settled()
  const callerOf = (person: string) => ({ subject: personOf(person), facts: {}, signedInAt: null, session: null })
  const own = makeFormToken(site.parts, 'lake', callerOf('7'))
  const forms = [
    '',
    'made-up',
    makeFormToken(site.parts, 'lake', callerOf('8')),
    makeLink(keys, 'withdraw', request!.id, end)
  ]
  for (const form of forms) {
    for (const action of ['ask', 'confirm', 'withdraw']) {
      const { status } = await site.call('POST', `/lethe/${action}`, {}, `acknowledged=yes&form=${form}`)
      t.ok(status >= 400, `${action} ${form}`)
    }
  }
  t.same(await site.said(), [])
  t.equal((await site.call('POST', '/lethe/withdraw', { cookie: 'p=8' }, `form=${own}`)).status, 409, 'somebody else')
  await site.call('POST', '/lethe/withdraw', {}, `form=${own}`)
  t.same(await site.said(), ['withdraw'])
})

t.test('pressed again, the button knows what the open request was given meanwhile, and so does the page', async t => {
  const at = '2026-03-01T09:00:00.000Z'
  const said = { by: 'officer', at, sealedNote: null } as const
  const precondition = 'no-unpaid-invoices'
  const cases = {
    attest: () => ({ kind: 'attest', precondition, answer: true, ...said }),
    waive: () => ({ kind: 'waive', precondition, ground: { article: '6(1)', letter: 'c' }, ...said }),
    approve: ({ fingerprint }) => ({ kind: 'approve', by: 'officer', at, fingerprint: fingerprint! }),
    provider: () => null
  } satisfies Record<string, (request: ErasureRequest) => Signal | null>
  for (const [name, give] of Object.entries(cases)) {
    const isApproval = name === 'approve'
    const policy = { waivable: [precondition], ...(isApproval && { approvals: 1 as const }) } as const
    const site = await openSite(t, 'forward', undefined, { ask: isApproval ? [] : [precondition], policy })
    const provided: { now: ProvidedFacts } = { now: {} }
    Object.assign(site.workParts, { askFacts: async () => provided.now })
    t.equal((await site.press()).status, 409, name)
    t.notMatch((await site.call('GET', '/lethe/')).text, /id="clear"/, `${name}: the page`)
    await site.settled()
    const [request] = await site.requests()
    const given = give(request!.body)
    if (given !== null) await site.signal(request!.id, given)
    else provided.now = { 'unpaid-invoices': { is: 'clear', provider: 'bursary', at } }
    t.match((await site.call('GET', '/lethe/')).text, /id="clear"/, `${name}: the page again`)
    t.equal((await site.press()).status, 204, `${name}: pressed again`)
    await site.settled()
    const ends = (await site.requests()).map(({ body }) => body.state).sort()
    t.same(ends, ['completed', 'joined'], name)
  }
})

t.test('what another request of the subject was given before it ended counts for nothing', async t => {
  const precondition = 'no-unpaid-invoices'
  const site = await openSite(t, 'forward', undefined, { ask: [precondition] })
  await site.press()
  await site.settled()
  const [request] = await site.requests()
  const at = site.clock.now().toISOString()
  await site.signal(request!.id, { kind: 'attest', precondition, answer: true, by: 'officer', at, sealedNote: null })
  await site.signal(request!.id, { kind: 'withdraw', demand: null, by: 'officer', at })
  t.equal((await site.press()).status, 409, 'withdrawn, and not heard yet')
  t.same(site.forwarded, [])
})
