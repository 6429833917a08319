import { html } from 'htm/preact'
import { takeOverTexts } from '../../../texts/admin/take-over.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'

/** Each platform, and what can be done there. */
export const listPage: AdminPage = {
  path: '/take-over',
  needs: 'lookAtBacklog',
  async draw(visit) {
    const texts = takeOverTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    const link = (id: string, to: 'backlog' | 'report' | 'configuration') =>
      html`<a href=${`/admin/take-over/${id}/${to}`}>${texts.ways[to]}</a>`
    const rows = platforms.map(({ id, name }) => [
      name,
      link(id, 'backlog'),
      visit.may('takeReport') && link(id, 'report'),
      visit.may('importConfiguration') && link(id, 'configuration')
    ])
    const head = [texts.platform, texts.ways.backlog, texts.ways.report, texts.ways.configuration]
    return {
      title: texts.title,
      body: html`<p>${texts.lead}</p>${drawTable(visit, { caption: texts.caption, head, rows, empty: texts.empty })}`
    }
  }
}
