import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { overviewTexts } from '../../../texts/admin/overview.ts'
import { requestWords } from '../../../texts/admin/requests.ts'
import { blockerText } from '../../../texts/blockers.ts'
import { drawLive } from '../blocks/live.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { type Finding, readFindings } from './findings.ts'

type Counts = Answer<'countRequests'>

const everySeconds = 20
const mostBlockers = 8

/** One figure that leads to what it counts. */
const drawFigure = (count: number, words: string, query: string, kind?: 'late' | 'soon'): ComponentChild => html`
  <li class="figure"><a href=${`/admin/requests?${query}`}><strong class=${count > 0 ? kind : undefined}>${count}</strong> ${words}</a></li>
`

const drawFigures = ({ language }: Visit, counts: Counts, open: Counts): ComponentChild => {
  const texts = overviewTexts[language]
  const { turns } = requestWords[language]
  const { due, state, keptBack } = counts
  return html`
    <h2 id="people">${texts.people}</h2>
    <ul class="figures" aria-labelledby="people">
      ${drawFigure(due.late ?? 0, texts.late, 'due=late', 'late')}
      ${drawFigure(due.soon ?? 0, texts.soon, 'due=soon', 'soon')}
      ${drawFigure(counts.forCaller, texts.forMe, 'waits=for-me', 'soon')}
      ${drawFigure(state['awaiting-approval'] ?? 0, texts.approval, 'state=awaiting-approval')}
      ${drawFigure(state.stalled ?? 0, texts.stalled, 'state=stalled', 'late')}
      ${drawFigure(state.blocked ?? 0, texts.blocked, 'state=blocked')}
      ${(keptBack.brake ?? 0) > 0 && drawFigure(keptBack.brake!, texts.brake, 'state=accepted', 'late')}
      ${(keptBack['dry-run'] ?? 0) > 0 && drawFigure(keptBack['dry-run']!, texts.trial, 'state=accepted')}
      ${drawFigure(open.total, texts.open, 'state=open')}
    </ul>
    <h2 id="turns">${texts.turns}</h2>
    <ul class="figures" aria-labelledby="turns">
      ${Object.entries(turns).map(([turn, words]) => drawFigure(open.turn[turn] ?? 0, words, `turn=${turn}`))}
    </ul>
  `
}

const drawBlockers = (visit: Visit, { blocker }: Counts): ComponentChild => {
  const texts = overviewTexts[visit.language]
  const most = Object.entries(blocker).sort(([, one], [, other]) => other - one)
  if (most.length === 0) return null
  return html`
    <h2>${texts.blockers}</h2>
    ${drawTable(visit, {
      caption: texts.blockersCaption,
      head: texts.blockersHead,
      rows: most
        .slice(0, mostBlockers)
        .map(([code, count]) => [
          blockerText(code, visit.language).what,
          html`<a href=${`/admin/requests?blocker=${code}`} aria-label=${`${count}: ${code}`}>${count}</a>`
        ])
    })}
  `
}

const drawFindings = ({ language }: Visit, findings: readonly Finding[]): ComponentChild => {
  const texts = overviewTexts[language]
  return html`
    <h2 id="site">${texts.site}</h2>
    ${findings.length === 0 && html`<p class="good">${texts.fine}</p>`}
    <ul aria-labelledby="site">
      ${findings.map(
        ({ text, href, isBad }) => html`<li><a href=${href} class=${isBad ? 'late' : undefined}>${text}</a></li>`
      )}
    </ul>
  `
}

const mailFindings = ({ language, may }: Visit, { hasMail, mailsGivenUp, waiting }: Counts): readonly Finding[] => {
  const texts = overviewTexts[language]
  const away = Object.values(waiting).reduce((sum, count) => sum + count, 0)
  const href = may('testMail') ? '/admin/endpoints/mail' : '/admin/requests'
  return [
    ...(hasMail ? [] : [{ text: texts.noMail, href, isBad: true }]),
    ...(mailsGivenUp > 0 ? [{ text: texts.mails(mailsGivenUp), href, isBad: true }] : []),
    ...(away > 0 ? [{ text: texts.waiting(away), href: '/admin/requests', isBad: true }] : [])
  ]
}

/** What waits for whom, as figures that are links. */
export const overviewPage: AdminPage = {
  path: '/',
  needs: 'signed-in',
  async draw(visit) {
    const texts = overviewTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    if (platforms.length === 0)
      return {
        title: texts.title,
        body: html`
          <p>${texts.first.text}</p>
          ${visit.may('addPlatform') && html`<p><a role="button" href="/admin/first-run">${texts.first.begin}</a></p>`}
        `
      }
    const mayCount = visit.may('countRequests')
    const [counts, open] = mayCount
      ? await Promise.all([visit.call('countRequests'), visit.call('countRequests', { query: { state: 'open' } })])
      : [null, null]
    const findings = [
      ...(counts === null ? [] : mailFindings(visit, counts)),
      ...(await readFindings(visit, platforms))
    ]
    const figures = html`
      ${counts !== null && drawFigures(visit, counts, open)}
      ${drawFindings(visit, findings)}
      ${open !== null && drawBlockers(visit, open)}
    `
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawLive(visit, { name: 'overview', seconds: everySeconds, children: figures })}
      `
    }
  }
}
