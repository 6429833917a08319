import t from 'tap'
import type { Entry, Store } from '../../plugin/store/store.ts'
import { StoreError } from '../../plugin/store/store-error.ts'
import { followGivenBack } from '../../plugin/work/given-back.ts'
import { keepClaim } from '../../plugin/work/keep-claim.ts'
import { createManualClock } from '../doubles/manual-clock.ts'

const leaseMs = 30_000
const settle = () => new Promise(resolve => setImmediate(resolve))

/** A claim that is kept against a store that answers as it is told, on a clock that is moved by hand. */
const keep = (answers: () => boolean) => {
  const clock = createManualClock('2026-03-02T09:00:00.000Z')
  const untilAt = () => new Date(clock.now().getTime() + leaseMs).toISOString()
  const renewed: string[] = []
  const codes: string[] = []
  const given: string[] = []
  const store = {
    async put(_kind: string, id: string) {
      given.push(`put ${id}`)
      return 2
    },
    async release(_kind: string, id: string) {
      given.push(`release ${id}`)
    },
    async renew(kind: string, id: string) {
      if (given.length > 0) throw new StoreError('claim-lost', 'it was given back')
      if (!answers()) throw new Error('the store is away')
      renewed.push(`${kind} ${id} ${clock.now().toISOString().slice(14, 19)}`)
      return { token: 'mine', until: untilAt() }
    }
  }
  const parts = { store, clock, log: { error: ({ code }: { code: string }) => void codes.push(code) } }
  const claimed = { document: { kind: 'request', id: 'r' }, claim: { token: 'mine', until: untilAt() } }
  const givenBack = followGivenBack(store as unknown as Store)
  const kept = keepClaim(...([parts, claimed, leaseMs, givenBack] as unknown as Parameters<typeof keepClaim>))
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1000) {
      clock.advance(1000)
      await settle()
    }
  }
  t.teardown(() => kept.end())
  return { kept, store: givenBack.store, given, renewed, codes, pass }
}

t.test('a lease is renewed at each third of it for as long as the work takes', async t => {
  const { kept, renewed, codes, pass } = keep(() => true)
  await pass(3 * leaseMs)
  t.notOk(kept.lost.aborted)
  t.strictSame(
    renewed.slice(0, 3),
    ['00:10', '00:20', '00:30'].map(at => `request r ${at}`)
  )
  t.equal(renewed.length, 9)
  kept.end()
  await pass(leaseMs)
  t.equal(renewed.length, 9, 'whoever is done renews nothing')
  t.strictSame([kept.lost.aborted, codes], [false, []], 'and has lost nothing')
})

t.test('a lease that cannot be renewed is tried again, and given up before anybody else is let in', async t => {
  let isThere = true
  const { kept, renewed, codes, pass } = keep(() => isThere)
  isThere = false
  await pass(20_000)
  t.notOk(kept.lost.aborted, 'a store that is away for a while loses nothing')
  isThere = true
  await pass(2000)
  t.equal(renewed.length, 1, 'and is asked again within two seconds')
  isThere = false
  await pass(23_000)
  t.notOk(kept.lost.aborted)
  await pass(6000)
  t.ok(kept.lost.aborted, 'four fifths of the lease are over, and a fifth is left')
  t.strictSame(codes, ['lease-not-renewed'])
})

t.test('a claim that its holder gave back is not lost, however long the holder goes on', async t => {
  const entry: Entry<object> = { body: {}, keys: [], unique: [], dueAt: null, shelf: null }
  const claim = 'mine'
  for (const give of [
    (store: Store) => store.put('request', 'r', entry, { expected: 1, claim, release: true }),
    (store: Store) => store.put('request', 'r', { ...entry, shelf: '2026-03' }, { expected: 1, claim }),
    (store: Store) => store.release('request', 'r', claim)
  ]) {
    const { kept, store, given, codes, pass } = keep(() => true)
    await give(store)
    await pass(2 * leaseMs)
    t.equal(given.length, 1)
    t.strictSame([kept.lost.aborted, codes], [false, []])
  }
  const { kept, store, codes, pass } = keep(() => true)
  await store.put('request', 'r', entry, { expected: 1, claim })
  await pass(leaseMs)
  t.strictSame([kept.lost.aborted, codes], [true, ['claim-lost']], 'one that was not given back is')
})
