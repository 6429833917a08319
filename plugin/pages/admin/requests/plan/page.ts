import { html } from 'htm/preact'
import { becauseText, requestTexts } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import { drawPairs } from '../../blocks/pairs.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { AdminPage } from '../../frame/page.ts'
import { requestAddress, shortId } from '../short.ts'
import { drawBlockers } from '../show/blockers.ts'
import { drawPlanOf } from './draw.ts'

/** What would happen to a request now: nothing is changed by looking. */
export const planPage: AdminPage = {
  path: '/requests/:request/plan',
  needs: 'planRequest',
  async draw(visit) {
    const { language } = visit
    const texts = requestTexts[language]
    const request = visit.params.request!
    const plan = await visit.call('planRequest', { path: { request } })
    const { summary } = await visit.call('showRequest', { path: { request } })
    const blockers = plan.verdicts.flatMap(verdict => verdict.blockers)
    return {
      title: texts.plan.title,
      above: [{ title: texts.one(shortId(request)), href: requestAddress(request) }],
      body: html`
        <p>${texts.plan.lead}</p>
        ${drawPairs([
          [texts.plan.at, drawInstant(visit, plan.at)],
          [texts.plan.found, texts.plan.founds[plan.found] ?? plan.found],
          [texts.plan.next, stateName(plan.next, language)],
          [texts.plan.because, becauseText(plan.because, language)],
          [texts.plan.fingerprint, plan.fingerprint && html`<code>${plan.fingerprint}</code>`]
        ])}
        <h2>${texts.request.blockers}</h2>
        ${drawBlockers(visit, request, blockers)}
        ${await drawPlanOf(visit, plan, summary.platform)}
      `
    }
  }
}
