import { createSerialQueue } from '../serial-queue.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { createClaiming } from './claim.ts'
import { createHearing } from './hear.ts'
import type { LowdbParts } from './parts.ts'
import { createReading } from './read.ts'
import { createWriting } from './write.ts'

const neverLost = new AbortController().signal

/** The store for one instance, over its parts; the index has been built. `leave` lets a next process in. */
export function createLowdbStore(parts: LowdbParts, leave: () => Promise<void>): Store {
  const { index, aside, guard, bell, turns } = parts
  const reading = createReading(parts)
  const writing = createWriting(parts)
  const claiming = createClaiming(parts)
  const sections = createSerialQueue()
  let isClosed = false

  function unlessClosed<Arguments extends unknown[], Result>(
    verb: (...given: Arguments) => Promise<Result>
  ): (...given: Arguments) => Promise<Result> {
    return (...given) =>
      isClosed ? Promise.reject(new StoreError('closed', 'the store has been closed')) : verb(...given)
  }

  /** One process is the whole installation: what runs alone here never loses that. */
  const alone = (key: string, run: (lost: AbortSignal) => Promise<unknown>, patience?: AbortSignal) =>
    sections.run(key, async () => {
      patience?.throwIfAborted()
      return run(neverLost)
    })

  return {
    get: unlessClosed(reading.get) as Store['get'],
    look: unlessClosed(reading.look) as Store['look'],
    query: unlessClosed(reading.query) as Store['query'],
    lines: unlessClosed(reading.lines),
    count: unlessClosed(reading.count),
    put: unlessClosed(writing.put),
    signal: unlessClosed(writing.signal),
    signals: unlessClosed(createHearing(parts).signals),
    remove: unlessClosed(writing.remove),
    claimDue: unlessClosed(claiming.claimDue),
    renew: unlessClosed(claiming.renew),
    release: unlessClosed(claiming.release),
    exclusive: unlessClosed(alone) as Store['exclusive'],
    nextDueAt: unlessClosed(claiming.nextDueAt),
    onChange: bell.onChange,
    state: () => ({
      writable: guard.isWritable(),
      aside: aside.list(),
      // Found by walking through all unique keys, and asked for by few: holds look at what lies aside before each step.
      get duplicates() {
        return index.unique.duplicates()
      }
    }),
    async close() {
      if (isClosed) return
      isClosed = true
      await turns.drain()
      await leave()
    }
  }
}
