import { dayMs } from '../durations.ts'
import { hasEnded } from './collect.ts'
import type { Counted, ReadBack } from './ended.ts'
import { groupBy, type Table } from './table.ts'

/** A period: `from` inside, `to` outside. ISO 8601. */
export interface Period {
  readonly from: string
  readonly to: string
}

const isIn = (at: string | null, { from, to }: Period): boolean => at !== null && at >= from && at < to
const monthOf = (at: string): string => at.slice(0, 7)
const daysBetween = (from: string, to: string): number =>
  Math.round(((Date.parse(to) - Date.parse(from)) / dayMs) * 10) / 10

/** The middle one of some numbers in order, or between the two in the middle. */
const median = (sorted: readonly number[]): number => {
  const half = Math.floor(sorted.length / 2)
  const middle = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  return Math.round(middle * 10) / 10
}

const ends = ['completed', 'partially-completed', 'withdrawn', 'refused', 'expired', 'joined'] as const

/** What was received in the period, by platform, origin and month, and what has become of it by now. */
const volumes = (all: readonly Counted[], period: Period): Table => {
  const received = all.filter(({ receivedAt }) => isIn(receivedAt, period))
  const counts = ['received', ...ends, 'open']
  return {
    columns: ['platform', 'origin', 'month', ...counts],
    counts,
    rows: groupBy(received, one => [one.platform, one.origin, monthOf(one.receivedAt)]).map(
      ([[platform, origin, month], found]) => ({
        platform: platform!,
        origin: origin!,
        month: month!,
        received: found.length,
        ...Object.fromEntries(ends.map(end => [end, found.filter(({ state }) => state === end).length])),
        open: found.filter(one => !hasEnded(one)).length
      })
    )
  }
}

/** Days from receipt to confirmed completion, of what was completed in the period. */
const times = (all: readonly Counted[], period: Period): Table => {
  const completed = all.filter(({ state, endedAt }) => state === 'completed' && isIn(endedAt, period))
  return {
    columns: ['platform', 'origin', 'month', 'completed', 'medianDays', 'worstDays'],
    counts: ['completed'],
    rows: groupBy(completed, one => [one.platform, one.origin, monthOf(one.endedAt!)]).map(
      ([[platform, origin, month], found]) => {
        const days = found.map(one => daysBetween(one.receivedAt, one.endedAt!)).sort((one, other) => one - other)
        return {
          platform: platform!,
          origin: origin!,
          month: month!,
          completed: found.length,
          medianDays: median(days),
          worstDays: days.at(-1)!
        }
      }
    )
  }
}

/** What was refused in the period, by ground and by what stood in the way. */
const refusals = (all: readonly Counted[], period: Period): Table => {
  const refused = all.filter(({ state, endedAt }) => state === 'refused' && isIn(endedAt, period))
  return {
    columns: ['platform', 'ground', 'because', 'month', 'refused'],
    counts: ['refused'],
    rows: groupBy(refused, one => [one.platform, one.ground ?? '', one.because, monthOf(one.endedAt!)]).map(
      ([[platform, ground, because, month], found]) => ({
        platform: platform!,
        ground: ground!,
        because: because!,
        month: month!,
        refused: found.length
      })
    )
  }
}

/** What is open past its deadline, and what ended late in the period; days past the deadline of the worst. */
const overdue =
  (now: string) =>
  (all: readonly Counted[], period: Period): Table => {
    const isLate = ({ endedAt, deadlineAt }: Counted) => (endedAt ?? now) > deadlineAt
    const late = all.filter(one => isLate(one) && (one.endedAt === null || isIn(one.endedAt, period)))
    return {
      columns: ['platform', 'origin', 'open', 'endedLate', 'worstDaysLate'],
      counts: ['open', 'endedLate'],
      rows: groupBy(late, one => [one.platform, one.origin]).map(([[platform, origin], found]) => ({
        platform: platform!,
        origin: origin!,
        open: found.filter(({ endedAt }) => endedAt === null).length,
        endedLate: found.filter(({ endedAt }) => endedAt !== null).length,
        worstDaysLate: Math.max(...found.map(one => daysBetween(one.deadlineAt, one.endedAt ?? now)))
      }))
    }
  }

const readings: readonly (keyof ReadBack)[] = ['gone', 'cannot-tell', 'later', 'still-there', 'not-read']

/** How the actions of what was carried out in the period were read back; `shareGone` in percent. */
const readBack = (all: readonly Counted[], period: Period): Table => {
  const carriedOut = all.filter(
    ({ state, endedAt }) => (state === 'completed' || state === 'partially-completed') && isIn(endedAt, period)
  )
  return {
    columns: ['platform', 'month', 'requests', 'actions', ...readings, 'shareGone'],
    counts: ['requests'],
    rows: groupBy(carriedOut, one => [one.platform, monthOf(one.endedAt!)]).map(([[platform, month], found]) => {
      const sums = readings.map(is => [is, found.reduce((sum, { readBack: read }) => sum + read[is], 0)] as const)
      const actions = sums.reduce((sum, [, count]) => sum + count, 0)
      const gone = sums.find(([is]) => is === 'gone')![1]
      return {
        platform: platform!,
        month: month!,
        requests: found.length,
        actions,
        ...Object.fromEntries(sums),
        shareGone: actions === 0 ? null : Math.round((gone / actions) * 1000) / 10
      }
    })
  }
}

/** What was found that nobody had asked for, among what was received in the period. */
const findings = (all: readonly Counted[], period: Period): Table => {
  const found = all
    .filter(({ receivedAt }) => isIn(receivedAt, period))
    .flatMap(one => [
      ...one.findings.map(code => ({ one, code })),
      ...(one.origin === 'platform' ? [{ one, code: 'begun-without-lethe' }] : [])
    ])
  return {
    columns: ['platform', 'finding', 'month', 'times'],
    counts: ['times'],
    rows: groupBy(found, ({ one, code }) => [one.platform, code, monthOf(one.receivedAt)]).map(
      ([[platform, finding, month], items]) => ({
        platform: platform!,
        finding: finding!,
        month: month!,
        times: items.length
      })
    )
  }
}

/** The reports that are drawn from requests. `now`: ISO 8601. */
export const requestReports = (now: string) => ({
  volumes,
  times,
  refusals,
  overdue: overdue(now),
  'read-back': readBack,
  findings
})
