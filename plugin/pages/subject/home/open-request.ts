import { html } from 'htm/preact'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { mayBegin } from '../../../store/records/platforms/platforms.ts'
import type { RequestDocument } from '../../../store/records/requests.ts'
import { hasStatusCode, statusCodeOf } from '../../../store/records/subject-codes/status-codes.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { answeredBy, ownDemands } from '../answers.ts'
import { drawDates } from '../standing/dates.ts'
import { describeState } from '../standing/describe-state.ts'
import { drawStatusCode } from '../standing/draw-code.ts'
import { drawButton } from './buttons.ts'
import type { Help } from './help.ts'

const every = 30

const isUnproven = ({ state, verdicts }: ErasureRequest): boolean =>
  state === 'blocked' && verdicts.some(({ blockers }) => blockers.some(({ code }) => code === 'identity-not-proven'))

/** What the subject still has to do: here where Lethe may begin, else on the platform's own page. */
const drawLastStep = (help: Help, { body }: RequestDocument) => {
  const { visit, caller, language, by } = help
  const { parts, site } = visit
  const own = ownDemands({ body }, by)
  if (own.length === 0 || !isUnproven(body)) return null
  const { fresh, pressAgain, cannotBegin } = pageTexts[language]
  if (!mayBegin(site.body))
    return html`<p id="last-step">${(site.gateway.mode === 'forward' ? pressAgain : cannotBegin).text}</p>`
  const isFresh = answeredBy(parts, site.platform, caller, own).demands.length > 0
  return html`
    <p id="last-step">${parts.hasMail ? fresh.text : fresh.withoutMail}</p>
    ${isFresh && drawButton(help, 'confirm', fresh.confirm, 'dangerous')}
  `
}

/** What has become of a demand for this account, what its subject still has to do, and how they take it back. */
export const drawOpen = async (help: Help, document: RequestDocument) => {
  const { visit, language, by } = help
  const { site, parts } = visit
  const texts = pageTexts[language].open
  const { id, body } = document
  const isOwn = ownDemands(document, by).length > 0
  return html`
    <section id="open" class="notice" aria-labelledby="open-title">
      <h2 id="open-title">${texts.title}</h2>
      <div aria-live="polite">
        <div data-live="open" data-every=${every}>
          <p><strong>${await describeState(parts.store, body, site, language)}</strong></p>
          ${drawDates(body, site, language)}
        </div>
      </div>
      ${drawLastStep(help, document)}
      ${isOwn && drawButton(help, 'withdraw', texts.withdraw, 'secondary')}
      ${isOwn && hasStatusCode(body) && drawStatusCode(statusCodeOf(parts.keys, id), language)}
    </section>
  `
}
