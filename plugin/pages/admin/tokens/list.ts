import { html } from 'htm/preact'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'
import { drawSessions, drawTokens } from './draw.ts'

/** Every token and session: one's own, and for administrators everybody's. */
export const tokensPage: AdminPage = {
  path: '/tokens',
  needs: 'listTokens',
  async draw(visit) {
    const texts = tokenTexts[visit.language]
    const [tokens, sessions, nameOf] = await Promise.all([
      visit.call('listTokens'),
      visit.call('listSessions'),
      readNames(visit)
    ])
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${visit.may('createToken') && html`<p><a role="button" href="/admin/tokens/new">${texts.add}</a></p>`}
        ${drawTokens(visit, tokens, nameOf)}
        ${drawSessions(visit, sessions, nameOf)}
      `
    }
  }
}
