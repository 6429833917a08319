import type { Clock } from '../../clock.ts'
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
}

/** Comparisons of the stored evidence that go on by themselves, one at a time; the last one can be looked at. */
export const createBackgroundCheck = ({ clock, log, check }: Parts) => {
  const now = () => clock.now().toISOString()
  let last: EvidenceCheck = { is: 'never', begunAt: null, endedAt: null, done: 0, all: 0, report: null }
  let running: Promise<void> = Promise.resolve()
  let isStopping = false

  const run = async () => {
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
  }

  return {
    show: (): EvidenceCheck => last,
    begin(): EvidenceCheck {
      if (last.is === 'running') return last
      last = { is: 'running', begunAt: now(), endedAt: null, done: 0, all: 0, report: null }
      running = run()
      return last
    },
    /** Breaks off the one that is under way. */
    stop(): Promise<void> {
      isStopping = true
      return running
    }
  }
}
