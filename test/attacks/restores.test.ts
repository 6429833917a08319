import t from 'tap'
import { CallError, createClient, sendSigned } from '../demo/client.ts'
import { openOlatRestore, type Replay } from '../flows/replay-ground.ts'

t.setTimeout(300_000)

/** The code with which an attempt was refused, or that it was not. */
const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'let through',
    error =>
      error instanceof CallError ? (/"code":"([a-z-]+)"/.exec(error.message)?.[1] ?? error.message) : `${error}`
  )

t.test('a restore is no way to have anybody erased', async t => {
  const ground = await openOlatRestore()
  t.teardown(ground.close)
  const isThere = (n: number) => ground.isLiving(ground.person(n).id)
  const until = (id: string, ...states: string[]) =>
    ground.until(
      () => ground.call<Replay>('GET', `/replays/${id}`),
      ({ state }) => states.includes(state)
    )
  const snapshotAt = new Date().toISOString()
  const restore = ground.takeBackup()
  await new Promise(resolve => setTimeout(resolve, 5))
  for (const n of [0, 1]) await ground.untilState(await ground.demand(ground.person(n).named), 'completed')
  restore()
  const said = { platform: ground.platform, snapshotAt, restoredAt: new Date().toISOString() }
  const send = (source: { id: string; secret: string }, data: object = said) =>
    sendSigned(ground.address(), source, 'platform.restored', data)

  const portal = await ground.addSource({ name: 'lms', types: ['account.deletion.requested'] })
  t.equal(await codeOf(send(portal)), 'type-not-allowed', 'by a source that may not say so')
  t.equal(await codeOf(send(ground.source, { ...said, platform: 'elsewhere' })), 'platform-not-allowed')
  const asker = await ground.as('Ursel', ['user-manager'])
  const announce = { snapshotAt, restoredAt: said.restoredAt }
  t.equal(await codeOf(asker('POST', `/platforms/${ground.platform}/restored`, announce)), 'role-missing')

  const { id } = await ground.call<Replay>('POST', `/platforms/${ground.platform}/restored`, announce)
  t.same((await until(id, 'awaiting-release')).counts, { 'came-back': 2 })
  const release = `/replays/${id}/release`
  t.equal(await codeOf(ground.call('POST', release)), 'approver-is-requester', 'by whoever announced it')
  t.equal(await codeOf(asker('POST', release)), 'role-missing', 'without the role')
  const stranger = await ground.call<{ id: string }>('POST', '/persons', { name: 'Nobody', roles: ['privacy-officer'] })
  const { token } = await ground.call<{ token: string }>('POST', '/tokens', { person: stranger.id, label: 'drill' })
  const unlinked = createClient(ground.address(), token)
  t.equal(await codeOf(unlinked('POST', release)), 'person-not-linked', 'by somebody who may be on the list')
  const accounts = [{ platform: ground.platform, id: String(ground.person(0).id) }]
  await ground.call('PUT', `/persons/${stranger.id}/accounts`, { accounts })
  t.equal(await codeOf(unlinked('POST', release)), 'approver-is-subject', 'by somebody who is on the list')
  const one = await ground.as('Otto', ['privacy-officer'])
  t.equal((await one<Replay>('POST', release)).state, 'awaiting-release')
  t.equal(await codeOf(one('POST', release)), 'brake-agreed', 'by one person twice')
  t.equal((await until(id, 'awaiting-release')).state, 'awaiting-release')
  t.ok(isThere(0) && isThere(1), 'one person erases nobody')

  ground.giveAway(ground.person(1).id, 'newcomer')
  const two = await ground.as('Paula', ['administrator'])
  await two('POST', release)
  const done = await until(id, 'done')
  t.same(
    done.rows.map(row => row.again?.is).sort(),
    ['another-person', 'requested'],
    'a number that was given away after the list was drawn'
  )
  await ground.untilState(done.rows.find(row => row.again?.is === 'requested')!.again!.request!, 'completed')
  t.ok(isThere(1), 'whoever has it now is untouched')
  t.equal(ground.deletions(ground.person(1).id), 1)
  t.equal(await codeOf(two('POST', release)), 'replay-not-waiting', 'agreed to once more')

  const all = await ground.call<Replay>('POST', `/platforms/${ground.platform}/restored`, {
    snapshotAt: '2020-01-01T00:00:00Z'
  })
  const listed = await until(all.id, 'done', 'awaiting-release')
  t.same(listed.counts, { 'another-person': 1, 'not-there': 1 }, 'who was never erased is on no list')
  t.ok([2, 3, 4].every(isThere))
  t.equal(await codeOf(one('POST', `/replays/${all.id}/release`)), 'replay-not-waiting')
})
