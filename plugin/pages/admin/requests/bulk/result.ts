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

type Result = Answer<'showBulkMove'>
type Row = Result['items'][number]

const everySeconds = 2

const drawOutcome = ({ language }: Visit, { outcome, isDecided }: Row): ComponentChild => {
  const { result } = requestTexts[language]
  if (outcome === null) return result.waits
  if (outcome === 'said') return isDecided ? result.decided1 : result.said
  const { title, whatToDo } = problemText(outcome as ProblemCode, language)
  return html`<span class="fault">${title}</span><br /><small>${whatToDo} (${outcome})</small>`
}

const drawStanding = ({ language }: Visit, { state, because }: Row): ComponentChild =>
  state === null
    ? ''
    : html`${stateName(state, language)}${because !== null && html`: ${becauseText(because, language)}`}`

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
          drawOutcome(visit, row),
          drawStanding(visit, row)
        ])
      })}
    `
    return {
      title: `${result.title}: ${many.moves[moved.move]}`,
      body: html`
        ${isUnderWay ? drawLive(visit, { name: 'many', seconds: everySeconds, children: inside }) : inside}
        <p><a href="/admin/requests">${result.back}</a></p>
      `,
      ...(isUnderWay && { renewSeconds: everySeconds })
    }
  }
}
