import { html } from 'htm/preact'
import { keptCategory } from '../../../texts/kept-rows/index.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { textsOf } from './words.ts'

type Row = Answer<'listRetained'>['items'][number]

const list = '/admin/evidence/retained'

/** Names a row and its platform for people. */
const readNames = async (visit: Visit) => {
  const platforms = await visit.call('listPlatforms')
  const platformOf = (id: string) => platforms.find(platform => platform.id === id)
  return {
    platform: (id: string) => platformOf(id)?.name ?? id,
    what({ row, platform }: Row): string {
      const kind = platformOf(platform)?.kind
      return kind === undefined ? row : keptCategory(kind, row, visit.language)
    }
  }
}

type Names = Awaited<ReturnType<typeof readNames>>

const groundOf = ({ article, letter }: Row): string => [article, letter].filter(Boolean).join(' ')

const drawState = (visit: Visit, { is, settledAt }: Row) => {
  const texts = textsOf(visit)
  if (settledAt !== null) return html`${texts.rowIs.settled}: ${drawDay(visit, settledAt)}`
  return is === 'due' ? html`<strong class="late">${texts.rowIs.due}</strong>` : texts.rowIs[is]
}

const rowOf = (visit: Visit, row: Row, names: Names) => {
  const texts = textsOf(visit)
  const what = names.what(row)
  const maySettle = row.is === 'due' && visit.may('settleRetained')
  return [
    what,
    names.platform(row.platform),
    drawDay(visit, row.endsAt),
    drawState(visit, row),
    groundOf(row),
    row.account ?? texts.forgotten,
    html`<a href=${`/admin/requests/${row.request}`}>${row.request}</a>`,
    maySettle
      ? html`<a href=${`${list}/${row.request}/${row.row}`} aria-label=${texts.settleThe(what, row.request)}>${texts.settle}</a>`
      : ''
  ]
}

/** What platforms keep for a term, by the end that comes next. */
export const retainedPage: AdminPage = {
  path: '/evidence/retained',
  needs: 'listRetained',
  async draw(visit) {
    const texts = textsOf(visit)
    const [{ items }, names] = await Promise.all([visit.call('listRetained'), readNames(visit)])
    const onlyDue = visit.query.is === 'due'
    const shown = onlyDue ? items.filter(({ is }) => is === 'due') : items
    const head = [
      texts.what,
      texts.platform,
      texts.ends,
      texts.state,
      texts.ground,
      texts.account,
      texts.request,
      texts.move
    ]
    const rows = shown.map(row => rowOf(visit, row, names))
    return {
      title: texts.links.retained,
      body: html`
        <p>${texts.retainedLead}</p>
        <p>${onlyDue ? html`<a href=${list}>${texts.all}</a>` : html`<a href=${`${list}?is=due`}>${texts.onlyDue}</a>`}</p>
        ${drawTable(visit, { caption: texts.retainedCaption, head, rows, empty: texts.retainedEmpty })}
      `
    }
  }
}

/** Says that something that was kept is deleted at the platform. */
export const settlePage: AdminPage = {
  path: '/evidence/retained/:request/:row',
  needs: 'settleRetained',
  async draw(visit) {
    const texts = textsOf(visit)
    const { request, row: id } = visit.params
    const [{ items }, names] = await Promise.all([visit.call('listRetained'), readNames(visit)])
    const row = items.find(one => one.request === request && one.row === id)
    if (row === undefined) throw refuse('kept-row-not-due')
    return {
      title: texts.settleTitle,
      above: [{ title: texts.links.retained, href: list }],
      body: html`
        ${drawPairs([
          [texts.what, names.what(row)],
          [texts.platform, names.platform(row.platform)],
          [texts.account, row.account ?? texts.forgotten],
          [texts.ground, groundOf(row)],
          [texts.ends, drawDay(visit, row.endsAt)]
        ])}
        <p>${texts.settleLead}</p>
        ${drawForm(visit, { submit: texts.settleDo, cancel: list })}
      `
    }
  },
  async act({ call, params }) {
    await call('settleRetained', { path: { request: params.request!, row: params.row! } })
    return { to: list, said: 'row-settled' }
  }
}
