import { html } from 'htm/preact'
import { dayMs } from '../../../durations.ts'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawDuration, readDuration } from '../blocks/duration.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findEndpoint, pathOf } from './find.ts'

/** Makes an endpoint a new secret, which is shown once. */
export const rotateEndpointPage: AdminPage = {
  path: '/endpoints/:endpoint/rotate',
  needs: 'rotateEndpoint',
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const { name } = await findEndpoint(visit)
    const children = drawDuration(visit, { name: 'oldLivesMs', label: texts.oldLives, required: true, ms: dayMs })
    return {
      title: texts.rotateTitle,
      above: aboveOf(visit),
      body: html`
        <p><strong>${name}</strong></p>
        <p>${texts.rotateLead}</p>
        ${drawForm(visit, { submit: texts.rotateDo, children, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    const texts = endpointTexts[visit.language]
    const oldLivesMs = readDuration(visit.form, 'oldLivesMs') ?? dayMs
    const { secret } = await visit.call('rotateEndpoint', { path: pathOf(visit), body: { oldLivesMs } })
    return {
      title: texts.rotateTitle,
      above: aboveOf(visit),
      body: html`
        ${drawOnce(visit, texts.secret, secret)}
        <p><a href=${addressOf(visit)}>${texts.back}</a></p>
      `
    }
  }
}
