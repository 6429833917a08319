import { html } from 'htm/preact'
import { factProviderTexts } from '../../../texts/admin/fact-providers.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Provider = Answer<'listFactProviders'>[number]

const drawMoves = (visit: Visit, { id, name }: Provider) => {
  const texts = factProviderTexts[visit.language]
  const address = `/admin/fact-providers/${id}`
  return html`
    ${visit.may('rotateFactProvider') && html`<a href=${`${address}/rotate`} aria-label=${texts.rotateThe(name)}>${texts.rotate}</a>`}
    ${' '}
    ${visit.may('removeFactProvider') && html`<a href=${`${address}/remove`} aria-label=${texts.removeThe(name)}>${texts.remove}</a>`}
  `
}

/** Every system that is asked for facts. */
export const factProvidersPage: AdminPage = {
  path: '/fact-providers',
  needs: 'listFactProviders',
  async draw(visit) {
    const texts = factProviderTexts[visit.language]
    const [providers, platformOf] = await Promise.all([visit.call('listFactProviders'), readPlatformNames(visit)])
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <ul class="links">
          ${visit.may('addFactProvider') && html`<li><a role="button" href="/admin/fact-providers/new">${texts.add}</a></li>`}
          <li><a href="/admin/endpoints">${texts.told}</a></li>
        </ul>
        ${drawTable(visit, {
          caption: texts.caption,
          head: [
            texts.name,
            texts.platform,
            texts.questions,
            texts.url,
            texts.answers,
            texts.identifiers,
            texts.secrets,
            texts.move
          ],
          empty: texts.empty,
          rows: providers.map(provider => [
            provider.name,
            platformOf(provider.platform),
            provider.questions.map(question => texts.asked[question]).join(', '),
            provider.url,
            provider.answerUrl === null ? texts.atOnce : texts.later(provider.answerUrl),
            provider.identifiers.map(kind => texts.kinds[kind]).join(', '),
            String(provider.liveSecrets),
            drawMoves(visit, provider)
          ])
        })}
      `
    }
  }
}
