import { html } from 'htm/preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

const drawMapping = (visit: Visit, { mapping }: NonNullable<Answer<'showSignIn'>['provider']>) => {
  const texts = signInPageTexts[visit.language]
  const names = frameTexts[visit.language].roles
  return drawTable(visit, {
    caption: texts.mapping,
    head: [texts.value, texts.roles],
    rows: mapping.map(({ value, roles }) => [value, roles.map(role => names[role]).join(', ')]),
    empty: texts.nothingMapped
  })
}

/** How people sign in. */
export const signInPage: AdminPage = {
  path: '/sign-in',
  needs: 'showSignIn',
  async draw(visit) {
    const texts = signInPageTexts[visit.language]
    const [said, nameOf] = await Promise.all([visit.call('showSignIn'), readNames(visit)])
    const { provider } = said
    const pairs = [
      [texts.provider, provider?.label ?? texts.none],
      [texts.issuer, provider?.issuer],
      [texts.client, provider?.clientId],
      [texts.secret, provider && (provider.hasSecret ? texts.hasSecret : texts.noSecret)],
      [texts.scopes, provider?.scopes.join(' ')],
      [texts.rolesClaim, provider?.rolesClaim],
      [texts.addsPeople, provider && (provider.addsPeople ? texts.addsYes : texts.addsNo)],
      [texts.vouches, provider && (provider.vouches ? texts.vouchesYes : texts.vouchesNo)],
      [texts.passwords, said.takesPasswords ? texts.count : texts.countNot],
      [texts.redirectUri, html`<code>${said.redirectUri}</code><br /><small>${texts.redirectHint}</small>`],
      [texts.setBy, said.setBy && html`${nameOf(said.setBy)}, ${drawInstant(visit, said.setAt!)}`]
    ] as const
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawPairs(pairs)}
        ${provider && drawMapping(visit, provider)}
        ${
          visit.may('setSignIn') &&
          html`
            <ul class="links">
              <li><a href="/admin/sign-in/provider">${texts.setTitle}</a></li>
              ${provider && html`<li><a href="/admin/sign-in/test">${texts.testTitle}</a></li>`}
              ${provider && html`<li><a href="/admin/sign-in/off">${texts.offTitle}</a></li>`}
            </ul>
          `
        }
      `
    }
  }
}
