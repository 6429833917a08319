import { dayMs } from '../durations.ts'
import { hasEnded } from './collect.ts'
import type { Counted } from './ended.ts'
import type { Period } from './requests.ts'
import { groupBy, type Table } from './table.ts'

const ends = ['completed', 'partially-completed', 'withdrawn', 'refused', 'expired', 'joined'] as const

/** What ended in the period, by platform and month of its end, whenever it was received. */
const ended = (all: readonly Counted[], { from, to }: Period): Table => {
  const found = all.filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to)
  const counts = ['ended', ...ends]
  return {
    columns: ['platform', 'month', ...counts],
    counts,
    rows: groupBy(found, ({ platform, endedAt }) => [platform, endedAt!.slice(0, 7)]).map(
      ([[platform, month], items]) => ({
        platform: platform!,
        month: month!,
        ended: items.length,
        ...Object.fromEntries(ends.map(end => [end, items.filter(({ state }) => state === end).length]))
      })
    )
  }
}

/** What is open now, by the state in which it waits and why; of the period only that it was received before its end. */
const waiting =
  (now: string) =>
  (all: readonly Counted[], { to }: Period): Table => {
    const open = all.filter(one => !hasEnded(one) && one.receivedAt < to)
    return {
      columns: ['platform', 'state', 'because', 'open', 'late'],
      counts: ['open', 'late'],
      rows: groupBy(open, ({ platform, state, because }) => [platform, state, because]).map(
        ([[platform, state, because], items]) => ({
          platform: platform!,
          state: state!,
          because: because!,
          open: items.length,
          late: items.filter(({ deadlineAt }) => deadlineAt < now).length
        })
      )
    }
  }

/** Days from receipt to completion; whatever took longer is in the last. The law gives a month (Article 12(3)). */
const lengths: readonly (readonly [number, string])[] = [
  [7, 'up to 7 days'],
  [14, 'up to 14 days'],
  [31, 'up to a month'],
  [92, 'up to three months'],
  [Number.POSITIVE_INFINITY, 'longer']
]

const lengthOf = ({ receivedAt, endedAt }: Counted): number => {
  const days = (Date.parse(endedAt!) - Date.parse(receivedAt)) / dayMs
  return lengths.findIndex(([most]) => days <= most)
}

/** How long it took what was completed in the period, and how much of it ended after its deadline. */
const durations = (all: readonly Counted[], { from, to }: Period): Table => {
  const done = all.filter(
    ({ state, endedAt }) => state === 'completed' && endedAt !== null && endedAt >= from && endedAt < to
  )
  return {
    columns: ['platform', 'took', 'completed', 'late'],
    counts: ['completed', 'late'],
    rows: groupBy(done, one => [one.platform, String(lengthOf(one))]).map(([[platform, length], items]) => ({
      platform: platform!,
      took: lengths[Number(length)]![1],
      completed: items.length,
      late: items.filter(({ endedAt, deadlineAt }) => endedAt! > deadlineAt).length
    }))
  }
}

/** The reports about how things stand and how long they take. `now`: ISO 8601. */
export const standingReports = (now: string) => ({ ended, waiting: waiting(now), durations })
