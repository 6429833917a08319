import { html } from 'htm/preact'
import { reportTexts } from '../../../texts/admin/reports.ts'
import { drawProblem } from '../frame/notice.ts'
import type { AdminPage } from '../frame/page.ts'
import { PageProblem } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { drawChart } from './chart.ts'
import { durationsChart, monthsChart, outcomesChart, waitingChart } from './charts.ts'
import { drawPeriod, periodOf, queryOf, readReport } from './period.ts'

const drawCharts = async (visit: Visit) => {
  const [volumes, ended, durations, waiting] = await Promise.all(
    ['volumes', 'ended', 'durations', 'waiting'].map(report => readReport(visit, report))
  )
  return [
    monthsChart(visit, volumes!, ended!),
    durationsChart(visit, durations!),
    waitingChart(visit, waiting!),
    outcomesChart(visit, volumes!)
  ].map(chart => drawChart(visit, chart))
}

/** Draws what a period gives, or why it gives nothing. */
export const drawOrSay = async (visit: Visit, draw: () => Promise<unknown>) => {
  try {
    return await draw()
  } catch (error) {
    if (error instanceof PageProblem && error.status < 500) return drawProblem(visit, error)
    throw error
  }
}

/** The few charts that say how things stand, and the way to every report. */
export const reportsPage: AdminPage = {
  path: '/reports',
  needs: 'showReport',
  async draw(visit) {
    const texts = reportTexts[visit.language]
    const query = queryOf(periodOf(visit))
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawPeriod(visit)}
        ${await drawOrSay(visit, () => drawCharts(visit))}
        <h2>${texts.others}</h2>
        <ul>
          ${Object.entries(texts.names).map(([report, name]) => html`<li><a href=${`/admin/reports/${report}?${query}`}>${name}</a></li>`)}
          <li><a href="/admin/reports/art30">${texts.art30}</a></li>
        </ul>
      `
    }
  }
}
