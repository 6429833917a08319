import { html } from 'htm/preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import { drawPairs } from '../blocks/pairs.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'
import { drawSessions, drawTokens } from './draw.ts'

/** Who reads this, and by what they act. */
export const accountPage: AdminPage = {
  path: '/account',
  needs: 'showMe',
  async draw(visit) {
    const texts = tokenTexts[visit.language]
    const { person } = await visit.call('showMe')
    const [tokens, sessions, nameOf] = await Promise.all([
      visit.call('listTokens'),
      visit.call('listSessions'),
      readNames(visit)
    ])
    const isOwn = (one: { readonly person: string }) => one.person === person.id
    return {
      title: texts.account,
      body: html`
        <p>${texts.accountLead}</p>
        ${drawPairs([
          [texts.ownName, person.name],
          [texts.ownRoles, person.roles.map(role => frameTexts[visit.language].roles[role]).join(', ')],
          [texts.signInName, person.signInName ?? texts.noPassword],
          [texts.identity, person.hasIdentity ? texts.known : texts.notKnown],
          [texts.counts, person.countsAs === person.id ? texts.alone : texts.one]
        ])}
        ${person.signInName !== null && html`<p><a href="/admin/account/password">${texts.password}</a></p>`}
        ${drawTokens(visit, tokens.filter(isOwn), nameOf)}
        ${drawSessions(visit, sessions.filter(isOwn), nameOf)}
      `
    }
  }
}
