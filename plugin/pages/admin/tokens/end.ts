import { html } from 'htm/preact'
import { tokenTexts } from '../../../texts/admin/tokens.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import { readNames } from '../people/names.ts'

/** Revokes a token. */
export const revokePage: AdminPage = {
  path: '/tokens/:token/revoke',
  needs: 'revokeToken',
  async draw(visit) {
    const texts = tokenTexts[visit.language]
    const [tokens, nameOf] = await Promise.all([visit.call('listTokens'), readNames(visit)])
    const token = tokens.find(({ id }) => id === visit.params.token)
    if (token === undefined) throw refuse('token-unknown')
    return {
      title: texts.revokeTitle,
      above: [{ title: texts.title, href: '/admin/tokens' }],
      body: html`
        <p>${texts.revokeLead(token.label, nameOf(token.person))}</p>
        ${drawForm(visit, { submit: texts.revokeDo, dangerous: true, cancel: '/admin/tokens' })}
      `
    }
  },
  async act({ call, params }) {
    await call('revokeToken', { path: { token: params.token! } })
    return { to: '/admin/tokens', said: 'token-revoked' }
  }
}

/** Ends a session of the pages. */
export const endSessionPage: AdminPage = {
  path: '/sessions/:session/end',
  needs: 'listSessions',
  acts: 'revokeToken',
  async draw(visit) {
    const texts = tokenTexts[visit.language]
    const [sessions, nameOf] = await Promise.all([visit.call('listSessions'), readNames(visit)])
    const session = sessions.find(({ id }) => id === visit.params.session)
    if (session === undefined) throw refuse('token-unknown')
    return {
      title: texts.endTitle,
      above: [{ title: texts.title, href: '/admin/tokens' }],
      body: html`
        <p>${texts.endLead(nameOf(session.person))}</p>
        ${drawForm(visit, { submit: texts.endDo, dangerous: true, cancel: '/admin/tokens' })}
      `
    }
  },
  async act({ call, params }) {
    await call('revokeToken', { path: { token: params.session! } })
    return { to: '/admin/tokens', said: 'session-ended' }
  }
}
