import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { endpointTexts } from '../../../texts/admin/endpoints.ts'
import { drawForm } from '../blocks/form.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, addressOf, findEndpoint, pathOf, whyOf } from './find.ts'

type Letter = Answer<'listDeadLetters'>[number]

const rowOf = (visit: Visit, { id, kind, request, failedAt, tries, because }: Letter) => {
  const texts = endpointTexts[visit.language]
  return [
    texts.kinds[kind],
    visit.may('showRequest') ? html`<a href=${`/admin/requests/${request}`}>${request}</a>` : request,
    drawInstant(visit, failedAt),
    String(tries),
    whyOf(visit, because),
    visit.may('dropDeadLetter')
      ? html`<a href=${`${addressOf(visit)}/dead-letters/${id}/drop`} aria-label=${texts.dropThe(id)}>${texts.drop}</a>`
      : ''
  ]
}

const drawLetters = async (visit: Visit, done: ComponentChild = null) => {
  const texts = endpointTexts[visit.language]
  const [{ name }, letters] = await Promise.all([
    findEndpoint(visit),
    visit.call('listDeadLetters', { path: pathOf(visit) })
  ])
  const head = [texts.kind, texts.request, texts.failedAt, texts.tries, texts.why, texts.move]
  const rows = letters.map(letter => rowOf(visit, letter))
  return {
    title: texts.lettersTitle,
    above: aboveOf(visit),
    body: html`
      ${done}
      <p><strong>${name}</strong></p>
      <p>${texts.lettersLead}</p>
      ${
        letters.length > 0 &&
        visit.may('redriveEndpoint') &&
        html`<p>${texts.redriveLead}</p>${drawForm(visit, { submit: texts.redrive })}`
      }
      ${drawTable(visit, { caption: texts.lettersCaption, head, rows, empty: texts.lettersEmpty })}
    `
  }
}

/** What an endpoint did not take; sends it again. */
export const deadLettersPage: AdminPage = {
  path: '/endpoints/:endpoint/dead-letters',
  needs: 'listDeadLetters',
  acts: 'redriveEndpoint',
  draw: visit => drawLetters(visit),
  async act(visit) {
    const texts = endpointTexts[visit.language]
    const { sent, left, because } = await visit.call('redriveEndpoint', { path: pathOf(visit) })
    const why = because === null ? '' : texts.stopped(whyOf(visit, because))
    const mark = left === 0 ? 'done' : 'wait'
    return drawLetters(visit, html`<p class=${`notice ${mark}`} role="status">${texts.redriven(sent, left)} ${why}</p>`)
  }
}

/** Gives up a dead letter for good. */
export const dropLetterPage: AdminPage = {
  path: '/endpoints/:endpoint/dead-letters/:letter/drop',
  needs: 'dropDeadLetter',
  async draw(visit) {
    const texts = endpointTexts[visit.language]
    const letters = await visit.call('listDeadLetters', { path: pathOf(visit) })
    const letter = letters.find(({ id }) => id === visit.params.letter)
    if (letter === undefined) throw refuse('dead-letter-unknown')
    const list = `${addressOf(visit)}/dead-letters`
    return {
      title: texts.dropTitle,
      above: [...aboveOf(visit), { title: texts.lettersTitle, href: list }],
      body: html`
        <p>${texts.dropLead(texts.kinds[letter.kind], letter.request)}</p>
        ${drawForm(visit, { submit: texts.dropDo, dangerous: true, cancel: list })}
      `
    }
  },
  async act(visit) {
    await visit.call('dropDeadLetter', { path: { ...pathOf(visit), letter: visit.params.letter! } })
    return { to: `${addressOf(visit)}/dead-letters`, said: 'letter-dropped' }
  }
}
