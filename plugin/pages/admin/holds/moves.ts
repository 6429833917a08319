import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { holdTexts } from '../../../texts/admin/holds.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawDay } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { addressAfter, describeGround, describeItems, findHold } from './describe.ts'

/** Which hold a form is about. */
export const drawAbout = async (visit: Visit): Promise<ComponentChild> => {
  const texts = holdTexts[visit.language]
  const [found, platformName] = await Promise.all([findHold(visit), readPlatformNames(visit)])
  if ('lost' in found) return html`<p class="notice problem">${texts.lost.text(platformName(found.lost.platform))}</p>`
  const { hold } = found
  return drawPairs([
    [texts.platform, platformName(hold.platform)],
    [texts.on, describeItems(visit, hold)],
    [texts.ground, describeGround(visit, hold)],
    [texts.review, hold.reviewAt === null ? texts.noReview : drawDay(visit, hold.reviewAt)],
    [texts.requests, hold.requests.length]
  ])
}

/** Where somebody goes back to who does not want this. */
export const backOf = ({ params, may }: Visit): string =>
  may('showHold') ? `/admin/holds/${params.hold}` : '/admin/holds'

/** Says that a hold was looked at and stays. */
export const reviewPage: AdminPage = {
  path: '/holds/:hold/review',
  needs: 'reviewHold',
  async draw(visit) {
    const texts = holdTexts[visit.language].reviewPage
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${await drawAbout(visit)}
        ${drawForm(visit, {
          fields: [{ is: 'date', name: 'reviewOn', label: texts.again, required: true, at: '/reviewAt' }],
          submit: texts.submit,
          cancel: backOf(visit)
        })}
      `
    }
  },
  async act({ call, params, form }) {
    const reviewAt = `${form.get('reviewOn') ?? ''}T00:00:00Z`
    await call('reviewHold', { path: { hold: params.hold! }, body: { reviewAt } })
    return { to: `/admin/holds/${params.hold}`, said: 'hold-reviewed' }
  }
}

/** Asks for a hold to be lifted, also one whose file is gone. */
export const liftPage: AdminPage = {
  path: '/holds/:hold/lift',
  needs: 'liftHold',
  async draw(visit) {
    const texts = holdTexts[visit.language].liftPage
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${await drawAbout(visit)}
        ${drawForm(visit, {
          fields: [{ is: 'long-text', name: 'note', label: texts.note, hint: texts.noteHint, required: true, rows: 4 }],
          submit: texts.submit,
          dangerous: true,
          cancel: backOf(visit)
        })}
      `
    }
  },
  async act(visit) {
    const note = (visit.form.get('note') ?? '').trim()
    const { is } = await visit.call('liftHold', { path: { hold: visit.params.hold! }, body: { note } })
    return { to: await addressAfter(visit), said: is === 'asked' ? 'hold-lift-asked' : 'hold-lifted' }
  }
}
