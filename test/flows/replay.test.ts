import t from 'tap'
import { sendSigned } from '../demo/client.ts'
import { openEdxRestore, openOlatRestore, type Replay, type RestoreGround } from './replay-ground.ts'

t.setTimeout(300_000)

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at)

const erase = async (ground: RestoreGround, people: readonly number[]): Promise<string[]> => {
  const ids: string[] = []
  for (const n of people) ids.push(await ground.demand(ground.person(n).named))
  for (const id of ids) await ground.untilState(id, 'completed')
  return ids
}

const read = (ground: RestoreGround, id: string) => ground.call<Replay>('GET', `/replays/${id}`)

const untilReplay = (ground: RestoreGround, id: string, ...states: string[]) =>
  ground.until(
    () => read(ground, id),
    ({ state }) => states.includes(state)
  )

const announce = (ground: RestoreGround, snapshotAt: string, restoredAt = new Date().toISOString()) =>
  ground.call<Replay>('POST', `/platforms/${ground.platform}/restored`, { snapshotAt, restoredAt })

/** What passes between two instants that must differ. */
const tick = () => new Promise(resolve => setTimeout(resolve, 5))

for (const open of [openOlatRestore, openEdxRestore]) {
  t.test(
    `${open.name}: of 25 who were erased, 20 came back and are gone again, five numbers belong to others`,
    async t => {
      const ground = await open()
      t.teardown(ground.close)
      const [before, erased, given, never] = [range(0, 2), range(2, 22), range(22, 27), range(27, 30)]
      const justBefore = await erase(ground, before)
      await tick()
      const snapshotAt = new Date().toISOString()
      const restore = ground.takeBackup()
      await tick()
      const former = await erase(ground, [...erased, ...given])
      restore()
      for (const n of given) ground.giveAway(ground.person(n).id, `newcomer${n}`)
      t.ok(
        [...erased, ...given].every(n => ground.isLiving(ground.person(n).id)),
        'everybody is there again'
      )

      const restoredAt = new Date().toISOString()
      const said = { platform: ground.platform, snapshotAt, restoredAt }
      await sendSigned(ground.address(), ground.source, 'platform.restored', said)
      const [{ id }] = await ground.call<readonly [Replay]>('GET', '/replays')
      const listed = await untilReplay(ground, id, 'awaiting-release', 'done')
      const counts = { 'came-back': 20, 'another-person': 5, 'not-there': 2 }
      t.same(listed.counts, counts, 'who was erased shortly before the snapshot is looked for too: clocks differ')
      t.same(listed.rows.map(({ request }) => request).sort(), [...justBefore, ...former].sort())
      t.notMatch(JSON.stringify(listed), /learner|newcomer|example/, 'it names nobody')
      t.ok(
        [...erased, ...given].every(n => ground.isLiving(ground.person(n).id)),
        'nothing is done before people agree'
      )

      const [one, two] = [await ground.as('Otto', ['privacy-officer']), await ground.as('Paula', ['administrator'])]
      t.equal((await one<Replay>('POST', `/replays/${id}/release`)).state, 'awaiting-release', 'one is not enough')
      t.ok(erased.every(n => ground.isLiving(ground.person(n).id)))
      t.equal((await two<Replay>('POST', `/replays/${id}/release`)).state, 'running')
      const done = await untilReplay(ground, id, 'done')
      const again = done.rows.flatMap(row => row.again?.request ?? [])
      t.equal(again.length, 20)
      for (const request of again) await ground.untilState(request, 'completed')
      t.same(
        erased.filter(n => ground.isLiving(ground.person(n).id)),
        [],
        'the 20 are gone again'
      )
      for (const n of erased) t.equal(ground.deletions(ground.person(n).id), 2, 'once then and once now')
      t.ok(
        given.every(n => ground.isLiving(ground.person(n).id)),
        'the five are untouched'
      )
      for (const n of given) t.equal(ground.deletions(ground.person(n).id), 1, 'the one of before')
      for (const n of before) t.equal(ground.deletions(ground.person(n).id), 1)
      for (const n of never) t.equal(ground.effects(ground.person(n).id), 0)

      const effects = [...erased, ...given].map(n => ground.effects(ground.person(n).id))
      const same = await announce(ground, snapshotAt, restoredAt)
      t.equal(same.id, id, 'the same restore announced twice is one replay')
      const other = await announce(ground, snapshotAt, new Date().toISOString())
      const nobody = await untilReplay(ground, other.id, 'done', 'awaiting-release')
      t.equal(nobody.state, 'done', 'nobody is left to be erased')
      t.same(
        [...erased, ...given].map(n => ground.effects(ground.person(n).id)),
        effects,
        'and nothing happened twice'
      )
    }
  )
}

t.test(
  'neither who took it back nor whom nobody finished erasing is on a list, and a second restore finds nobody twice',
  async t => {
    const ground = await openOlatRestore()
    t.teardown(ground.close)
    const snapshotAt = new Date().toISOString()
    const restore = ground.takeBackup()
    await tick()
    await erase(ground, [0])
    // Blocked, then taken back: the account was put back as it was.
    ground.box.faults.add({ route: 'setUserStatus', kind: 'work-goes-on' })
    const takenBack = await ground.demand(ground.person(1).named)
    await ground.untilHit()
    await ground.call('POST', `/requests/${takenBack}/withdraw`, {})
    await ground.box.faults.finishWork()
    await ground.untilState(takenBack, 'withdrawn')
    // Blocked, then held and closed: it was never deleted.
    ground.box.faults.add({ route: 'setUserStatus', kind: 'work-goes-on' })
    const held = await ground.demand(ground.person(2).named)
    await ground.untilHit()
    await ground.call('POST', '/holds', {
      platform: ground.platform,
      identifiers: [{ kind: 'username', value: ground.person(2).named[0] }],
      ground: { article: '17(3)', letter: 'e' }
    })
    await ground.box.faults.finishWork()
    await ground.untilState(held, 'stalled')
    await ground.call('POST', `/requests/${held}/close`, {})
    await ground.untilState(held, 'partially-completed')

    const [one, two] = [await ground.as('Otto', ['privacy-officer']), await ground.as('Paula', ['privacy-officer'])]
    for (const times of [2, 3]) {
      restore()
      await tick()
      const { id } = await announce(ground, snapshotAt)
      const listed = await untilReplay(ground, id, 'awaiting-release')
      t.same(listed.counts, { 'came-back': 1, 'not-finished': 1 })
      for (const call of [one, two]) await call('POST', `/replays/${id}/release`)
      const done = await untilReplay(ground, id, 'done')
      const [again] = done.rows.flatMap(row => row.again?.request ?? [])
      await ground.untilState(again!, 'completed')
      t.equal(ground.deletions(ground.person(0).id), times, 'once for each restore')
      await tick()
    }
    t.equal(ground.deletions(ground.person(1).id) + ground.deletions(ground.person(2).id), 0)
    const old = await announce(ground, new Date(Date.now() - 100 * 86_400_000).toISOString())
    t.type(
      (await untilReplay(ground, old.id, 'done', 'awaiting-release')).unknownUntil,
      'string',
      'the vault forgets sooner'
    )
    const pages = [
      ['a snapshot that is younger than the restore', { snapshotAt: new Date().toISOString(), restoredAt: snapshotAt }],
      ['a restore that lies ahead', { snapshotAt, restoredAt: new Date(Date.now() + 86_400_000).toISOString() }]
    ] as const
    for (const [why, said] of pages)
      await t.rejects(ground.call('POST', `/platforms/${ground.platform}/restored`, said), /restore-times-wrong/, why)
  }
)

t.test('what was under way when the platform was restored is read again before it goes on', async t => {
  const ground = await openOlatRestore()
  t.teardown(ground.close)
  const { id, named } = ground.person(0)
  const snapshotAt = new Date().toISOString()
  const restore = ground.takeBackup()
  await tick()
  ground.box.faults.add({ route: 'deleteUser', kind: 'html-502', times: 500 })
  const request = await ground.demand(named)
  await ground.until(
    () => ground.show(request),
    ({ actions }) => actions.some(({ action, tries }) => action === 'delete' && tries > 0)
  )
  restore()
  t.ok(ground.isLiving(id), 'it is not blocked any more')
  await tick()
  const { id: replay } = await announce(ground, snapshotAt)
  t.match(await untilReplay(ground, replay, 'done'), { told: 1, rows: [] })
  ground.box.faults.clear()
  await ground.untilState(request, 'completed')
  const effects = ground.box.journal.list().filter(({ person }) => person === String(id))
  t.equal(
    effects.filter(({ effect, detail }) => effect === 'status' && detail.status === 101).length,
    2,
    'blocked anew'
  )
  t.equal(ground.deletions(id), 1)
  type Drawn = { readonly certificate: { readonly chain: readonly { readonly kind: string }[] } }
  const { certificate } = await ground.call<Drawn>('GET', `/requests/${request}/certificate`)
  const kinds = certificate.chain.map(({ kind }) => kind)
  t.equal(kinds.filter(kind => kind === 'replayed').length, 1, 'that it was in doubt is on record')
  t.ok(kinds.lastIndexOf('intent') > kinds.indexOf('replayed'), 'and what was in doubt was done after it')
})

t.test('Open edX: a row that stood in the retirement queue comes back, and the account is erased once', async t => {
  for (const watchEveryMs of [3_600_000, 1000]) {
    const ground = await openEdxRestore({ watchEveryMs })
    t.teardown(ground.close)
    const { id, named } = ground.person(0)
    // Nothing was done, and it says so: a call that may still be at work would be waited for.
    ground.box.faults.add({ route: 'retireForum', kind: 'too-many-requests', times: 5000 })
    const former = await ground.demand(named)
    await ground.until(
      async () => ({ isQueued: ground.isQueued(id), ...(await ground.show(former)) }),
      ({ isQueued }) => isQueued
    )
    await tick()
    const snapshotAt = new Date().toISOString()
    const restore = ground.takeBackup()
    await tick()
    ground.box.faults.clear()
    await ground.untilState(former, 'completed')
    t.equal(ground.deletions(id), 1)
    t.notOk(ground.isQueued(id))
    restore()
    t.ok(ground.isQueued(id), 'the row is back')
    await tick()
    const { id: replay } = await announce(ground, snapshotAt)
    const listed = await untilReplay(ground, replay, 'awaiting-release', 'done')
    t.same(listed.counts, { 'came-back': 1 })
    for (const name of ['Otto', 'Paula'])
      await (await ground.as(name, ['privacy-officer']))('POST', `/replays/${replay}/release`)
    const done = await untilReplay(ground, replay, 'done')
    const again = done.rows[0]?.again?.request
    t.type(again, 'string', done.rows[0]?.again?.is ?? 'not asked for again')
    await ground.untilState(again!, 'completed')
    t.notOk(ground.isQueued(id))
    t.equal(ground.deletions(id), 2, 'once then and once now')
  }
})
