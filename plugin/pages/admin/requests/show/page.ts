import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts } from '../../../../texts/admin/requests.ts'
import { drawLive } from '../../blocks/live.ts'
import { drawPracticeNotice } from '../../blocks/practice.ts'
import type { AdminPage } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'
import { readActorNames } from '../actor-names.ts'
import { moves } from '../moves/index.ts'
import { type Full, requestAddress, shortId } from '../short.ts'
import { drawClock, drawDemands, drawSaid, drawVault } from './asked.ts'
import { drawBlockers } from './blockers.ts'
import { createActionNames, drawActions, drawFacts, drawQuestions, drawRows } from './known.ts'
import { drawStanding } from './standing.ts'
import { drawTimeline } from './timeline.ts'

const everySeconds = 4
const latest = 20

/** What goes on without anybody, or is about to be looked at. */
const isUnderWay = ({ summary, signalsWaiting }: Full): boolean =>
  signalsWaiting > 0 || ['accepted', 'checking', 'erasing', 'confirming'].includes(summary.state)

/** What was said ends the request as soon as it is done. */
const isEnding = ({ signals, demands }: Full): boolean => {
  const isLast = demands.filter(({ withdrawnAt }) => withdrawnAt === null).length <= 1
  return signals.some(({ kind }) => ['refuse', 'close'].includes(kind) || (kind === 'withdraw' && isLast))
}

const drawMoves = (visit: Visit, full: Full): ComponentChild => {
  const { request: texts } = requestTexts[visit.language]
  const { id, endedAt } = full.summary
  const offered = moves.filter(move => visit.may(move.operation) && move.isOffered(full))
  const sees = [
    ...(visit.may('planRequest') && endedAt === null ? [[texts.seePlan, 'plan'] as const] : []),
    ...(visit.may('searchRequests') && full.vault.some(part => part.compartment === 'work' && part.state === 'sealed')
      ? [[texts.seeSubject, 'subject'] as const]
      : []),
    ...(visit.may('listHistory') ? [[texts.seeHistory, 'history'] as const] : []),
    ...(visit.may('certificateOfRequest') && endedAt !== null
      ? [[texts.seeCertificate, 'certificate'] as const, [texts.seeCertificateFile, 'certificate.json'] as const]
      : [])
  ]
  const words = moveTexts[visit.language].moves
  return html`
    <h2 id="do">${texts.do}</h2>
    ${offered.length === 0 && html`<p>${texts.nothingToDo}</p>`}
    <ul class="links" aria-labelledby="do">
      ${offered.map(({ name }) => html`<li><a href=${requestAddress(id, name)}>${words[name].title}</a></li>`)}
    </ul>
    <ul class="links">${sees.map(([title, below]) => html`<li><a href=${requestAddress(id, below)}>${title}</a></li>`)}</ul>
  `
}

/** One request: how it stands, what stands in its way and who can settle it, what is known, and what was done. */
export const requestPage: AdminPage = {
  path: '/requests/:request',
  needs: 'showRequest',
  async draw(visit) {
    const { language, params } = visit
    const texts = requestTexts[language]
    const { request: words } = texts
    const path = { request: params.request! }
    const [full, history, platforms, nameOf] = await Promise.all([
      visit.call('showRequest', { path }),
      visit.call('listHistory', { path }),
      visit.call('listPlatforms'),
      readActorNames(visit)
    ])
    const platform = platforms.find(({ id }) => id === full.summary.platform)
    const mayRecheck = visit.may('recheckRequest') && full.summary.endedAt === null
    const entries = [...history.entries].reverse().slice(0, latest)
    const now = html`
      <h2>${words.stand}</h2>
      ${drawStanding(visit, full, { platform, nameOf })}
      <h2>${words.blockers}</h2>
      ${
        full.summary.endedAt === null
          ? drawBlockers(visit, full.summary.id, full.summary.blockers, { mayRecheck, isEnding: isEnding(full) })
          : html`<p>${words.nothingMore}</p>`
      }
      ${full.actions.length > 0 && drawActions(visit, full, platform?.kind)}
    `
    const underWay = isUnderWay(full)
    return {
      title: texts.one(shortId(full.summary.id)),
      body: html`
        ${drawPracticeNotice(visit, platform)}
        ${underWay ? drawLive(visit, { name: 'request', seconds: everySeconds, children: now }) : now}
        ${drawRows(visit, full, platform?.kind)}
        ${drawMoves(visit, full)}
        <h2>${words.questions}</h2>
        ${drawQuestions(visit, full, nameOf)}
        <h2>${words.facts}</h2>
        ${drawFacts(visit, full, nameOf)}
        <h2>${words.demands}</h2>
        ${drawDemands(visit, full, nameOf)}
        ${drawSaid(visit, full, nameOf)}
        ${drawClock(visit, full, nameOf)}
        <h2>${words.vault}</h2>
        ${drawVault(visit, full)}
        <h2>${words.timeline}</h2>
        ${drawTimeline(visit, entries, { nameOf, actionOf: createActionNames(visit, full, platform?.kind) }, words.latest(entries.length, history.entries.length))}
      `,
      ...(underWay && { renewSeconds: everySeconds })
    }
  }
}
