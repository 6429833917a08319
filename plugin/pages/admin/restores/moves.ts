import { html } from 'htm/preact'
import { restoreTexts } from '../../../texts/admin/restores.ts'
import { drawForm } from '../blocks/form.ts'
import type { Given } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Reason = NonNullable<Given<'dropReplay'>['body']>['because']

const reasons = ['not-restored', 'times-wrong', 'erased-otherwise', 'kept-on-purpose'] as const

const addressOf = ({ params }: Visit): string => `/admin/restores/${params.replay}`
const pathOf = ({ params }: Visit): { replay: string } => ({ replay: params.replay! })
const aboveOf = (visit: Visit) => [{ title: restoreTexts[visit.language].replay.title, href: addressOf(visit) }]

/** Another person agrees that whoever came back is erased again. */
export const releasePage: AdminPage = {
  path: '/restores/:replay/release',
  needs: 'releaseReplay',
  async draw(visit) {
    const texts = restoreTexts[visit.language].release
    const { counts } = await visit.call('showReplay', { path: pathOf(visit) })
    return {
      title: texts.title,
      above: aboveOf(visit),
      body: html`
        <p>${texts.lead(counts['came-back'] ?? 0)}</p>
        ${drawForm(visit, { submit: texts.submit, dangerous: true, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('releaseReplay', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'replay-released' }
  }
}

/** Does nothing about a list. */
export const dropPage: AdminPage = {
  path: '/restores/:replay/drop',
  needs: 'dropReplay',
  async draw(visit) {
    const texts = restoreTexts[visit.language].drop
    return {
      title: texts.title,
      above: aboveOf(visit),
      body: html`
        <p>${texts.lead}</p>
        ${drawForm(visit, {
          fields: [
            {
              is: 'one-of',
              name: 'because',
              label: texts.because,
              required: true,
              choices: reasons.map(value => ({ value, label: texts.reasons[value] }))
            }
          ],
          submit: texts.submit,
          dangerous: true,
          cancel: addressOf(visit)
        })}
      `
    }
  },
  async act(visit) {
    const because = (visit.form.get('because') ?? '') as Reason
    await visit.call('dropReplay', { path: pathOf(visit), body: { because } })
    return { to: addressOf(visit), said: 'replay-dropped' }
  }
}

/** Draws the list anew. */
export const lookPage: AdminPage = {
  path: '/restores/:replay/look',
  needs: 'lookAtReplay',
  async draw(visit) {
    const texts = restoreTexts[visit.language].look
    return {
      title: texts.title,
      above: aboveOf(visit),
      body: html`<p>${texts.lead}</p>${drawForm(visit, { submit: texts.submit, cancel: addressOf(visit) })}`
    }
  },
  async act(visit) {
    await visit.call('lookAtReplay', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'replay-looking' }
  }
}
