import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { systemClock } from '../../plugin/clock.ts'
import { systemRandom } from '../../plugin/random.ts'
import { nodeDisk } from '../../plugin/store/disk.ts'
import { type EndedIds, openEndedIds } from '../../plugin/store/ended-ids/ledger.ts'
import { openStore } from '../../plugin/store/open.ts'
import type { HoldBody } from '../../plugin/store/records/holds/body.ts'
import { placeHold, releaseHold } from '../../plugin/store/records/holds/change.ts'
import {
  compareOwnKeys,
  noteRetiredMonth,
  openOwnKeys,
  readRetiredMonths
} from '../../plugin/store/records/own/own-keys.ts'
import { readStoreRestore } from '../../plugin/store/records/own/store-restores.ts'
import { requestEntry, shelvedEntry } from '../../plugin/store/records/requests.ts'
import type { Store } from '../../plugin/store/store.ts'
import { startForgettingEnds } from '../../plugin/work/own-restore/forget.ts'
import { notingHolds } from '../../plugin/work/own-restore/note-holds.ts'
import { settleWithLedger } from '../../plugin/work/own-restore/settle.ts'
import { makeRequest } from '../doubles/made-up-request.ts'
import { createManualClock } from '../doubles/manual-clock.ts'
import { openOlatRestore, type RestoreGround } from './replay-ground.ts'

t.setTimeout(300_000)

interface StoreView {
  readonly restore: {
    readonly ended: readonly string[]
    readonly holdsLost: readonly string[]
    readonly holdsBack: readonly string[]
    readonly paused: readonly string[]
    readonly acknowledged: { readonly by: string } | null
  } | null
}

/** A copy of the data folder, taken while nobody uses it, as a backup would be. */
const backUp = async (ground: RestoreGround): Promise<() => Promise<void>> => {
  const [data, copy] = [join(ground.folder, 'data'), join(ground.folder, 'copy')]
  await ground.restart(() => cpSync(data, copy, { recursive: true }))
  return () =>
    ground.restart(() => {
      rmSync(data, { recursive: true })
      cpSync(copy, data, { recursive: true })
    })
}

const place = (ground: RestoreGround, n: number) =>
  ground.call<{ id: string }>('POST', '/holds', {
    platform: ground.platform,
    identifiers: [{ kind: 'username', value: ground.person(n).named[0] }],
    ground: { article: '17(3)', letter: 'e' }
  })

t.test('our own data from an old backup: nothing happens twice, and nobody is erased who took it back', async t => {
  const ground = await openOlatRestore()
  t.teardown(ground.close)
  const officer = await ground.as('Otto', ['privacy-officer'])
  await ground.call('POST', `/platforms/${ground.platform}/pause`, { because: 'to see what is under way' })
  // A second platform that nobody paused: the same sandbox, below another path.
  const { id: unpaused } = await ground.call<{ id: string }>('POST', '/platforms', {
    kind: 'openolat',
    name: 'annex',
    options: { baseUrl: ground.box.address, username: 'lethe', secret: 'sandbox-secret' },
    declarations: { invoicesIssued: false, graders: 'nobody', institutionProviders: [] }
  })
  const pausedBecause = async () =>
    (await ground.call<{ paused: { because: string } | null }>('GET', `/platforms/${unpaused}`)).paused?.because ?? null
  const erased = await ground.demand(ground.person(0).named)
  const takenBack = await ground.demand(ground.person(1).named)
  const open = await ground.demand(ground.person(2).named)
  const putBack = await backUp(ground)
  t.same((await ground.call<StoreView>('GET', '/store')).restore, null, 'a start is no restore')
  await ground.call('POST', `/requests/${takenBack}/withdraw`, {})
  await ground.untilState(takenBack, 'withdrawn')
  const hold = await place(ground, 3)
  await ground.call('POST', `/requests/${open}/withdraw`, {})
  await ground.untilState(open, 'withdrawn')
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(erased, 'completed')
  t.equal(ground.deletions(ground.person(0).id), 1)
  // The number is somebody else's by now.
  ground.giveAway(ground.person(0).id, 'newcomer')

  await putBack()
  const { restore } = await ground.call<StoreView>('GET', '/store')
  t.same([...restore!.ended].sort(), [erased, takenBack, open].sort())
  t.same(restore!.holdsLost, [hold.id], 'a lost hold is said loudly')
  t.same(restore!.paused, [unpaused])
  t.equal(await pausedBecause(), 'store-restored')
  t.match(ground.logged.join('\n'), /store-restored/)
  await ground.untilState(erased, 'completed')
  await ground.untilState(takenBack, 'withdrawn')
  t.equal((await ground.show(takenBack)).summary.because, 'ended-before-restore')
  const fresh = await ground.demand(ground.person(4).named)
  await t.rejects(ground.call('POST', `/platforms/${ground.platform}/resume`), /store-restored/)
  t.equal((await ground.show(fresh)).summary.state, 'accepted', 'everything waits for a person')
  const administrator = await ground.as('Adam', ['administrator'])
  await t.rejects(
    administrator('POST', '/store/acknowledge-restore'),
    / answered 403: /,
    'who is no privacy officer cannot look away'
  )
  await officer('POST', '/store/acknowledge-restore')
  await t.rejects(officer('POST', '/store/acknowledge-restore'), /store-not-restored/)
  t.equal(await pausedBecause(), null)
  // The site's own pause was in the backup and stays.
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(fresh, 'completed')
  t.ok(ground.isLiving(ground.person(0).id), 'whoever has the number now is untouched')
  for (const [n, times] of [1, 0, 0, 0, 1].entries()) t.equal(ground.deletions(ground.person(n).id), times)
  await ground.restart()
  t.type((await ground.call<StoreView>('GET', '/store')).restore?.acknowledged, 'object', 'noticed once')
})

const hold: HoldBody = {
  platform: 'campus',
  aliases: ['hash-of-somebody'],
  identifierKinds: ['username'],
  ground: { article: '17(3)', letter: 'e' },
  by: 'officer',
  placedAt: '2026-09-01T10:00:00.000Z',
  reviewAt: null,
  sealedNote: null,
  releasedAt: null,
  releasedBy: null
}

t.test(
  'a hold is in the ledger before it stands: killed at any point, it is neither lost silently nor invented',
  async t => {
    const folder = mkdtempSync(join(tmpdir(), 'lethe-holds-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const [data, copy, ledger] = ['data', 'copy', 'ledger'].map(name => join(folder, name)) as [string, string, string]
    const around = { clock: systemClock(), random: systemRandom(), disk: nodeDisk() }

    /** One life of the process: started, `act`, then gone with whatever stands on the disk. */
    const live = async (act: (store: Store, bare: Store) => Promise<unknown>) => {
      const said: string[] = []
      const log = { info: () => {}, error: (line: object) => void said.push(JSON.stringify(line)) }
      const store = await openStore({ ...around, folder: data })
      try {
        const endedIds = await openEndedIds({ ...around, folder: ledger, dataFolder: data })
        await settleWithLedger({ store, clock: around.clock, log, endedIds })
        await act(notingHolds({ store, endedIds, log }), store)
        return { said: said.join('\n'), restore: await readStoreRestore(store) }
      } finally {
        await store.close()
      }
    }
    /** The process dies inside of a put of a hold: before the store has it, or after. */
    const dying = (store: Store, when: 'before' | 'after'): Store => ({
      ...store,
      async put(kind, id, entry, terms) {
        if (kind === 'hold' && when === 'before') throw new Error('killed')
        const revision = await store.put(kind, id, entry, terms)
        if (kind === 'hold') throw new Error('killed')
        return revision
      }
    })
    /** As `live`, but what notes the holds works on a store that dies. */
    const die = (when: 'before' | 'after', act: (store: Store) => Promise<unknown>) =>
      live(async (_, bare) => {
        const endedIds = await openEndedIds({ ...around, folder: ledger, dataFolder: data })
        const log = { info: () => {}, error: () => {} }
        await t.rejects(act(notingHolds({ store: dying(bare, when), endedIds, log })), /killed/)
      })
    const backUp = () => cpSync(data, copy, { recursive: true })
    const putBack = () => {
      rmSync(data, { recursive: true })
      cpSync(copy, data, { recursive: true })
      rmSync(copy, { recursive: true })
    }
    const idle = () => live(async () => {})

    await idle()
    await die('before', store => placeHold(store, 'never', hold))
    const never = await idle()
    t.match(never.said, /"hold-broken-off","hold":"never","was":"held"/, 'it never stood, and that is said')
    t.equal(never.restore, null, 'which is no restore')

    backUp()
    await die('after', store => placeHold(store, 'placed', hold))
    t.equal((await idle()).restore, null, 'it stands: a stop is no restore')
    putBack()
    const lost = await idle()
    t.same(
      lost.restore?.holdsLost,
      ['placed'],
      'stored, never noted by anybody after the kill, and missed all the same'
    )

    await live(store => placeHold(store, 'lifted', hold))
    backUp()
    await die('after', store => releaseHold(store, 'lifted', 'officer', '2026-09-02T10:00:00.000Z'))
    putBack()
    const back = await idle()
    t.ok(back.restore?.holdsBack.includes('lifted'), 'a lifting that the kill met is told of a store that is older')
    await die('before', store => releaseHold(store, 'lifted', 'officer', '2026-09-02T10:00:00.000Z'))
    const stands = await live(async (_, bare) =>
      t.equal((await bare.get('hold', 'lifted'))?.shelf, null, 'it still stands')
    )
    t.match(stands.said, /"hold-broken-off","hold":"lifted","was":"lifted"/)

    await live(async (_, bare) => {
      const said: object[] = []
      const log = { info: () => {}, error: (line: object) => void said.push(line) }
      const noteAround = async () => {
        throw new Error('no space left')
      }
      const endedIds = { ...(await openEndedIds({ ...around, folder: ledger, dataFolder: data })), noteAround }
      await placeHold(notingHolds({ store: bare, endedIds, log }), 'protected', hold)
      t.ok(await bare.get('hold', 'protected'), 'a ledger that cannot be written keeps nobody from being protected')
      t.match(said, [{ code: 'ended-ids-failed' }])
    })

    t.notMatch((await idle()).said, /ended-ids-unreadable/)
    const [oldest] = readdirSync(ledger).sort()
    writeFileSync(join(ledger, oldest!), '{"n":')
    t.match((await idle()).said, /"ended-ids-unreadable","count":1/, 'a line that protects nobody any more is told')
  }
)

t.test('a start reads the ends since the last look, and one that is open again', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-ends-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const [data, ledger] = [join(folder, 'data'), join(folder, 'ended-ids')]
  const clock = createManualClock()
  const around = { clock, random: systemRandom(), disk: nodeDisk() }
  const log = { info: () => {}, error: () => {} }
  const ended = (id: string) => makeRequest({ id, state: 'completed', endedAt: clock.now().toISOString() })

  /** One life of the process; answers which requests its start has read, and what it knows. */
  const live = async (act: (parts: { store: Store; endedIds: EndedIds }) => Promise<unknown> = async () => {}) => {
    const read: string[] = []
    const store = await openStore({ ...around, folder: data })
    const watched: Store = {
      ...store,
      get(kind, id) {
        if (kind === 'request') read.push(id)
        return store.get(kind, id)
      }
    }
    try {
      const endedIds = await openEndedIds({ ...around, folder: ledger, dataFolder: data })
      const known = await settleWithLedger({ store: watched, clock, log, endedIds })
      await act({ store, endedIds })
      return { read, known, restore: await readStoreRestore(store) }
    } finally {
      await store.close()
    }
  }
  const end = (ids: readonly string[], isShelved: boolean) => (parts: { store: Store; endedIds: EndedIds }) =>
    Promise.all(
      ids.map(id => {
        const entry = isShelved ? shelvedEntry(ended(id)) : requestEntry(ended(id), null)
        const happened = { is: 'ended', request: id, platform: 'lake', end: 'completed' } as const
        return parts.endedIds.noteAround(happened, () => parts.store.put('request', id, entry, { expected: 0 }))
      })
    )
  const [shelved, listed] = [
    ['one', 'two', 'three'],
    ['four', 'five']
  ]
  const lookMeanwhile = (parts: { store: Store; endedIds: EndedIds }) =>
    startForgettingEnds({ ...parts, clock, log }, parts.endedIds, 90 * 86_400_000)()
  await live(async parts => {
    await end(shelved, true)(parts)
    await end(listed, false)(parts)
    await lookMeanwhile(parts)
  })
  t.same((await live()).read.sort(), [...shelved].sort(), 'of those since the last start the shelved ones')
  t.same((await live()).read, [], 'once')

  await live(async parts => {
    await end(['six'], true)(parts)
    clock.advance(2 * 86_400_000)
    await end(['seven'], true)(parts)
    await lookMeanwhile(parts)
  })
  t.same((await live()).read, ['seven'], 'a process that runs for long has looked meanwhile at all but the youngest')

  await live(({ store }) =>
    store.put('request', 'two', requestEntry(makeRequest({ id: 'two' }), null), { expected: 1 })
  )
  const again = await live()
  t.same(again.read, ['two'], 'one file of a backup was put back')
  t.match(again.known.endOf('two'), { request: 'two', end: 'completed' }, 'it stays ended')
  t.equal(again.known.endOf('one'), null)
  t.equal(again.restore, null)
})

t.test(
  'a ledger that is a copy is noticed at the next start by it, a start that was killed is not taken for one',
  async t => {
    const folder = mkdtempSync(join(tmpdir(), 'lethe-copied-'))
    t.teardown(() => rmSync(folder, { recursive: true, force: true }))
    const [data, own, copied] = [join(folder, 'data'), join(folder, 'own'), join(folder, 'copied')]
    const around = { clock: createManualClock(), random: systemRandom(), disk: nodeDisk() }
    /** What a start by a ledger says of it; killed before or after the start is in the store. */
    const start = async (ledger: string, killed?: 'before' | 'after') => {
      const store = await openStore({ ...around, folder: data })
      const said: unknown[] = []
      const log = { info: () => {}, error: ({ code }: { code?: unknown }) => void said.push(code) }
      const opened = await openEndedIds({ ...around, folder: ledger, dataFolder: data })
      const endedIds: EndedIds = {
        ...opened,
        noteAround: (happened, commit) =>
          opened.noteAround(happened, async () => {
            if (killed !== 'before') await commit()
            throw new Error('killed')
          })
      }
      const parts = { store, clock: around.clock, log }
      if (killed === undefined) await settleWithLedger({ ...parts, endedIds: opened })
      else await t.rejects(settleWithLedger({ ...parts, endedIds }), /killed/)
      await store.close()
      return said
    }
    t.same(await start(own), [])
    for (const kills of [['before'], ['after'], ['before', 'before'], ['after', 'before', 'after']] as const) {
      for (const killed of kills) t.same(await start(own, killed), [], `killed ${killed} it was counted`)
      t.same(await start(own), [], kills.join())
    }
    t.same(
      readdirSync(own).filter(name => name.endsWith('open')),
      []
    )
    cpSync(own, copied, { recursive: true })
    t.same(await start(own), [])
    for (const ledger of [copied, own, copied]) t.same(await start(ledger), ['ended-ids-behind'], 'by turns, too')
  }
)

t.test('the hourly look at the keys and a retirement neither undo nor hinder one another', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lethe-keys-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const clock = createManualClock('2026-02-02T09:00:00.000Z')
  const around = { clock, random: systemRandom(), disk: nodeDisk() }
  const [data, keysFolder] = [join(folder, 'data'), join(folder, 'keys')]
  const store = await openStore({ ...around, folder: data })
  const own = { ...around, folder: keysFolder, dataFolder: data, isShared: true }
  const keys = await openOwnKeys(store, own)
  /** Somebody else writes the same document between our reading and our writing, once. */
  const overtakenBy = (other: () => Promise<unknown>): Store => {
    let isOvertaken = false
    return {
      ...store,
      async put(kind, id, entry, terms) {
        if (!isOvertaken) {
          isOvertaken = true
          await other()
        }
        return store.put(kind, id, entry, terms)
      }
    }
  }
  clock.advance(31 * 86_400_000)
  await noteRetiredMonth(
    overtakenBy(() => compareOwnKeys(store, keys)),
    '2026-01'
  )
  clock.advance(31 * 86_400_000)
  await compareOwnKeys(
    overtakenBy(() => noteRetiredMonth(store, '2026-02')),
    keys
  )
  t.same(await readRetiredMonths(store), ['2026-01', '2026-02'])
  t.match(await store.get('ledger', 'own-keys'), { body: { months: ['2026-02', '2026-03', '2026-04'] } })
  t.same(keys.months(), ['2026-03', '2026-04'], 'no folder of any instance keeps what was retired')
  t.not(keys.retiredAt('2026-02'), null)
  t.throws(() => keys.wrappingKey('2026-02'), { code: 'vault-key-missing' })
  await store.close()
})

t.test('a retired key that comes back with an old keys folder is retired again before anything goes on', async t => {
  const ground = await openOlatRestore()
  t.teardown(ground.close)
  const keys = join(ground.folder, 'keys')
  const month = '2024-02'
  const key = join(keys, `${month}.key`)
  const bytes = systemRandom().bytes(32)
  const months = async () =>
    (await ground.call<{ keys: { month: string; is: string }[] }>('GET', '/keys')).keys
      .filter(({ is }) => is !== 'retired')
      .map(one => one.month)
  await ground.restart(() => writeFileSync(key, bytes, { mode: 0o600 }))
  t.ok((await months()).includes(month), 'it opens copies')
  const old = join(ground.folder, 'old-keys')
  await ground.restart(() => cpSync(keys, old, { recursive: true }))
  await ground.call('POST', `/keys/${month}/retire`)
  t.notOk((await months()).includes(month))

  for (const [what, putBack] of [
    ['the file alone', () => writeFileSync(key, bytes, { mode: 0o600 })],
    [
      'the whole folder, and the ledger in it',
      () => {
        rmSync(keys, { recursive: true })
        cpSync(old, keys, { recursive: true })
        for (const kept of [keys, join(keys, 'ended-ids')]) chmodSync(kept, 0o700)
      }
    ],
    [
      'the key, where only the ledger knows',
      () => {
        writeFileSync(key, bytes, { mode: 0o600 })
        rmSync(join(keys, `${month}.retired`))
        const ledger = join(ground.folder, 'data', 'ledger')
        for (const name of readdirSync(ledger)) if (name.startsWith('own-keys')) rmSync(join(ledger, name))
      }
    ]
  ] as const) {
    ground.logged.length = 0
    await ground.restart(putBack)
    t.match(ground.logged.join('\n'), /retired-key-came-back/, what)
    t.notOk((await months()).includes(month), 'it opens nothing')
    t.throws(() => readFileSync(key), { code: 'ENOENT' }, 'and it is gone from the disk')
  }
  ground.logged.length = 0
  await ground.restart()
  t.notMatch(ground.logged.join('\n'), /retired-key-came-back/, 'once')
})
