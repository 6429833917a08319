import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { isEnd, type State } from '../../../erasure/states.ts'
import { firstRunTexts } from '../../../texts/admin/first-run.ts'
import { becauseText, requestWords } from '../../../texts/admin/requests.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { drawLive } from '../blocks/live.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawPractice } from '../blocks/practice.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

type Request = Answer<'showRequest'>
const everySeconds = 2

const drawEnd = (visit: Visit, id: string): ComponentChild => {
  const texts = firstRunTexts[visit.language]
  return html`
    <p class="notice done">${texts.ended}</p>
    ${
      visit.may('certificateOfRequest')
        ? html`<p><a role="button" href=${`/admin/requests/${id}/certificate`}>${texts.certificate}</a></p>`
        : html`<p>${texts.certificateFor}</p>`
    }
  `
}

const wordOf = (words: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? '–' : (words[code] ?? code)

const drawNow = (visit: Visit, { summary, actions }: Request): ComponentChild => {
  const texts = firstRunTexts[visit.language]
  const words = requestWords[visit.language]
  return html`
    ${drawPairs([
      [texts.state, html`<strong>${stateName(summary.state, visit.language)}</strong>`],
      [texts.since, drawInstant(visit, summary.stateSince)],
      [texts.because, summary.because === null ? null : becauseText(summary.because, visit.language)]
    ])}
    ${drawTable(visit, {
      caption: texts.actions,
      head: texts.actionsHead,
      empty: texts.noActions,
      rows: actions.map(({ action, intentAt, outcome, confirmation }) => [
        html`<code>${action}</code>`,
        intentAt === null ? '–' : drawInstant(visit, intentAt),
        wordOf(words.outcomes, outcome),
        wordOf(words.readings, confirmation)
      ])
    })}
  `
}

/** A test deletion as it goes, to its certificate. */
export const followPage: AdminPage = {
  path: '/first-run/test/:request',
  needs: 'showRequest',
  async draw(visit) {
    const texts = firstRunTexts[visit.language]
    const id = visit.params.request!
    const request = await visit.call('showRequest', { path: { request: id } })
    const { state, platform } = request.summary
    const isOver = isEnd(state as State)
    const practice = (await visit.call('listPlatforms')).find(one => one.id === platform)
    return {
      title: texts.followTitle,
      ...(isOver ? {} : { renewSeconds: everySeconds }),
      body: html`
        <p>${practice?.name} ${drawPractice(visit, practice)}</p>
        ${drawLive(visit, {
          name: 'test-deletion',
          seconds: isOver ? 3600 : everySeconds,
          children: html`${drawNow(visit, request)}${isOver ? drawEnd(visit, id) : html`<p>${texts.waits}</p>`}`
        })}
        <p><a href=${`/admin/requests/${id}`}>${texts.request}</a></p>
      `
    }
  }
}
