import t, { type Test } from 'tap'
import type { Outcome } from '../../adapters/contract.ts'
import type { PolicyChanges } from '../../plugin/erasure/policy.ts'
import { startWorker } from '../../plugin/work/worker.ts'
import { createMadeUpPlatform, type MadeUpAction } from '../doubles/made-up-platform.ts'
import { openBench } from '../doubles/work-bench.ts'

const done: Outcome = { is: 'done' }

/** Long enough for everything that needs no clock; what waits for something else does not end meanwhile. */
const settle = async (work?: Promise<unknown>): Promise<void> => {
  const turns = async () => {
    for (let turn = 0; turn < 600; turn += 1) await new Promise(resolve => setImmediate(resolve))
  }
  await (work === undefined ? turns() : Promise.race([work, turns()]))
}

async function bench(t: Test, rows: readonly MadeUpAction[], policy: PolicyChanges = {}) {
  const platform = createMadeUpPlatform(rows)
  const made = await openBench(platform, { policy })
  t.teardown(() => made.close())
  return { platform, of: made }
}

const performed = (platform: { readonly calls: readonly string[] }) =>
  platform.calls.filter(call => call.startsWith('perform'))

t.test('requests that make the worker fail take no places from the others', async t => {
  const { platform, of } = await bench(t, [{ id: 'a' }])
  const fault = () => {
    throw new TypeError('a fault of ours')
  }
  platform.script('find', fault, fault)
  await of.demand('7')
  await of.demand('8')
  const worker = startWorker(of.parts, undefined, 2)
  await settle()
  const sound = await of.demand('9')
  await settle()
  t.equal((await of.request(sound)).state, 'completed')
  await worker.stop(0)
})

t.test('a clock that jumps ahead hands nothing out twice', async t => {
  const { platform, of } = await bench(t, [{ id: 'a', repeat: 'read-first' }])
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Outcome>()
  platform.script('perform a', () => {
    begun.resolve()
    return answer.promise
  })
  const id = await of.demand('7')
  const worker = startWorker(of.parts)
  await begun.promise
  of.clock.advance(365 * 24 * 60 * 60 * 1000)
  await of.signal(id, { kind: 'recheck', by: 'officer', at: of.clock.now().toISOString() })
  await settle()
  answer.resolve(done)
  await settle()
  await worker.stop(0)
  t.strictSame(performed(platform), ['perform a 7'])
  t.match((await of.request(id)).actions, [{ tries: 1, outcome: { is: 'done', byReading: false } }])
})
