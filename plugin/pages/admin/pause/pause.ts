import { html } from 'htm/preact'
import { pauseTexts } from '../../../texts/admin/pause.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'

/** Whether everything is paused, by whom and why; stops everything destructive at once. */
export const pausePage: AdminPage = {
  path: '/pause',
  needs: 'showPause',
  acts: 'pauseEverything',
  async draw(visit) {
    const texts = pauseTexts[visit.language]
    const [{ paused }, nameOf] = await Promise.all([visit.call('showPause'), readNames(visit)])
    const field = {
      is: 'text',
      name: 'because',
      label: texts.because,
      hint: texts.becauseHint,
      required: true
    } as const
    return {
      title: texts.title,
      body:
        paused === null
          ? html`
            <p>${texts.lead}</p>
            <p>${texts.goesOn}</p>
            ${visit.may('pauseEverything') && drawForm(visit, { fields: [field], submit: texts.pause, dangerous: true })}
          `
          : html`
            <p>${texts.lead}</p>
            ${drawPairs([
              [texts.since, drawInstant(visit, paused.at)],
              [texts.by, nameOf(paused.by)],
              [texts.because, paused.because]
            ])}
            ${visit.may('resumeEverything') && html`<ul class="links"><li><a role="button" href="/admin/pause/resume">${texts.resume}</a></li></ul>`}
          `
    }
  },
  async act({ call, form }) {
    await call('pauseEverything', { body: { because: (form.get('because') ?? '').trim() } })
    return { to: '/admin/pause', said: 'everything-paused' }
  }
}

/** Lets everything go on that is not paused by itself. */
export const resumePage: AdminPage = {
  path: '/pause/resume',
  needs: 'resumeEverything',
  async draw(visit) {
    const texts = pauseTexts[visit.language]
    const { paused } = await visit.call('showPause')
    return {
      title: texts.resumeTitle,
      body: html`
        <p>${paused === null ? texts.notPaused : texts.resumeLead}</p>
        ${paused !== null && drawForm(visit, { submit: texts.resume, cancel: '/admin/pause' })}
      `
    }
  },
  async act({ call }) {
    await call('resumeEverything')
    return { to: '/admin/pause', said: 'everything-resumed' }
  }
}
