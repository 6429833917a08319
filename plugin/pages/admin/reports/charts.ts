import { reportTexts } from '../../../texts/admin/reports.ts'
import { becauseText } from '../../../texts/admin/requests.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { blockerCodes, blockerText } from '../../../texts/blockers.ts'
import { localeOf } from '../../../texts/locale.ts'
import type { Visit } from '../frame/visit.ts'
import type { Chart } from './chart.ts'
import type { Report } from './period.ts'
import { highestBy, sumBy, sumOf } from './series.ts'

const ends = ['completed', 'partially-completed', 'withdrawn', 'refused', 'expired', 'joined', 'open'] as const
const lengths = ['up to 7 days', 'up to 14 days', 'up to a month', 'up to three months', 'longer'] as const

/** A value of a report, in words where there are some. */
export const wordOf = ({ language }: Visit, column: string, value: string): string => {
  const texts = reportTexts[language]
  if (column === 'because')
    return blockerCodes.includes(value) ? blockerText(value, language).what : becauseText(value, language)
  if (column === 'state') return stateName(value, language)
  return (column === 'platform' ? undefined : texts.cells[value]) ?? value
}

const monthOf = ({ language }: Visit, month: string): string =>
  new Intl.DateTimeFormat(localeOf[language], { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00.000Z`)
  )

/** What came in and what ended, month by month. */
export const monthsChart = (visit: Visit, volumes: Report, ended: Report): Chart => {
  const { charts, columns } = reportTexts[visit.language]
  const [received, done] = [sumBy(volumes.rows, 'month', 'received'), sumBy(ended.rows, 'month', 'ended')]
  const months = [...new Set([...received.keys(), ...done.keys()])].sort()
  const figureOf = (figures: typeof received, month: string) => (figures.has(month) ? figures.get(month)! : 0)
  return {
    id: 'months',
    title: charts.months,
    of: columns.month!,
    series: [columns.received!, columns.ended!],
    lines: months.map(month => ({
      label: monthOf(visit, month),
      figures: [figureOf(received, month), figureOf(done, month)]
    }))
  }
}

/** What has become of what came in. */
export const outcomesChart = (visit: Visit, { rows }: Report): Chart => {
  const { charts, columns } = reportTexts[visit.language]
  return {
    id: 'outcomes',
    title: charts.outcomes,
    of: columns.state!,
    series: [columns.requests!],
    lines: rows.length === 0 ? [] : ends.map(end => ({ label: columns[end]!, figures: [sumOf(rows, end)] }))
  }
}

/** How long it took, with the month that the law gives. */
export const durationsChart = (visit: Visit, { rows }: Report): Chart => {
  const { charts, columns, cells } = reportTexts[visit.language]
  const took = sumBy(rows, 'took', 'completed')
  return {
    id: 'durations',
    title: charts.durations,
    of: columns.took!,
    series: [columns.completed!],
    lines:
      rows.length === 0
        ? []
        : lengths.map(length => ({
            label: cells[length]!,
            figures: [took.has(length) ? took.get(length)! : 0],
            ...(length === 'up to a month' && { limit: charts.legalMonth })
          }))
  }
}

/** What is open, by why it waits; the most frequent first. */
export const waitingChart = (visit: Visit, { rows }: Report): Chart => {
  const { charts, columns } = reportTexts[visit.language]
  const open = [...sumBy(rows, 'because', 'open')].sort(([, one], [, other]) => (other ?? 0) - (one ?? 0))
  return {
    id: 'waiting',
    title: charts.waiting,
    of: columns.because!,
    series: [columns.open!],
    lines: open.map(([because, figure]) => ({ label: wordOf(visit, 'because', because), figures: [figure] }))
  }
}

/** The slowest of each month. */
const worstChart = (visit: Visit, { rows }: Report): Chart => {
  const { charts, columns } = reportTexts[visit.language]
  const worst = [...highestBy(rows, 'month', 'worstDays')].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    id: 'worst',
    title: charts.worst,
    of: columns.month!,
    series: [columns.worstDays!],
    lines: worst.map(([month, figure]) => ({ label: monthOf(visit, month), figures: [figure] }))
  }
}

/** The chart that goes with a report, where there is one. */
export const chartOf = (visit: Visit, report: Report): Chart | null => {
  switch (report.report) {
    case 'volumes':
      return outcomesChart(visit, report)
    case 'durations':
      return durationsChart(visit, report)
    case 'waiting':
      return waitingChart(visit, report)
    case 'times':
      return worstChart(visit, report)
    default:
      return null
  }
}
