import { html } from 'htm/preact'
import { orphanTexts } from '../../../texts/admin/orphans.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'

/** Each platform, and how many orphans the last reading found there. */
export const listPage: AdminPage = {
  path: '/orphans',
  needs: 'listOrphans',
  async draw(visit) {
    const texts = orphanTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    const rows = await Promise.all(
      platforms.map(async ({ id, name }) => {
        const { at, orphans } = await visit.call('listOrphans', { path: { platform: id } })
        const link = html`<a href=${`/admin/orphans/${id}`}>${name}</a>`
        return [link, at === null ? texts.never : drawInstant(visit, at), at === null ? '' : orphans.length]
      })
    )
    const head = [texts.platform, texts.read, texts.count]
    return {
      title: texts.title,
      body: html`<p>${texts.lead}</p>${drawTable(visit, { caption: texts.caption, head, rows, empty: texts.empty })}`
    }
  }
}
