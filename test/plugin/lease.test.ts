import t from 'tap'
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
  const store = {
    async renew(kind: string, id: string) {
      if (!answers()) throw new Error('the store is away')
      renewed.push(`${kind} ${id} ${clock.now().toISOString().slice(14, 19)}`)
      return { token: 'mine', until: untilAt() }
    }
  }
  const parts = { store, clock, log: { error: ({ code }: { code: string }) => void codes.push(code) } }
  const claimed = { document: { kind: 'request', id: 'r' }, claim: { token: 'mine', until: untilAt() } }
  const kept = keepClaim(...([parts, claimed, leaseMs] as unknown as Parameters<typeof keepClaim>))
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 1000) {
      clock.advance(1000)
      await settle()
    }
  }
  t.teardown(() => kept.end())
  return { kept, renewed, codes, pass }
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
