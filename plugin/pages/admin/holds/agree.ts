import { html } from 'htm/preact'
import { holdTexts } from '../../../texts/admin/holds.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'
import { addressAfter, findHold } from './describe.ts'
import { backOf, drawAbout } from './moves.ts'

/** Agrees to a lifting that another person asked for. */
export const agreePage: AdminPage = {
  path: '/holds/:hold/agree',
  needs: 'agreeToLiftHold',
  async draw(visit) {
    const texts = holdTexts[visit.language].agreePage
    const [found, nameOf] = await Promise.all([findHold(visit), readNames(visit)])
    const asker = 'lost' in found ? found.lost.askedBy : (found.hold.lift?.askedBy ?? null)
    return {
      title: texts.title,
      body: html`
        <p>${asker === null ? texts.nobody : texts.lead(nameOf(asker))}</p>
        ${await drawAbout(visit)}
        ${asker !== null && drawForm(visit, { submit: texts.submit, dangerous: true, cancel: backOf(visit) })}
      `
    }
  },
  async act(visit) {
    const { is } = await visit.call('agreeToLiftHold', { path: { hold: visit.params.hold! } })
    return { to: await addressAfter(visit), said: is === 'asked' ? 'hold-lift-asked' : 'hold-lifted' }
  }
}
