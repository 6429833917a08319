import { html } from 'htm/preact'
import { overviewTexts } from '../../../texts/admin/overview.ts'
import type { AdminPage } from '../frame/page.ts'

/** What waits for whom. */
export const overviewPage: AdminPage = {
  path: '/',
  needs: 'signed-in',
  async draw({ language }) {
    const texts = overviewTexts[language]
    return { title: texts.title, body: html`<p>${texts.text}</p>` }
  }
}
