import { html } from 'htm/preact'
import { dayMs } from '../../../durations.ts'
import { later } from '../../../erasure/decision.ts'
import { isEnd } from '../../../erasure/states.ts'
import { makeLink } from '../../../store/records/links.ts'
import { leadingTo, type RequestDocument } from '../../../store/records/requests.ts'
import { requestOfStatusCode } from '../../../store/records/subject-codes/status-codes.ts'
import { pageTexts } from '../../../texts/pages.ts'
import type { Shown, SubjectPage, Visit } from '../frame/page.ts'
import { drawDates } from './dates.ts'
import { describeState } from './describe-state.ts'

/** How long the link to the certificate on this page is good. */
const certificateMs = dayMs

const find = async ({ parts, site, form }: Visit): Promise<RequestDocument | null> => {
  const at = parts.clock.now().toISOString()
  const id = await requestOfStatusCode(parts, site.platform, form.get('code') ?? '', at)
  const document = id === null ? null : await leadingTo(parts.store, id)
  return document?.body.platform === site.platform ? document : null
}

/** The form; with what is said of a code that leads to nothing. */
const drawForm = ({ base, language }: Visit, isWrong: boolean): Shown => {
  const { title, text, label, hint, button, unknown } = pageTexts[language].statusCode
  const marks = isWrong
    ? { 'aria-describedby': 'code-hint code-fault', 'aria-invalid': 'true' }
    : { 'aria-describedby': 'code-hint' }
  return {
    title,
    status: isWrong ? 404 : 200,
    body: html`
      <p>${text}</p>
      <form method="post" action=${`${base}/status`}>
        <div class="field">
          <label for="code">${label}</label>
          <input id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" ...${marks} />
          <small id="code-hint">${hint}</small>
          ${isWrong && html`<small id="code-fault" class="fault">${unknown}</small>`}
        </div>
        <p class="buttons"><button>${button}</button></p>
      </form>
    `
  }
}

const drawStanding = async (visit: Visit, { id, body }: RequestDocument): Promise<Shown> => {
  const { parts, site, base, language } = visit
  const texts = pageTexts[language].statusCode
  const until = later(parts.clock.now().toISOString(), certificateMs)
  return {
    title: texts.title,
    body: html`
      <p><strong>${await describeState(parts.store, body, site, language)}</strong></p>
      ${drawDates(body, site, language)}
      ${
        isEnd(body.state) &&
        body.state !== 'joined' &&
        html`<p><a id="certificate" href=${`${base}/certificate/${makeLink(parts.keys, 'certificate', id, until)}?language=${language}`}>
          ${texts.certificate}</a></p>`
      }
    `
  }
}

/** How a demand stands, for whoever has its code and no session: states and dates, and nothing of whom it is about. */
export const statusByCode: SubjectPage = {
  path: '/status',
  pace: { max: 30, timeWindow: 60_000 },
  draw: async visit => drawForm(visit, false),
  async act(visit) {
    const document = await find(visit)
    return document === null ? drawForm(visit, true) : drawStanding(visit, document)
  }
}
