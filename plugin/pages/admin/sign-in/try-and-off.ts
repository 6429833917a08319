import { html } from 'htm/preact'
import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import type { AdminPage } from '../frame/page.ts'

/** Asks the identity provider for what it says of itself. */
export const testProviderPage: AdminPage = {
  path: '/sign-in/test',
  needs: 'testSignIn',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    return {
      title: texts.testTitle,
      body: html`<p>${texts.testLead}</p>${drawForm(visit, { submit: texts.testDo, cancel: '/admin/sign-in' })}`
    }
  },
  async act(visit) {
    const texts = signInPageTexts[visit.language]
    const report = await visit.call('testSignIn')
    return {
      title: texts.testTitle,
      body: html`
        <p class="notice done" role="status">${texts.tested}</p>
        ${drawPairs([
          [texts.issuer, report.issuer],
          [texts.authorize, report.authorizationEndpoint],
          [texts.token, report.tokenEndpoint],
          [texts.end, report.endSessionEndpoint ?? texts.endNowhere],
          [texts.keys, report.keys],
          [texts.redirectUri, html`<code>${report.redirectUri}</code>`]
        ])}
        <p><a href="/admin/sign-in">${texts.title}</a></p>
      `
    }
  }
}

/** Takes the identity provider away. */
export const removeProviderPage: AdminPage = {
  path: '/sign-in/off',
  needs: 'removeSignIn',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    const form = { submit: texts.offDo, dangerous: true, cancel: '/admin/sign-in' }
    return { title: texts.offTitle, body: html`<p>${texts.offLead}</p>${drawForm(visit, form)}` }
  },
  async act({ call }) {
    await call('removeSignIn')
    return { to: '/admin/sign-in', said: 'provider-off' }
  }
}
