import { html } from 'htm/preact'
import type { ErasureRequest } from '../../../erasure/request.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { isOpenStatus } from '../answers.ts'
import type { SubjectPage } from '../frame/page.ts'
import { say } from '../frame/say.ts'
import { actorOf } from '../pressed.ts'
import { drawDates } from './dates.ts'
import { describeState } from './describe-state.ts'

/** How a demand stands, at the address that whoever made it was given. */
export const statusById: SubjectPage = {
  path: '/status/:request',
  async draw(visit) {
    const { parts, site, params, language, wantsJson } = visit
    const caller = isOpenStatus(site) ? null : await visit.caller()
    if (!isOpenStatus(site) && caller === null) return visit.signIn()
    const document = await parts.store.get<ErasureRequest>('request', params.request!)
    const by = caller === null ? null : actorOf(visit, caller)
    const isTheirs = by === null || document?.body.demands.some(demand => demand.by === by)
    if (document === null || document.body.platform !== site.platform || !isTheirs)
      return say(visit, texts => texts.link, 404)
    const { id, body } = document
    if (wantsJson) {
      const blockers = body.verdicts.flatMap(verdict => verdict.blockers.map(({ code }) => code))
      const { state, because, joinedTo } = body
      return { type: 'application/json', content: JSON.stringify({ request: id, state, because, blockers, joinedTo }) }
    }
    return {
      title: pageTexts[language].status.title,
      body: html`<p>${await describeState(parts.store, body, site, language)}</p>${drawDates(body, site, language)}`
    }
  }
}
