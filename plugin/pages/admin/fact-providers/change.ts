import { html } from 'htm/preact'
import { dayMs } from '../../../durations.ts'
import { factProviderTexts } from '../../../texts/admin/fact-providers.ts'
import { drawDuration, readDuration } from '../blocks/duration.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

const list = '/admin/fact-providers'

const findProvider = async (visit: Visit) => {
  const found = (await visit.call('listFactProviders')).find(({ id }) => id === visit.params.provider)
  if (found === undefined) throw refuse('fact-provider-unknown')
  return found
}

const aboveOf = ({ language }: Visit) => [{ title: factProviderTexts[language].title, href: list }]

/** Makes a provider a new secret, which is shown once. */
export const rotateFactProviderPage: AdminPage = {
  path: '/fact-providers/:provider/rotate',
  needs: 'rotateFactProvider',
  async draw(visit) {
    const texts = factProviderTexts[visit.language]
    const { name } = await findProvider(visit)
    const children = drawDuration(visit, { name: 'oldLivesMs', label: texts.oldLives, required: true, ms: dayMs })
    return {
      title: texts.rotateTitle,
      above: aboveOf(visit),
      body: html`
        <p><strong>${name}</strong></p>
        <p>${texts.rotateLead}</p>
        ${drawForm(visit, { submit: texts.rotateDo, children, cancel: list })}
      `
    }
  },
  async act(visit) {
    const texts = factProviderTexts[visit.language]
    const oldLivesMs = readDuration(visit.form, 'oldLivesMs') ?? dayMs
    const path = { provider: visit.params.provider! }
    const { secret } = await visit.call('rotateFactProvider', { path, body: { oldLivesMs } })
    return {
      title: texts.rotateTitle,
      above: aboveOf(visit),
      body: html`${drawOnce(visit, texts.secret, secret)}<p><a href=${list}>${texts.back}</a></p>`
    }
  }
}

/** Takes a provider away. */
export const removeFactProviderPage: AdminPage = {
  path: '/fact-providers/:provider/remove',
  needs: 'removeFactProvider',
  async draw(visit) {
    const texts = factProviderTexts[visit.language]
    const { name } = await findProvider(visit)
    return {
      title: texts.removeTitle,
      above: aboveOf(visit),
      body: html`
        <p><strong>${name}</strong></p>
        <p>${texts.removeLead}</p>
        ${drawForm(visit, { submit: texts.removeDo, dangerous: true, cancel: list })}
      `
    }
  },
  async act({ call, params }) {
    await call('removeFactProvider', { path: { provider: params.provider! } })
    return { to: list, said: 'provider-removed' }
  }
}
