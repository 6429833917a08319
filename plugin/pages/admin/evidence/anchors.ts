import { html } from 'htm/preact'
import { drawForm } from '../blocks/form.ts'
import { drawPaging } from '../blocks/paging.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { textsOf } from './words.ts'

type Anchors = Answer<'listAnchors'>

const perPage = 50
const atOnce = 200

const readAll = async ({ call }: Visit): Promise<Anchors['items']> => {
  const items: Anchors['items'] = []
  for (let after: number | null = 0; after !== null; ) {
    const page: Anchors = await call('listAnchors', { query: { after, limit: atOnce } })
    items.push(...page.items)
    after = page.next
  }
  return items
}

/** The signed batches of heads; draws one now. */
export const anchorsPage: AdminPage = {
  path: '/evidence/anchors',
  needs: 'listAnchors',
  acts: 'anchorEvidence',
  async draw(visit) {
    const texts = textsOf(visit)
    const after = Number(visit.query.after ?? 0)
    const { items, next } = await visit.call('listAnchors', { query: { after, limit: perPage } })
    return {
      title: texts.links.anchors,
      body: html`
        <p>${texts.anchorsLead}</p>
        <p><a href="/admin/evidence/anchors/download">${texts.download}</a></p>
        ${visit.may('anchorEvidence') && drawForm(visit, { submit: texts.anchorDo })}
        ${drawTable(visit, {
          caption: texts.anchorsCaption,
          head: [texts.number, texts.at, texts.heads, texts.removed, texts.signedBy],
          empty: texts.anchorsEmpty,
          rows: items.map(({ anchor, signedBy }) => [
            String(anchor.number),
            drawInstant(visit, anchor.at),
            String(anchor.heads.length),
            String(anchor.removed.length),
            html`<code>${signedBy.keyId}</code>`
          ])
        })}
        ${drawPaging(visit, next === null ? null : String(next))}
      `
    }
  },
  async act({ call }) {
    const { number } = await call('anchorEvidence')
    return { to: '/admin/evidence/anchors', said: number === null ? 'nothing-to-anchor' : 'batch-drawn' }
  }
}

/** Every batch as a file, as `lethe verify --anchors` reads it. */
export const downloadPage: AdminPage = {
  path: '/evidence/anchors/download',
  needs: 'listAnchors',
  draw: async visit => ({
    file: `lethe-anchors-${visit.now.toISOString().slice(0, 10)}.json`,
    type: 'application/json',
    content: `${JSON.stringify({ items: await readAll(visit) })}\n`
  })
}
