import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findPlatform, pathOf } from './about.ts'

/** Tries every right again, by reading. */
export const checkPage: AdminPage = {
  path: '/platforms/:platform/check',
  needs: 'checkPlatform',
  async draw(visit) {
    const texts = platformTexts[visit.language].check
    const platform = await findPlatform(visit)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`<p>${texts.lead}</p>${drawForm(visit, { submit: texts.do, cancel: addressOf(visit) })}`
    }
  },
  async act(visit) {
    await visit.call('checkPlatform', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'platform-checked' }
  }
}

/** Stops everything destructive on one platform. */
export const pausePage: AdminPage = {
  path: '/platforms/:platform/pause',
  needs: 'pausePlatform',
  async draw(visit) {
    const texts = platformTexts[visit.language].pause
    const platform = await findPlatform(visit)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead}</p>
        ${drawForm(visit, {
          submit: texts.submit,
          cancel: addressOf(visit),
          fields: [{ is: 'text', name: 'because', label: texts.because, hint: texts.becauseHint, required: true }]
        })}
      `
    }
  },
  async act(visit) {
    const body = { because: visit.form.get('because') ?? '' }
    await visit.call('pausePlatform', { path: pathOf(visit), body })
    return { to: addressOf(visit), said: 'platform-paused' }
  }
}

/** Lets a platform go on. */
export const resumePage: AdminPage = {
  path: '/platforms/:platform/resume',
  needs: 'resumePlatform',
  async draw(visit) {
    const texts = platformTexts[visit.language].pause
    const platform = await findPlatform(visit)
    return {
      title: texts.resumeTitle,
      above: aboveOf(platform),
      body: html`
        <p>${texts.resumeLead}</p>
        ${drawForm(visit, { submit: texts.resumeDo, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('resumePlatform', { path: pathOf(visit) })
    return { to: addressOf(visit), said: 'platform-resumed' }
  }
}

/** Forgets a platform that nothing depends on any more. */
export const removePage: AdminPage = {
  path: '/platforms/:platform/remove',
  needs: 'removePlatform',
  async draw(visit) {
    const texts = platformTexts[visit.language].remove
    const platform = await findPlatform(visit)
    return {
      title: texts.title,
      above: aboveOf(platform),
      body: html`
        <p>${texts.lead(platform.name)}</p>
        ${drawForm(visit, { submit: texts.submit, dangerous: true, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('removePlatform', { path: pathOf(visit) })
    return { to: '/admin/platforms', said: 'platform-removed' }
  }
}
