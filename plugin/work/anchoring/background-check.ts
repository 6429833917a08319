import type { Clock } from '../../clock.ts'
import { readLoopStatus, writeLoopStatus } from '../../store/records/loop-status.ts'
import type { Store } from '../../store/store.ts'
import type { WorkLog } from '../parts.ts'
import type { EvidenceReport } from './check-evidence.ts'

/** How far a comparison is that nobody waits for. Times ISO 8601. */
export interface EvidenceCheck {
  readonly is: 'never' | 'running' | 'done' | 'failed'
  readonly begunAt: string | null
  readonly endedAt: string | null
  /** Chains that were looked at, and how many there are at least. */
  readonly done: number
  readonly all: number
  readonly report: EvidenceReport | null
}

interface Parts {
  readonly clock: Clock
  readonly log: Pick<WorkLog, 'error'>
  check(tell: (looked: number, known: number) => void): Promise<EvidenceReport>
  /** Where instances tell one another of it; absent: there is one process only. */
  readonly store?: Store
}

/** What an instance says of a comparison that it runs. */
interface Said {
  readonly at: string
  readonly check: EvidenceCheck
}

const never: EvidenceCheck = { is: 'never', begunAt: null, endedAt: null, done: 0, all: 0, report: null }
/** How often it is said how far one is, and after which silence whoever ran it has died. */
const sayEveryMs = 2000
const silenceMs = 60_000

/** Comparisons as instances tell one another of them. */
const createBoard = (store: Store, clock: Clock) => ({
  async read(): Promise<EvidenceCheck> {
    const said = await readLoopStatus<Said>(store, 'evidence-check', 'all')
    if (said === null) return never
    const isSilent = clock.now().getTime() - Date.parse(said.at) > silenceMs
    return said.check.is === 'running' && isSilent ? { ...said.check, is: 'failed', endedAt: said.at } : said.check
  },
  write: (check: EvidenceCheck) =>
    writeLoopStatus<Said>(store, 'evidence-check', 'all', { at: clock.now().toISOString(), check })
})

/** Comparisons of the stored evidence that go on by themselves, one at a time over all instances; the last one can be looked at. */
export const createBackgroundCheck = ({ clock, log, check, store }: Parts) => {
  const now = () => clock.now().toISOString()
  const board = store === undefined ? null : createBoard(store, clock)
  let last: EvidenceCheck = never
  let running: Promise<void> = Promise.resolve()
  let isStopping = false

  const keepSaying = async (over: AbortSignal): Promise<void> => {
    while (board !== null && !over.aborted) {
      await clock.sleep(sayEveryMs, over).catch(() => {})
      if (!over.aborted) await board.write(last).catch(() => {})
    }
  }

  const run = async () => {
    const over = new AbortController()
    const saying = keepSaying(over.signal)
    try {
      const report = await check((done, known) => {
        if (isStopping) throw new Error('stopping')
        last = { ...last, done, all: Math.max(done, known) }
      })
      last = { ...last, is: 'done', endedAt: now(), done: report.chains, all: report.chains, report }
    } catch {
      last = { ...last, is: 'failed', endedAt: now() }
      if (!isStopping) log.error({ code: 'evidence-check-failed' }, 'the comparison of the stored evidence broke off')
    }
    over.abort()
    await saying
    await board?.write(last).catch(() => {})
  }

  const show = async (): Promise<EvidenceCheck> => (board === null || last.is === 'running' ? last : board.read())

  const begin = async (): Promise<EvidenceCheck> => {
    const known = await show()
    if (known.is === 'running') return known
    last = { ...never, is: 'running', begunAt: now() }
    await board?.write(last)
    running = run()
    return last
  }

  return {
    show,
    begin: () => (store === undefined ? begin() : store.exclusive('evidence-check', begin)),
    /** Breaks off the one that is under way. */
    stop(): Promise<void> {
      isStopping = true
      return running
    }
  }
}
