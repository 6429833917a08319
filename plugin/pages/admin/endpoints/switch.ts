import { html } from 'htm/preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findEndpoint, pathOf } from './find.ts'

/** A page that does one thing with an endpoint, once it is confirmed. */
const confirmPage = (
  operation: 'disableEndpoint' | 'enableEndpoint' | 'removeEndpoint',
  verb: 'disable' | 'enable' | 'remove',
  said: string
): AdminPage => ({
  path: `/endpoints/:endpoint/${verb}`,
  needs: operation,
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const { name } = await findEndpoint(visit)
    const form = { submit: texts[`${verb}Do`], dangerous: verb === 'remove', cancel: addressOf(visit) }
    return {
      title: texts[`${verb}Title`],
      above: aboveOf(visit),
      body: html`<p><strong>${name}</strong></p><p>${texts[`${verb}Lead`]}</p>${drawForm(visit, form)}`
    }
  },
  async act(visit) {
    await visit.call(operation, { path: pathOf(visit) })
    return { to: verb === 'remove' ? '/admin/endpoints' : addressOf(visit), said }
  }
})

/** Switches an endpoint off, on, or removes it. */
export const switchPages: readonly AdminPage[] = [
  confirmPage('disableEndpoint', 'disable', 'endpoint-disabled'),
  confirmPage('enableEndpoint', 'enable', 'endpoint-enabled'),
  confirmPage('removeEndpoint', 'remove', 'endpoint-removed')
]
