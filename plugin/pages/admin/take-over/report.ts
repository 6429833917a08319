import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { takeOverTexts } from '../../../texts/admin/take-over.ts'
import { drawForm } from '../blocks/form.ts'
import { findPlatform } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import type { Visit } from '../frame/visit.ts'
import { drawTick, drawTickAll } from '../selections/pick.ts'

type Report = Answer<'takeReport'>

const reportOf = ({ params }: Visit, more = ''): string => `/admin/take-over/${params.platform}/report${more}`

const drawRows = (visit: Visit, { rows }: Report): ComponentChild => {
  const { report } = takeOverTexts[visit.language]
  if (rows.length === 0) return html`<p class="empty">${report.none}</p>`
  const mayClose = visit.may('closeReport')
  const lines = rows.map(row => [
    mayClose ? drawTick(row.key, row.username) : row.username,
    row.displayName,
    row.email,
    row.organisations.join(', '),
    drawDay(visit, row.since)
  ])
  const first = html`${mayClose && drawTickAll(visit)}${report.person}`
  const head = [first, report.name, report.email, report.organisations, report.since]
  const table = drawTable(visit, { caption: report.caption, head, rows: lines })
  if (!mayClose) return table
  return drawForm(visit, {
    action: reportOf(visit, '/closed'),
    children: html`<p>${report.closeLead}</p>${table}`,
    submit: report.close,
    dangerous: true,
    cancel: '/admin/take-over'
  })
}

/** Takes the report for organisations beside a platform. It names people, on the page that asked for it. */
export const reportPage: AdminPage = {
  path: '/take-over/:platform/report',
  needs: 'takeReport',
  async draw(visit) {
    const { report } = takeOverTexts[visit.language]
    const { name } = await findPlatform(visit)
    return {
      title: `${report.title}: ${name}`,
      body: html`<p>${report.lead}</p>${drawForm(visit, { submit: report.take, cancel: '/admin/take-over' })}`
    }
  },
  async act(visit) {
    const { report } = takeOverTexts[visit.language]
    const [{ name }, taken] = await Promise.all([
      findPlatform(visit),
      visit.call('takeReport', { path: { platform: visit.params.platform! } })
    ])
    return { title: `${report.title}: ${name}`, body: drawRows(visit, taken) }
  }
}

/** Somebody says who was handed over. Opened by itself it leads to the report: rows stand nowhere else. */
export const closePage: AdminPage = {
  path: '/take-over/:platform/report/closed',
  needs: 'closeReport',
  async draw(visit) {
    const { report } = takeOverTexts[visit.language]
    return {
      title: report.title,
      body: html`<p>${report.nobody}</p><p><a href=${reportOf(visit)}>${report.take}</a></p>`
    }
  },
  async act(visit) {
    const keys = visit.form.getAll('key')
    if (keys.length === 0) throw refuseFields({ '/keys': 'must NOT have fewer than 1 items' })
    await visit.call('closeReport', { path: { platform: visit.params.platform! }, body: { keys } })
    return { to: reportOf(visit), said: 'report-closed' }
  }
}
