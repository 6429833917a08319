import { html } from 'htm/preact'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { drawDuration, readDuration } from '../blocks/duration.ts'
import { drawForm } from '../blocks/form.ts'
import type { AdminPage } from '../frame/page.ts'
import { aboveOf, addressOf, findSource, pathOf } from './about.ts'
import { drawMade } from './add.ts'

/** Makes a new secret; the old ones are taken for a while. */
export const rotatePage: AdminPage = {
  path: '/sources/:source/rotate',
  needs: 'rotateSource',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    return {
      title: texts.rotateTitle,
      above: aboveOf(await findSource(visit)),
      body: html`
        <p>${texts.rotateLead}</p>
        ${drawForm(visit, {
          submit: texts.rotateDo,
          cancel: addressOf(visit),
          children: drawDuration(visit, { name: 'oldLivesMs', label: texts.oldLives, required: true, ms: 86_400_000 })
        })}
      `
    }
  },
  async act(visit) {
    // An empty box is no number, and is refused at its field.
    const body = { oldLivesMs: readDuration(visit.form, 'oldLivesMs') ?? Number.NaN }
    return drawMade(visit, await visit.call('rotateSource', { path: pathOf(visit), body }))
  }
}

/** Takes the right to send away. */
export const removeSourcePage: AdminPage = {
  path: '/sources/:source/remove',
  needs: 'removeSource',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    const source = await findSource(visit)
    return {
      title: texts.removeTitle,
      above: aboveOf(source),
      body: html`
        <p>${texts.removeLead(source.name)}</p>
        ${drawForm(visit, { submit: texts.removeDo, dangerous: true, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('removeSource', { path: pathOf(visit) })
    return { to: '/admin/sources', said: 'source-removed' }
  }
}

/** Ends the dry run of an identity manager. */
export const goLivePage: AdminPage = {
  path: '/sources/:source/go-live',
  needs: 'goLive',
  async draw(visit) {
    const texts = sourceTexts[visit.language]
    return {
      title: texts.goLiveTitle,
      above: aboveOf(await findSource(visit)),
      body: html`
        <p>${texts.goLiveLead}</p>
        ${drawForm(visit, {
          submit: texts.goLiveDo,
          cancel: addressOf(visit),
          fields: [
            {
              is: 'one-of',
              name: 'kept',
              label: texts.goLiveKept,
              required: true,
              choices: [
                { value: 'go-on', label: texts.goLiveChoices['go-on'] },
                { value: 'drop', label: texts.goLiveChoices.drop }
              ]
            }
          ]
        })}
      `
    }
  },
  async act(visit) {
    const body = { kept: (visit.form.get('kept') ?? '') as 'drop' }
    await visit.call('goLive', { path: pathOf(visit), body })
    return { to: addressOf(visit), said: 'source-live' }
  }
}
