import { html } from 'htm/preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'
import { stateOf } from './find.ts'

/** Everything that is told of what happens, with what it did not take. */
export const endpointsPage: AdminPage = {
  path: '/endpoints',
  needs: 'listEndpoints',
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const endpoints = await visit.call('listEndpoints')
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <ul class="links">
          ${visit.may('addEndpoint') && html`<li><a role="button" href="/admin/endpoints/new">${texts.add}</a></li>`}
          ${visit.may('testMail') && html`<li><a href="/admin/endpoints/mail">${texts.mail}</a></li>`}
          <li><a href="/admin/fact-providers">${texts.providers}</a></li>
        </ul>
        ${drawTable(visit, {
          caption: texts.caption,
          head: [texts.name, texts.url, texts.events, texts.state, texts.deadLetters],
          empty: texts.empty,
          rows: endpoints.map(endpoint => [
            html`<a href=${`/admin/endpoints/${endpoint.id}`}>${endpoint.name}</a>`,
            endpoint.url,
            endpoint.events.map(kind => texts.kinds[kind]).join(', '),
            stateOf(visit, endpoint),
            endpoint.deadLetters === 0
              ? '0'
              : html`<a href=${`/admin/endpoints/${endpoint.id}/dead-letters`}>${texts.letters(endpoint.deadLetters)}</a>`
          ])
        })}
      `
    }
  }
}
