import { html } from 'htm/preact'
import { reportTexts } from '../../../texts/admin/reports.ts'
import { localeOf } from '../../../texts/locale.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { drawChart } from './chart.ts'
import { chartOf, wordOf } from './charts.ts'
import { drawOrSay } from './overview.ts'
import { drawPeriod, periodOf, queryOf, type Report, readReport } from './period.ts'

type Cell = Report['rows'][number][string]

const drawCell = (visit: Visit, column: string, cell: Cell | undefined, platformOf: (id: string) => string): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return new Intl.NumberFormat(localeOf[visit.language]).format(cell)
  if (column === 'platform') return platformOf(cell)
  return wordOf(visit, column, cell)
}

const drawFigures = async (visit: Visit, name: string) => {
  const texts = reportTexts[visit.language]
  const [report, platformOf] = await Promise.all([readReport(visit, name), readPlatformNames(visit)])
  const chart = chartOf(visit, report)
  return html`
    ${chart !== null && drawChart(visit, chart)}
    ${drawTable(visit, {
      caption: texts.figures,
      head: report.columns.map(column => texts.columns[column] ?? column),
      empty: texts.empty,
      rows: report.rows.map(row => report.columns.map(column => drawCell(visit, column, row[column], platformOf)))
    })}
    <p><a href=${`/admin/reports/${name}/csv?${queryOf(periodOf(visit))}`}>${texts.csv}</a></p>
    <p><small>${texts.madeAt} ${drawInstant(visit, report.madeAt)}</small></p>
  `
}

/** One report of a period: its chart, its table, and the way to its CSV. */
export const reportPage: AdminPage = {
  path: '/reports/:report',
  needs: 'showReport',
  async draw(visit) {
    const { names }: { names: Readonly<Record<string, string>> } = reportTexts[visit.language]
    const name = visit.params.report!
    const title = names[name]
    if (title === undefined) throw refuse('route-unknown')
    return { title, body: html`${drawPeriod(visit)}${await drawOrSay(visit, () => drawFigures(visit, name))}` }
  }
}

/** The same for a spreadsheet. */
export const csvPage: AdminPage = {
  path: '/reports/:report/csv',
  needs: 'showReportAsCsv',
  async draw(visit) {
    const name = visit.params.report!
    const period = periodOf(visit)
    const content = await visit.call('showReportAsCsv', { path: { report: name as 'volumes' }, query: period })
    return { file: `lethe-${name}-${period.from}.csv`, type: 'text/csv; charset=utf-8', content }
  }
}
