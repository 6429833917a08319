import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts } from '../../../../texts/admin/requests.ts'
import { stateName } from '../../../../texts/admin/states.ts'
import type { Field } from '../../blocks/field.ts'
import { drawForm } from '../../blocks/form.ts'
import { drawTable } from '../../blocks/table.ts'
import type { AdminPage } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'
import { groundField, noteField, readGround, refusalGrounds } from '../moves/fields.ts'
import { type Full, requestAddress, shortId } from '../short.ts'
import { type BulkMove, bulkMoves, movesOf } from './moves.ts'

const mostAtOnce = 200

const moveOf = ({ form }: Visit): BulkMove | null => {
  const move = form.get('move') ?? ''
  return Object.hasOwn(bulkMoves, move) ? (move as BulkMove) : null
}

const meantBy = ({ form }: Visit): readonly string[] => [...new Set(form.getAll('request'))].slice(0, mostAtOnce)

/** The plan as it was shown, so that nobody approves what they have not seen. */
const seenOf = ({ form }: Visit, id: string): string | null => form.get(`plan-${id}`)

const drawRow = (visit: Visit, full: Full): readonly ComponentChild[] => {
  const { many } = requestTexts[visit.language]
  const { id, state } = full.summary
  const plan = seenOf(visit, id) ?? full.fingerprint
  return [
    html`
      <a href=${requestAddress(id)}>${shortId(id)}</a>
      <input type="hidden" name="request" value=${id} />
      ${plan !== null && html`<input type="hidden" name=${`plan-${id}`} value=${plan} />`}
    `,
    stateName(state, visit.language),
    plan === null ? many.noPlan : html`<code>${plan.slice(0, 12)}</code>`
  ]
}

const fieldsOf = (visit: Visit, move: BulkMove): readonly Field[] =>
  move === 'refuse' ? [groundField(visit, refusalGrounds), noteField(visit, true)] : []

/** Says once more what is meant and what will happen, before anything is said. */
export const bulkConfirmPage: AdminPage = {
  path: '/requests/many',
  needs: 'listRequests',
  acts: 'moveRequests',
  async draw(visit) {
    const { many } = requestTexts[visit.language]
    const move = moveOf(visit)
    const ids = meantBy(visit)
    if (move === null || !movesOf(visit).includes(move) || ids.length === 0)
      return { title: many.title, body: html`<p>${many.none}</p>` }
    const all = await Promise.all(ids.map(id => visit.call('showRequest', { path: { request: id } }).catch(() => null)))
    const found = all.filter(full => full !== null)
    const table = drawTable(visit, {
      caption: many.caption,
      head: many.head,
      rows: found.map(full => drawRow(visit, full))
    })
    return {
      title: many.moves[move],
      body: html`
        <p><strong>${many.lead(found.length)}</strong> ${many.means[move]}</p>
        ${move === 'refuse' && html`<p>${moveTexts[visit.language].moves.refuse.undo}</p>`}
        ${drawForm(visit, {
          submit: many.confirm(found.length),
          dangerous: move !== 'recheck',
          cancel: '/admin/requests',
          fields: fieldsOf(visit, move),
          children: html`
            <input type="hidden" name="move" value=${move} />
            <input type="hidden" name="confirmed" value="yes" />
            ${table}
          `
        })}
      `
    }
  },
  async act(visit) {
    const move = moveOf(visit)
    const ids = meantBy(visit)
    if (visit.form.get('confirmed') !== 'yes' || move === null || ids.length === 0) return this.draw(visit)
    const requests = ids.map(request => {
      const fingerprint = move === 'approve' ? seenOf(visit, request) : null
      return fingerprint === null ? { request } : { request, fingerprint }
    })
    const further =
      move === 'refuse' ? { ground: readGround(visit.form) as never, note: visit.form.get('note') ?? '' } : {}
    const started = await visit.call('moveRequests', { body: { move, requests, ...further } })
    return { to: `/admin/requests/many/${started.id}` }
  }
}
