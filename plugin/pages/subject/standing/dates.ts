import { html } from 'htm/preact'
import { runningSuspension } from '../../../erasure/deadline/legal-clock.ts'
import { leadingDemand } from '../../../erasure/demand/leading-demand.ts'
import { resolvePolicy } from '../../../erasure/policy.ts'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { isEnd } from '../../../erasure/states.ts'
import type { PageSite } from '../../../store/records/platforms/sites.ts'
import { writeDay, writeInstant } from '../../../texts/instants.ts'
import type { Language } from '../../../texts/language.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { drawPairs } from '../../admin/blocks/pairs.ts'

/** The dates of a request, in the time zone of the institution. They name nobody. */
export const drawDates = (request: ErasureRequest, { body }: PageSite, language: Language) => {
  const texts = pageTexts[language].statusCode
  const leading = leadingDemand(request)
  const { timeZone } = resolvePolicy(body.kind, body.policy, leading.origin)
  const { state, stateSince, deadlineAt, endedAt } = request
  const write = (at: string) => html`<time datetime=${at}>${writeInstant(at, language, timeZone)}</time>`
  const isOpen = !isEnd(state)
  return drawPairs([
    [texts.receivedOn, write(leading.receivedAt)],
    [
      texts.answerBy,
      isOpen && runningSuspension(request) === null
        ? html`<time datetime=${deadlineAt}>${writeDay(deadlineAt, language, timeZone)}</time>`
        : null
    ],
    [texts.stateSince, isOpen ? write(stateSince) : null],
    [texts.endedOn, endedAt === null ? null : write(endedAt)]
  ])
}
