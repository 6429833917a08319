import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { requestTexts, requestWords } from '../../../texts/admin/requests.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { type Full, requestAddress, shortId } from './short.ts'

const drawSubject = ({ language }: Visit, { subject }: Full): ComponentChild => {
  const { subject: texts } = requestTexts[language]
  const { identifiers: kinds } = requestWords[language]
  if (subject === undefined) return html`<p>${texts.gone}</p>`
  return html`
    <h2>${texts.identifiers}</h2>
    ${drawPairs(subject.identifiers.map(({ kind, value }) => [kinds[kind] ?? kind, value] as const))}
    ${subject.mandates.length > 0 && html`<h2>${texts.mandates}</h2>`}
    ${subject.mandates.map(({ who, how, reference, obtainedOn, cannotAsk }) =>
      drawPairs([
        [texts.who, who],
        [texts.how, how],
        [texts.reference, reference],
        [texts.obtained, obtainedOn],
        [texts.cannotAsk, cannotAsk]
      ])
    )}
  `
}

const around = ({ language, params }: Visit, body: ComponentChild): Drawn => ({
  title: requestTexts[language].subject.title,
  above: [{ title: requestTexts[language].one(shortId(params.request!)), href: requestAddress(params.request!) }],
  body
})

/** Who the subject is: only after a button, which goes on record, and on no other page. */
export const subjectPage: AdminPage = {
  path: '/requests/:request/subject',
  needs: 'searchRequests',
  async draw(visit) {
    const { subject } = requestTexts[visit.language]
    await visit.call('showRequest', { path: { request: visit.params.request! } })
    return around(
      visit,
      html`
        <p>${subject.lead}</p>
        ${drawForm(visit, { submit: subject.submit, cancel: requestAddress(visit.params.request!) })}
      `
    )
  },
  async act(visit) {
    const path = { request: visit.params.request! }
    return around(visit, drawSubject(visit, await visit.call('showRequest', { path, query: { reveal: 'subject' } })))
  }
}
