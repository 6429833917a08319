import { html } from 'htm/preact'
import { orphanTexts } from '../../../texts/admin/orphans.ts'
import { drawForm } from '../blocks/form.ts'
import { findPlatform } from '../blocks/platforms.ts'
import type { AdminPage } from '../frame/page.ts'

/** Begins a reading of who owns what. */
export const readPage: AdminPage = {
  path: '/orphans/:platform/read',
  needs: 'readOwnerships',
  async draw(visit) {
    const texts = orphanTexts[visit.language]
    const { id, name } = await findPlatform(visit)
    return {
      title: texts.readTitle,
      above: [{ title: name, href: `/admin/orphans/${id}` }],
      body: html`
        <p>${texts.readLead}</p>
        ${drawForm(visit, { submit: texts.readDo, cancel: `/admin/orphans/${id}` })}
      `
    }
  },
  async act({ call, params }) {
    await call('readOwnerships', { path: { platform: params.platform! } })
    return { to: `/admin/orphans/${params.platform}`, said: 'orphans-reading' }
  }
}
