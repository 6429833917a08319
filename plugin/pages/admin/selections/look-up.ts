import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { drawForm } from '../blocks/form.ts'
import { type Platform, platformField } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage, Drawn } from '../frame/page.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import type { Visit } from '../frame/visit.ts'
import { drawPickForm } from './pick.ts'
import { type Line, type ListKind, readList } from './read-list.ts'

type Looked = Answer<'lookUpAccounts'>['rows'][number]
type Row = Line & Omit<Looked, 'is'> & { readonly is: Looked['is'] | 'twice' }

const kinds = ['key', 'login', 'email'] as const
/** As many as one call takes, and as many as a page does at once. */
const rowsAtOnce = 250
const mostRows = 2000

const drawAsk = (visit: Visit, platforms: readonly Platform[]): ComponentChild => {
  const { platform, list } = selectionTexts[visit.language]
  return drawForm(visit, {
    submit: list.submit,
    fields: [
      platformField(platform, platforms),
      {
        is: 'choice',
        name: 'by',
        label: list.by,
        required: true,
        value: 'login',
        choices: kinds.map(kind => ({ value: kind, label: list.kinds[kind] }))
      },
      { is: 'long-text', name: 'rows', label: list.rows, hint: list.rowsHint, rows: 12, file: true, required: true }
    ]
  })
}

/** Looks up what can be asked for; the same account counts once. */
const lookUp = async (
  visit: Visit,
  platform: string,
  by: ListKind,
  lines: readonly Line[]
): Promise<readonly Row[]> => {
  const looked: Looked[] = []
  for (let at = 0; at < lines.length; at += rowsAtOnce) {
    const rows = lines.slice(at, at + rowsAtOnce).map(({ value }) => value)
    looked.push(...(await visit.call('lookUpAccounts', { path: { platform }, body: { by, rows } })).rows)
  }
  const seen = new Set<string>()
  return lines.map((line, index) => {
    const row = looked[index]!
    const is = row.key !== null && seen.has(row.key) ? 'twice' : row.is
    if (row.key !== null) seen.add(row.key)
    return { ...line, ...row, is }
  })
}

const drawLooked = (visit: Visit, platform: string, rows: readonly Row[]): ComponentChild => {
  const { list } = selectionTexts[visit.language]
  const found = rows.filter(({ is }) => is === 'found')
  const wrong = rows.filter(({ is }) => is !== 'found')
  const open = found.filter(({ request }) => request !== null).length
  const keys = found.flatMap(({ key }) => key ?? [])
  const problems = wrong.map(({ at, value, is }) => [String(at), value, is === 'found' ? '' : list.problems[is]])
  return html`
    <section role="status">
      <p><strong>${list.found(found.length, rows.length)}</strong> ${open > 0 && list.open(open)}</p>
      ${wrong.length > 0 && html`<p>${list.wrong(wrong.length)}</p>`}
    </section>
    ${keys.length > 0 && drawPickForm(visit, { platform, keys, submit: list.goOn(keys.length) })}
    ${
      wrong.length > 0 &&
      drawTable(visit, { caption: list.caption, head: [list.line, list.text, list.problem], rows: problems })
    }
    <p><a href="/admin/selections/from-list">${list.again}</a></p>
  `
}

/** Takes a list of numbers, logins or e-mails, and says of each line whom it means. Nothing is made. */
export const lookUpPage: AdminPage = {
  path: '/selections/from-list',
  needs: 'lookUpAccounts',
  async draw(visit) {
    const texts = selectionTexts[visit.language]
    const platforms = await visit.call('listPlatforms')
    return {
      title: texts.list.title,
      body:
        platforms.length === 0
          ? html`<p class="empty">${texts.noPlatforms}</p>`
          : html`<p>${texts.list.lead}</p>${drawAsk(visit, platforms)}`
    }
  },
  async act(visit): Promise<Drawn> {
    const { form } = visit
    const by = kinds.find(kind => kind === form.get('by')) ?? 'login'
    const lines = readList(form.get('rows') ?? '', by)
    if (lines.length === 0) throw refuseFields({ '/rows': 'must NOT have fewer than 1 items' })
    if (lines.length > mostRows) throw refuseFields({ '/rows': `must NOT have more than ${mostRows} items` })
    const platform = form.get('platform') ?? ''
    const asked = lines.map(line => ({ ...line, value: line.value === '' ? '-' : line.value.slice(0, 254) }))
    const rows = await lookUp(visit, platform, by, asked)
    return { title: selectionTexts[visit.language].list.title, body: drawLooked(visit, platform, rows) }
  }
}
