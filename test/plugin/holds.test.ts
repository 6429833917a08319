import { dirname } from 'node:path'
import t, { type Test } from 'tap'
import type { AccountStage, Identifier, Platform, Subject } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { type HeldItem, stoppedBy } from '../../plugin/erasure/held.ts'
import { aliasOf } from '../../plugin/store/records/aliases.ts'
import type { HoldBody } from '../../plugin/store/records/holds/body.ts'
import { holdNamesPurpose, placeHold, releaseHold } from '../../plugin/store/records/holds/change.ts'
import { holdAliasesOf, stoppingHolds, unknownHolds, weighHolds } from '../../plugin/store/records/holds/in-force.ts'
import { checkHoldRegister, readHoldRegister, settleLost } from '../../plugin/store/records/holds/register.ts'
import { addRun } from '../../plugin/store/records/lifecycles.ts'
import { setSitePause } from '../../plugin/store/records/pause.ts'
import { declare } from '../../plugin/store/records/platforms/declarations.ts'
import type { Store } from '../../plugin/store/store.ts'
import { completeHold } from '../../plugin/work/holds/complete.ts'
import { lookAfterHolds } from '../../plugin/work/holds/watch.ts'
import type { Touching } from '../../plugin/work/lifecycle/parts.ts'
import { touch } from '../../plugin/work/lifecycle/touch.ts'
import { startApi } from '../doubles/api-app.ts'
import { createMadeUpPlatform, type MadeUpAction, personOf } from '../doubles/made-up-platform.ts'
import { type Bench, openBench } from '../doubles/work-bench.ts'

const at = '2026-03-02T09:00:00.000Z'
const never = new AbortController().signal

/** A platform whose people can change their names, can be away, and have an id in another system. */
async function bench(t: Test, rows: readonly MadeUpAction[] = [{ id: 'delete' }]) {
  const people: Subject[] = [personOf('7'), personOf('8')]
  const state = { isAway: false }
  const made = createMadeUpPlatform(rows)
  const find: Platform['find'] = async ({ identifiers }) => {
    if (state.isAway) throw new PlatformError('unavailable', 'timed-out', { operation: 'find', mayHaveHappened: false })
    const fits = (one: Subject) =>
      identifiers.every(({ kind, value }) =>
        kind === 'external-id'
          ? value === `staff-${one.id}`
          : { 'platform-id': one.id, username: one.username, email: one.email }[kind] === value
      )
    const found = people.filter(fits)
    if (found.length > 1) return { is: 'several', count: found.length }
    return found[0] === undefined ? { is: 'none' } : { is: 'one', subject: found[0] }
  }
  const platform = { ...made, find }
  const of = await openBench(platform)
  t.teardown(() => of.close())
  return { of, platform, people, state }
}

const place = async (of: Bench, id: string, identifiers: readonly Identifier[], more: Partial<HoldBody> = {}) => {
  const { store, keys } = of.parts
  const body: HoldBody = {
    platform: 'lake',
    aliases: identifiers.flatMap(one => holdAliasesOf(keys, 'lake', one)),
    identifierKinds: identifiers.map(({ kind }) => kind),
    ground: { article: '17(3)', letter: 'e' },
    by: 'officer',
    placedAt: at,
    reviewAt: null,
    sealedNote: null,
    sealedIdentifiers: keys.sealNote(holdNamesPurpose(id), JSON.stringify(identifiers)),
    lookup: { is: 'not-yet', accounts: 0, at, because: null },
    releasedAt: null,
    releasedBy: null,
    ...more
  }
  await placeHold(store, id, body)
  return completeHold(of.parts, id, never)
}

const stored = async (of: Bench, id: string) => {
  const { state, because } = await of.request(id)
  return [state, because]
}

const dayMs = 24 * 60 * 60 * 1000

const recheck = async (of: Bench, id: string): Promise<void> => {
  await of.signal(id, { kind: 'recheck', by: 'officer', at })
  await of.work()
}

const performed = ({ calls }: { readonly calls: readonly string[] }) => calls.filter(one => one.startsWith('perform'))

const aliasOfPerson = (of: Bench, kind: Identifier['kind'], value: string) =>
  aliasOf(of.parts.keys, 'lake', { kind, value })

const remove = async ({ disk }: Bench, path: string) => {
  await disk.remove(path)
  await disk.syncFolder(dirname(path))
}

t.test(
  'a hold by one name finds the subject by every other, in any case, and after their address has changed',
  async t => {
    const names: readonly (readonly [string, Identifier])[] = [
      ['e-mail', { kind: 'email', value: 'person-7@uni.example' }],
      ['user name', { kind: 'username', value: 'person-7' }],
      ['number', { kind: 'platform-id', value: '7' }],
      ['id of another system', { kind: 'external-id', value: 'staff-7' }]
    ]
    for (const [what, identifier] of names) {
      const { of, platform, people } = await bench(t)
      const placed = await place(of, 'court', [identifier])
      t.match(placed?.hold.body.lookup, { is: 'found', accounts: 1 }, what)
      t.equal(placed?.hold.body.sealedIdentifiers, null, 'the name is not needed any more')
      people[0] = { ...people[0]!, email: 'married@uni.example', username: 'person-7b' }
      const id = await of.demandBy([
        { kind: 'email', value: 'married@uni.example' },
        { kind: 'username', value: 'person-7b' }
      ])
      await of.work()
      t.strictSame(await stored(of, id), ['blocked', 'legal-hold'], what)
      t.strictSame(performed(platform), [], what)
      const other = await of.demand('8')
      await of.work()
      t.equal((await of.request(other)).state, 'completed', 'nobody else is held')
    }
    const { of, people } = await bench(t)
    people[0] = { ...people[0]!, username: 'Person-7', email: 'Person-7@Uni.example' }
    t.match((await place(of, 'court', [{ kind: 'username', value: 'PERSON-7' }]))?.hold.body.lookup, { is: 'nobody' })
    const id = await of.demandBy([
      { kind: 'platform-id', value: '7' },
      { kind: 'username', value: 'Person-7' }
    ])
    await of.work()
    t.strictSame(await stored(of, id), ['blocked', 'legal-hold'], 'a name in another case is the same to a hold')
  }
)

t.test(
  'while the platform cannot be asked whom a hold means, nothing is erased there; then it is asked by itself',
  async t => {
    const { of, platform, state } = await bench(t)
    const unfiled = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
    const id = await of.demand('7')
    const other = await of.demand('8')
    state.isAway = true
    const placed = await place(of, 'court', [{ kind: 'external-id', value: 'staff-7' }])
    t.match(placed?.hold.body.lookup, { is: 'not-yet', because: 'timed-out' })
    state.isAway = false
    t.equal(await unknownHolds(of.parts.store, 'lake'), 'hold-incomplete')
    const { expects } = await weighHolds(of.parts.store, 'lake', [], null, of.clock.now().toISOString())
    await of.work()
    t.strictSame(performed(platform), [], 'it may be anybody')
    await lookAfterHolds({ ...of.parts, remind: null }, never)
    t.equal(await unknownHolds(of.parts.store, 'lake'), null)
    const begins = of.parts.store.put('spool', 'made-up', unfiled, { expected: 0, expects })
    await t.rejects(begins, { code: 'expectation-failed' }, 'nobody goes by what they read before it was known')
    of.clock.advance(120_000)
    await of.work()
    t.strictSame(await stored(of, id), ['blocked', 'legal-hold'])
    t.equal((await of.request(other)).state, 'completed')
  }
)

t.test('an item that the platform cannot leave out stops the whole, and one that it keeps is gone without', async t => {
  const cases: readonly (readonly [HeldItem, string | null])[] = [
    [{ kind: 'account' }, 'legal-hold'],
    [{ kind: 'course', key: 'course-v1:X+1' }, 'legal-hold-on-course'],
    [{ kind: 'invoices' }, 'legal-hold-on-invoices'],
    [{ kind: 'category', key: 'mailbox' }, 'legal-hold-on-category'],
    [{ kind: 'category', key: 'unheard-of' }, 'legal-hold-on-category'],
    [{ kind: 'category', key: 'orders' }, null]
  ]
  const retained = [
    { id: 'orders', outcome: 'retain' },
    { id: 'mailbox', outcome: 'anonymise' }
  ] as const
  for (const [item, code] of cases) {
    t.equal(stoppedBy([item], { retained, noInvoices: false }), code, JSON.stringify(item))
    t.not(stoppedBy([item], { retained: null, noInvoices: false }), null, 'without a plan nothing is known to be kept')
  }
  t.equal(stoppedBy([{ kind: 'invoices' }], { retained, noInvoices: true }), null, 'the site says that it issues none')
  t.equal(stoppedBy([cases[5]![0], cases[1]![0]], { retained, noInvoices: true }), 'legal-hold-on-course')

  const { of, platform } = await bench(t)
  platform.plans({ retained: [{ id: 'orders', outcome: 'retain', count: 1, check: 'cannot-tell' } as never] })
  await place(of, 'tax', [{ kind: 'platform-id', value: '7' }], { items: [{ kind: 'category', key: 'orders' }] })
  await place(of, 'exam', [{ kind: 'platform-id', value: '8' }], { items: [{ kind: 'course', key: 'latin' }] })
  const spared = await of.demand('7')
  const held = await of.demand('8')
  await of.work()
  t.equal((await of.request(spared)).state, 'completed')
  t.match((await of.request(spared)).evidence.find(({ kind }) => kind === 'spared')?.data, { items: ['orders'] })
  t.strictSame(await stored(of, held), ['blocked', 'legal-hold-on-course'])
  t.strictSame(performed(platform), ['perform delete 7'])

  const { store, keys } = of.parts
  await place(of, 'bills', [{ kind: 'platform-id', value: '9' }], { items: [{ kind: 'invoices' }] })
  const aliases = [aliasOf(keys, 'lake', { kind: 'platform-id', value: '9' })]
  const stops = async () => (await stoppingHolds(store, 'lake', aliases, { retained: [] }, at)).codes
  t.strictSame(await stops(), ['legal-hold-on-invoices'])
  const value = { invoicesIssued: false }
  await declare(store, 'none', {
    platform: 'lake',
    about: 'invoices',
    value,
    by: 'admin',
    at,
    expiresAt: '2026-04-01T00:00:00.000Z'
  })
  t.strictSame(await stops(), [])
  const after = await stoppingHolds(store, 'lake', aliases, { retained: [] }, '2026-04-02T00:00:00.000Z')
  t.strictSame(after.codes, ['legal-hold-on-invoices'], 'a statement that has ended says nothing')
})

t.test('a hold whose file is deleted is missed: nothing is erased on its platform until people settle it', async t => {
  const { of, platform } = await bench(t)
  await place(of, 'court', [{ kind: 'platform-id', value: '7' }])
  const path = of.disk.paths().find(each => each.includes('/hold/') && each.endsWith('.json'))!
  const whole = (await of.disk.read(path))!
  await remove(of, path)
  const robbed = await of.restart()
  await checkHoldRegister(robbed.parts.store, at)
  t.match((await readHoldRegister(robbed.parts.store)).lost, { court: { platform: 'lake', askedBy: null } })
  t.equal(await unknownHolds(robbed.parts.store, 'lake'), 'hold-damaged')
  t.equal(await unknownHolds(robbed.parts.store, 'river'), null, 'other platforms go on')
  const id = await robbed.demand('7')
  await robbed.work()
  t.strictSame(performed(platform), [])
  robbed.disk.plant(path, whole)
  const mended = await robbed.restart()
  await checkHoldRegister(mended.parts.store, at)
  t.equal(await unknownHolds(mended.parts.store, 'lake'), null)
  mended.clock.advance(60_000)
  await mended.work()
  t.strictSame(await stored(mended, id), ['blocked', 'legal-hold'], 'put back, it holds again')
  await remove(mended, path)
  const settled = await mended.restart()
  await checkHoldRegister(settled.parts.store, at)
  await settleLost(settled.parts.store, 'court', { askedBy: 'one', agreedBy: 'other', at })
  await checkHoldRegister(settled.parts.store, at)
  t.equal(await unknownHolds(settled.parts.store, 'lake'), null)
  t.match((await readHoldRegister(settled.parts.store)).settled, { court: { askedBy: 'one', agreedBy: 'other' } })
})

t.test('a review that is due is said once, and the hold stands', async t => {
  const { of } = await bench(t)
  const reminded: string[] = []
  const remind = async ({ id }: { readonly id: string }) => void reminded.push(id)
  const reviewAt = new Date(of.clock.now().getTime() + 60_000).toISOString()
  await place(of, 'court', [{ kind: 'platform-id', value: '7' }], { reviewAt })
  await lookAfterHolds({ ...of.parts, remind }, never)
  t.strictSame(reminded, [], 'not before its date')
  of.clock.advance(61_000)
  await lookAfterHolds({ ...of.parts, remind }, never)
  await lookAfterHolds({ ...of.parts, remind }, never)
  t.strictSame(reminded, ['court'])
  const { codes } = await stoppingHolds(
    of.parts.store,
    'lake',
    [aliasOfPerson(of, 'platform-id', '7')],
    null,
    of.clock.now().toISOString()
  )
  t.strictSame(codes, ['legal-hold'], 'it never lifts itself')
})

t.test('a hold is let go in every state that it stopped', async t => {
  const waiting = await bench(t)
  const blocked = await waiting.of.demand('7')
  await waiting.of.hold('audit', '7')
  await waiting.of.work()
  t.strictSame(await stored(waiting.of, blocked), ['blocked', 'legal-hold'])
  await waiting.of.releaseHold('audit')
  await waiting.of.work()
  t.equal((await waiting.of.request(blocked)).state, 'completed')
  const released = (await waiting.of.request(blocked)).evidence.find(({ kind }) => kind === 'released')
  t.equal(released?.actor, 'officer', 'who agreed is on record')

  const begun = await bench(t, [{ id: 'block' }, { id: 'delete' }])
  const stalled = await begun.of.demand('7')
  begun.platform.script('perform block', async happen => {
    happen()
    await begun.of.hold('audit', '7')
    return { is: 'done' }
  })
  await begun.of.work()
  t.strictSame(await stored(begun.of, stalled), ['stalled', 'legal-hold'])
  await begun.of.signal(stalled, { kind: 'retry', by: 'admin', at })
  await begun.of.work()
  t.strictSame(await stored(begun.of, stalled), ['stalled', 'legal-hold'], 'nobody tries again past a hold')
  await begun.of.releaseHold('audit')
  await begun.of.work()
  t.equal((await begun.of.request(stalled)).state, 'completed')
})

t.test('a pause of everything stops what is destructive on every platform, and its end lets it go on', async t => {
  const { of, platform } = await bench(t)
  await setSitePause(of.parts.store, { at, by: 'admin', because: 'somebody broke in' })
  const id = await of.demand('7')
  await of.work()
  t.strictSame(performed(platform), [])
  await setSitePause(of.parts.store, null)
  await of.signal(id, { kind: 'recheck', by: 'admin', at })
  await of.work()
  t.equal((await of.request(id)).state, 'completed')

  const api = await startApi()
  t.teardown(api.stop)
  const { token } = await api.person(['administrator'])
  const campus = {
    kind: 'openedx',
    name: 'Campus',
    options: { baseUrl: 'https://lms.example', clientSecret: 'canary' },
    declarations: { invoicesIssued: true, graders: 'nobody', institutionProviders: [] }
  }
  const shown = async () => (await api.call('GET', '/platforms', token)).json()
  t.match((await api.call('POST', '/platforms', token, campus)).json(), { paused: null, everythingPaused: null })
  await api.call('PUT', '/pause', token, { because: 'somebody broke in' })
  t.match(
    await shown(),
    [{ paused: null, everythingPaused: { because: 'somebody broke in' } }],
    'each platform says so'
  )
  await api.call('DELETE', '/pause', token)
  t.match(await shown(), [{ everythingPaused: null }])
})

t.test('the API: placed by item, reviewed, and lifted by two who are neither one nor the subject', async t => {
  const api = await startApi()
  t.teardown(api.stop)
  const [admin, officer, other] = [
    await api.person(['administrator']),
    await api.person(['privacy-officer']),
    await api.person(['privacy-officer'])
  ]
  const platform = {
    kind: 'openedx',
    name: 'Campus',
    options: { baseUrl: 'https://lms.example', clientSecret: 'canary' },
    declarations: { invoicesIssued: true, graders: 'nobody', institutionProviders: [] }
  }
  const campus = (await api.call('POST', '/platforms', admin.token, platform)).json().id as string
  const place = {
    platform: campus,
    identifiers: [{ kind: 'platform-id', value: '7' }],
    items: [{ kind: 'course', key: 'course-v1:X+1' }, { kind: 'invoices' }],
    ground: { article: '17(3)', letter: 'e' },
    owner: { role: 'privacy-officer' },
    reviewAt: '2026-10-01T00:00:00.000Z',
    note: 'note-canary'
  }
  const code = async (answer: ReturnType<typeof api.call>) => (await answer).json().code as string | undefined
  t.equal(await code(api.call('POST', '/holds', officer.token, { ...place, platform: 'nowhere' })), 'platform-unknown')
  t.equal(
    await code(api.call('POST', '/holds', officer.token, { ...place, owner: { person: 'nobody' } })),
    'person-unknown'
  )
  t.equal(
    await code(api.call('POST', '/holds', officer.token, { ...place, items: [{ kind: 'course' }] })),
    'body-invalid'
  )
  const placed = await api.call('POST', '/holds', officer.token, place)
  t.equal(placed.status, 201)
  const { id } = placed.json()
  t.match(placed.json(), { items: place.items, owner: place.owner, isDue: false, lookup: { is: 'found' }, lift: null })
  t.notMatch(placed.text, 'note-canary')
  t.equal((await api.call('GET', `/holds/${id}`, officer.token)).json().note, 'note-canary')
  const at = `/holds/${id}`

  api.surroundings.held = { is: 'nobody', accounts: 0, because: null }
  const blind = { ...place, identifiers: [{ kind: 'external-id', value: 'staff-7' }] }
  t.equal(await code(api.call('POST', '/holds', officer.token, blind)), 'hold-finds-nobody')
  t.equal(
    (await api.call('GET', '/holds', admin.token)).json().items.length,
    1,
    'one that protects nobody does not stand'
  )

  t.equal(
    await code(api.call('POST', `${at}/review`, officer.token, { reviewAt: '2026-01-01T00:00:00.000Z' })),
    'review-not-ahead'
  )
  api.move(40 * 24 * 60 * 60 * 1000)
  t.equal((await api.call('GET', '/holds', admin.token)).json().items[0].isDue, true)

  const note = { note: 'the case is closed' }
  t.equal(await code(api.call('POST', `${at}/agree`, other.token)), 'lift-not-asked')
  t.equal(await code(api.call('POST', `${at}/lift`, officer.token, note)), 'person-not-linked')
  for (const { id: person } of [officer, other, admin])
    await api.call('PUT', `/persons/${person}/accounts`, admin.token, { accounts: [], without: [campus] })
  t.match((await api.call('POST', `${at}/lift`, officer.token, note)).json(), {
    is: 'asked',
    hold: { lift: { askedBy: officer.id } }
  })
  t.equal(await code(api.call('POST', `${at}/agree`, officer.token)), 'approver-is-requester')
  const reviewed = await api.call('POST', `${at}/review`, other.token, { reviewAt: '2027-01-01T00:00:00.000Z' })
  t.match(reviewed.json(), { lift: null, isDue: false, reviewed: { by: other.id } })
  t.equal(
    await code(api.call('POST', `${at}/agree`, other.token)),
    'lift-not-asked',
    'it stays, so nothing is left to agree to'
  )
  await api.call('POST', `${at}/lift`, officer.token, note)
  const lifted = (await api.call('POST', `${at}/agree`, other.token)).json()
  t.match(lifted, { is: 'lifted', hold: { releasedBy: other.id, lift: { askedBy: officer.id } } })
  t.match((await api.call('GET', at, officer.token)).json(), { note: null, liftNote: 'the case is closed' })
  t.notMatch(
    JSON.stringify(await api.parts.store.get('hold', id)),
    aliasOf(api.parts.keys, campus, { kind: 'platform-id', value: '7' })
  )
  t.equal(await code(api.call('POST', `${at}/agree`, other.token)), 'hold-released')
  t.equal(await code(api.call('POST', `${at}/lift`, officer.token, note)), 'hold-released')

  const pause = await api.call('PUT', '/pause', officer.token, { because: 'somebody broke in' })
  t.match(pause.json(), { paused: { by: officer.id, because: 'somebody broke in' } })
  t.equal((await api.call('DELETE', '/pause', admin.token)).json().paused, null)
})

t.test('a hold in the cool-off and before an approval: nothing is erased, and its release skips neither', async t => {
  const asked = async (policy: object) => {
    const platform = createMadeUpPlatform([{ id: 'delete' }])
    const of = await openBench(platform, { policy })
    t.teardown(() => of.close())
    const id = await of.demand('7')
    await of.work()
    return { of, platform, id }
  }
  const cooling = await asked({ coolOffMs: 3 * dayMs })
  const { state: first, coolOffEndsAt } = await cooling.of.request(cooling.id)
  t.equal(first, 'cooling-off')
  await cooling.of.hold('audit', '7')
  cooling.of.clock.advance(dayMs)
  await recheck(cooling.of, cooling.id)
  t.strictSame(await stored(cooling.of, cooling.id), ['blocked', 'legal-hold'])
  await cooling.of.releaseHold('audit')
  await cooling.of.work()
  t.match(await cooling.of.request(cooling.id), { state: 'cooling-off', coolOffEndsAt }, 'neither over nor begun anew')
  t.strictSame(performed(cooling.platform), [])
  await cooling.of.hold('again', '7')
  cooling.of.clock.advance(3 * dayMs)
  await cooling.of.work()
  t.strictSame(await stored(cooling.of, cooling.id), ['blocked', 'legal-hold'], 'its end does not pass a hold')
  await cooling.of.releaseHold('again')
  await cooling.of.work()
  t.equal((await cooling.of.request(cooling.id)).state, 'completed')

  const waiting = await asked({ approvals: 1, coolOffMs: 0 })
  await waiting.of.hold('audit', '7')
  await recheck(waiting.of, waiting.id)
  t.strictSame(await stored(waiting.of, waiting.id), ['blocked', 'legal-hold'])
  await waiting.of.releaseHold('audit')
  await waiting.of.work()
  const { state, fingerprint } = await waiting.of.request(waiting.id)
  t.equal(state, 'awaiting-approval', 'a release is no approval')
  await waiting.of.hold('again', '7')
  const approve = { kind: 'approve', by: 'officer', at, fingerprint: fingerprint!, asOfficer: true } as const
  await waiting.of.signal(waiting.id, approve)
  await waiting.of.work()
  t.strictSame(await stored(waiting.of, waiting.id), ['blocked', 'legal-hold'], 'an approval does not pass a hold')
  t.strictSame(performed(waiting.platform), [])
  await waiting.of.releaseHold('again')
  await waiting.of.work()
  t.equal((await waiting.of.request(waiting.id)).state, 'completed')
})

t.test('whoever is held is not deactivated, and stays in the report for partners', async t => {
  const of = await openBench(createMadeUpPlatform([{ id: 'delete' }]))
  t.teardown(() => of.close())
  const deactivated: string[] = []
  const connected = (await of.parts.platforms.get('lake'))!
  const lifecycle = {
    deactivate: async (who: AccountStage) => {
      deactivated.push(who.id)
      return { is: 'done' }
    }
  }
  const gather = async () => ({
    protection: { is: 'known', at, value: { ours: false, permanent: false, privilegedRoles: [] } }
  })
  await addRun(of.parts, 'night', {
    ...{ platform: 'lake', at, state: 'running', because: null, accounts: 0, planned: {}, did: {}, findings: [] },
    ...{ candidates: [], releases: [], endedAt: null }
  })
  const touching = (id: string, parts = of.parts) =>
    ({
      parts,
      run: 'night',
      platform: { ...connected.platform, lifecycle, gather },
      platformId: 'lake',
      platformName: 'Lake',
      account: { id, bornAt: personOf(id).bornAt },
      signal: never
    }) as unknown as Touching
  const off = (id: string, parts = of.parts) => touch(touching(id, parts), 'deactivate', {} as never, 'lethe')
  await of.hold('audit', '7')
  t.equal(await off('7'), 'held')
  t.equal(await off('8'), 'deactivated')
  await of.releaseHold('audit')
  t.equal(await off('7'), 'deactivated')
  let isPlaced = false
  const cutOff: Store = {
    ...of.parts.store,
    exclusive: (_, run) => run(never),
    async put(kind, id, entry, terms) {
      if (kind === 'run' && !isPlaced) {
        isPlaced = true
        await of.hold('late', '9')
      }
      return of.parts.store.put(kind, id, entry, terms)
    }
  }
  t.equal(await off('9', { ...of.parts, store: cutOff }), 'held', 'placed after the look, its section lost')
  t.equal(await off('6', { ...of.parts, store: cutOff }), 'deactivated', 'the hold of another keeps nobody for long')
  t.strictSame(deactivated, ['8', '7', '6'])

  const api = await startApi()
  t.teardown(api.stop)
  const { token: officer } = await api.person(['privacy-officer'])
  const { token: admin } = await api.person(['administrator'])
  const body = {
    kind: 'openedx',
    name: 'Campus',
    options: { baseUrl: 'https://lms.example', clientSecret: 'canary' },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  }
  const campus = (await api.call('POST', '/platforms', admin, body)).json().id as string
  const rowOf = (id: string) => ({
    ...{ id, key: id, username: `Person-${id}`, email: `${id}@campus.example`, displayName: 'P', organisations: [] },
    since: at
  })
  const closed: string[] = []
  const rows = [rowOf('7'), rowOf('8')]
  api.surroundings.partnerReport = {
    take: async () => rows,
    kept: async () => rows,
    close: async keys => void closed.push(...keys)
  }
  const close = async (...keys: string[]) =>
    (await api.call('POST', `/platforms/${campus}/partner-report/closed`, admin, { keys })).json()
  for (const identifier of [
    { kind: 'platform-id', value: '7' },
    { kind: 'username', value: 'PERSON-7' },
    { kind: 'email', value: '7@campus.example' }
  ]) {
    const hold = {
      platform: campus,
      identifiers: [identifier],
      ground: { article: '17(3)', letter: 'e' },
      owner: { role: 'privacy-officer' },
      reviewAt: '2026-10-01T00:00:00.000Z'
    }
    const placed = (await api.call('POST', '/holds', officer, hold)).json()
    const is = await close('7', '8')
    t.match(is, { code: 'legal-hold-stands' }, identifier.kind)
    t.strictSame(closed, [], 'and of the others none either')
    await releaseHold(api.parts.store, placed.hold?.id ?? placed.id, 'officer', at)
  }
  t.match(await close('7', '8'), { closed: 2 })
})
