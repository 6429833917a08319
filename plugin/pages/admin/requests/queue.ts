import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { requestTexts } from '../../../texts/admin/requests.ts'
import { drawLive } from '../blocks/live.ts'
import { drawPaging } from '../blocks/paging.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { movesOf } from './bulk/moves.ts'
import { drawQueueFilter, filterOf } from './queue-filter.ts'
import { drawQueueTable } from './queue-table.ts'

const rowsAPage = 100
const everySeconds = 15

const orderOf = ({ order }: Visit['query']): 'days-left' | 'receipt' => (order === 'receipt' ? 'receipt' : 'days-left')

/** The ways on from the queue. */
const drawWays = (visit: Visit): ComponentChild => {
  const { queue } = requestTexts[visit.language]
  const asked = new URLSearchParams({ ...filterOf(visit.query), order: orderOf(visit.query) })
  return html`
    <ul class="links">
      ${visit.may('createRequest') && html`<li><a role="button" href="/admin/requests/new">${queue.create}</a></li>`}
      ${visit.may('searchRequests') && html`<li><a href="/admin/requests/search">${queue.search}</a></li>`}
      ${visit.may('exportRequests') && html`<li><a href=${`/admin/requests/queue.csv?${asked}`}>${queue.csv}</a></li>`}
    </ul>
  `
}

/** What is said to those that are ticked: the next page asks once more. */
const drawPicks = (visit: Visit, table: ComponentChild): ComponentChild => {
  const { queue, many } = requestTexts[visit.language]
  const moves = movesOf(visit)
  if (moves.length === 0) return table
  return html`
    <form method="post" action="/admin/requests/many">
      <input type="hidden" name="form" value=${visit.formToken} />
      ${table}
      <div class="field">
        <label for="move">${queue.many}</label>
        <select id="move" name="move">
          ${moves.map(move => html`<option value=${move}>${many.moves[move]}</option>`)}
        </select>
      </div>
      <p class="buttons"><button class="secondary">${queue.go}</button></p>
    </form>
  `
}

/** Every request by the days that the law leaves, with why it waits and on whom. */
export const queuePage: AdminPage = {
  path: '/requests',
  needs: 'listRequests',
  async draw(visit) {
    const { language, query } = visit
    const texts = requestTexts[language]
    const filter = filterOf(query)
    const after = query.after === undefined ? {} : { after: query.after }
    const [list, counts, platforms] = await Promise.all([
      visit.call('listRequests', { query: { ...filter, order: orderOf(query), limit: rowsAPage, ...after } }),
      visit.call('countRequests', { query: filter }),
      visit.call('listPlatforms')
    ])
    const names = new Map(platforms.map(({ id, name }) => [id, name]))
    const { queue } = texts
    const picks = movesOf(visit).length > 0 && list.items.some(({ endedAt }) => endedAt === null)
    const table = drawQueueTable(visit, list.items, platforms, { picks, caption: queue.caption, empty: queue.empty })
    const figures = html`<p class="count"><strong>${queue.count(counts.total)}</strong></p>`
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawWays(visit)}
        ${drawQueueFilter(visit, counts, id => names.get(id) ?? id)}
        ${drawLive(visit, { name: 'queue-count', seconds: everySeconds, children: figures })}
        ${picks ? drawPicks(visit, table) : table}
        ${drawPaging(visit, list.next)}
      `
    }
  }
}

/** The same, all of it, for a spreadsheet. */
export const queueCsvPage: AdminPage = {
  path: '/requests/queue.csv',
  needs: 'exportRequests',
  async draw({ call, query }) {
    const content = await call('exportRequests', { query: { ...filterOf(query), order: orderOf(query) } })
    return { file: 'requests.csv', type: 'text/csv; charset=utf-8', content }
  }
}
