import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openOlatRestore, type RestoreGround } from './replay-ground.ts'

t.setTimeout(240_000)

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
  // The site's own pause was in the backup and stays.
  await ground.call('POST', `/platforms/${ground.platform}/resume`)
  await ground.untilState(fresh, 'completed')
  t.ok(ground.isLiving(ground.person(0).id), 'whoever has the number now is untouched')
  for (const [n, times] of [1, 0, 0, 0, 1].entries()) t.equal(ground.deletions(ground.person(n).id), times)
  await ground.restart()
  t.type((await ground.call<StoreView>('GET', '/store')).restore?.acknowledged, 'object', 'noticed once')
})
