import { html } from 'htm/preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage, Operation } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { addressOf, type Endpoint, findEndpoint, stateOf } from './find.ts'

/** What may be done with an endpoint, in its present state. */
const movesOf = (visit: Visit, { disabled }: Endpoint) => {
  const texts = endpointTexts[visit.language]
  const all: readonly (readonly [Operation, string, string])[] = [
    ['testEndpoint', 'test', texts.testTitle],
    ['rotateEndpoint', 'rotate', texts.rotateTitle],
    disabled === null
      ? ['disableEndpoint', 'disable', texts.disableTitle]
      : ['enableEndpoint', 'enable', texts.enableTitle],
    ['removeEndpoint', 'remove', texts.removeTitle]
  ]
  return all.filter(([operation]) => visit.may(operation))
}

const drawMoves = (visit: Visit, endpoint: Endpoint) => {
  const moves = movesOf(visit, endpoint)
  if (moves.length === 0) return null
  return html`
    <h2>${endpointTexts[visit.language].change}</h2>
    <ul class="links">
      ${moves.map(([, path, title]) => html`<li><a href=${`${addressOf(visit)}/${path}`}>${title}</a></li>`)}
    </ul>
  `
}

/** One system that is told of what happens. */
export const endpointPage: AdminPage = {
  path: '/endpoints/:endpoint',
  needs: 'listEndpoints',
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const [endpoint, platformOf] = await Promise.all([findEndpoint(visit), readPlatformNames(visit)])
    const sources = endpoint.source === null ? [] : await visit.call('listSources')
    const source = sources.find(({ id }) => id === endpoint.source)?.name ?? endpoint.source
    return {
      title: texts.endpoint,
      body: html`
        ${drawPairs([
          [texts.name, endpoint.name],
          [texts.url, endpoint.url],
          [texts.state, stateOf(visit, endpoint)],
          [texts.events, endpoint.events.map(kind => texts.kinds[kind]).join(', ')],
          [texts.platforms, endpoint.platforms.map(platformOf).join(', ') || texts.every],
          [texts.source, source ?? texts.anySource],
          [texts.secrets, String(endpoint.liveSecrets)],
          [texts.since, drawInstant(visit, endpoint.createdAt)],
          [
            texts.deadLetters,
            html`<a href=${`${addressOf(visit)}/dead-letters`}>${texts.letters(endpoint.deadLetters)}</a>`
          ]
        ])}
        ${drawMoves(visit, endpoint)}
      `
    }
  }
}
