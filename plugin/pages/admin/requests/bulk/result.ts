import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import type { ProblemCode } from '../../../../errors.ts'
import { becauseText, requestTexts } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import { problemText } from '../../../../texts/problems/index.ts'
import { drawLive, drawProgress } from '../../blocks/live.ts'
import { drawTable } from '../../blocks/table.ts'
import type { Answer } from '../../frame/call-api.ts'
import type { AdminPage } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'
import { requestAddress, shortId } from '../short.ts'
import { movesOf } from './moves.ts'

type Result = Answer<'showBulkMove'>
type Row = Result['items'][number]

const everySeconds = 2

const drawOutcome = ({ language }: Visit, { outcome, isDecided }: Row, state: Result['state']): ComponentChild => {
  const { result } = requestTexts[language]
  if (outcome === null) return state === 'broken-off' ? result.notNoted : result.waits
  if (outcome === 'said') return isDecided ? result.decided1 : result.said
  const { title, whatToDo } = problemText(outcome as ProblemCode, language)
  return html`<span class="fault">${title}</span><br /><small>${whatToDo} (${outcome})</small>`
}

const drawStanding = ({ language }: Visit, { state, because }: Row): ComponentChild =>
  state === null
    ? ''
    : html`${stateName(state, language)}${because !== null && html`: ${becauseText(because, language)}`}`

/** Leads those of which nothing is noted to the page that asks once more, with how each stands by now. */
const drawRest = (visit: Visit, { move, state, items }: Result): ComponentChild => {
  const { result } = requestTexts[visit.language]
  const rest = items.filter(({ outcome }) => outcome === null)
  if (state !== 'broken-off' || !movesOf(visit).includes(move)) return null
  return html`
    <form method="post" action="/admin/requests/many">
      <input type="hidden" name="form" value=${visit.formToken} />
      <input type="hidden" name="move" value=${move} />
      ${rest.map(({ request }) => html`<input type="hidden" name="request" value=${request} />`)}
      <p class="buttons"><button class="secondary">${result.rest(rest.length)}</button></p>
    </form>
  `
}

/** What became of each request that the same was said to, while it goes on and afterwards. */
export const bulkResultPage: AdminPage = {
  path: '/requests/many/:bulk',
  needs: 'showBulkMove',
  async draw(visit) {
    const { result, many } = requestTexts[visit.language]
    const moved = await visit.call('showBulkMove', { path: { bulk: visit.params.bulk! } })
    const isUnderWay = moved.state === 'running' || (moved.state === 'done' && moved.decided < moved.said)
    const inside = html`
      ${drawProgress(result.progress, moved.said + moved.refused, moved.total)}
      ${moved.said > 0 && drawProgress(result.decided, moved.decided, moved.said)}
      <p role="status">${result.sentence(moved.said, moved.refused)} ${
        moved.state === 'running' ? result.running : moved.state === 'broken-off' ? result.brokenOff : ''
      }</p>
      ${drawTable(visit, {
        caption: result.caption,
        head: result.head,
        rows: moved.items.map(row => [
          html`<a href=${requestAddress(row.request)}>${shortId(row.request)}</a>`,
          drawOutcome(visit, row, moved.state),
          drawStanding(visit, row)
        ])
      })}
    `
    return {
      title: `${result.title}: ${many.moves[moved.move]}`,
      body: html`
        ${isUnderWay ? drawLive(visit, { name: 'many', seconds: everySeconds, children: inside }) : inside}
        ${drawRest(visit, moved)}
        <p><a href="/admin/requests">${result.back}</a></p>
      `,
      ...(isUnderWay && { renewSeconds: everySeconds })
    }
  }
}
