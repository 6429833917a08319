import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import { drawOnce } from '../blocks/once.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from './about.ts'

/** The secret address for unsigned messages of a platform. */
export const hintsPage: AdminPage = {
  path: '/platforms/:platform/hints',
  needs: 'setHints',
  async draw(visit) {
    const texts = platformTexts[visit.language].hints
    const platform = await findPlatform(visit)
    const { hints } = platform
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        <p>${hints === null ? texts.none : html`${texts.since} ${drawInstant(visit, hints.madeAt)}.`}</p>
        ${drawForm(visit, { submit: hints === null ? texts.make : texts.again, cancel: addressOf(visit) })}
        ${hints !== null && html`<p><a href=${`${addressOf(visit)}/hints/remove`}>${texts.remove}</a></p>`}
      `
    }
  },
  async act(visit) {
    const texts = platformTexts[visit.language]
    const { address } = await visit.call('setHints', { path: pathOf(visit) })
    return {
      title: texts.hints.title,
      above: aboveOf(await findPlatform(visit)),
      body: html`
        ${drawOnce(visit, texts.hints.address, address)}
        <p><a href=${addressOf(visit)}>${texts.gateway.back}</a></p>
      `
    }
  }
}

/** Ends the secret address. */
export const removeHintsPage: AdminPage = {
  path: '/platforms/:platform/hints/remove',
  needs: 'removeHints',
  async draw(visit) {
    const texts = platformTexts[visit.language].hints
    return {
      title: texts.removeTitle,
      above: aboveOf(await findPlatform(visit)),
      body: drawForm(visit, { submit: texts.remove, dangerous: true, cancel: addressOf(visit) })
    }
  },
  async act(visit) {
    await visit.call('removeHints', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'hints-removed' }
  }
}
