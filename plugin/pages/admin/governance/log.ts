import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { governanceTexts } from '../../../texts/admin/governance.ts'
import { drawFilter } from '../blocks/filter.ts'
import { drawPaging } from '../blocks/paging.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readActorNames } from '../requests/actor-names.ts'
import { type NameOf, spellDetails } from './details.ts'

type Act = Answer<'listGovernanceActs'>['items'][number]

const drawDetails = (details: readonly string[]): ComponentChild =>
  details.map((detail, at) => html`${at > 0 && html`<br />`}${detail}`)

const rowOf = (visit: Visit, { at, by, act, about, before, after }: Act, nameOf: NameOf) => {
  const texts = governanceTexts[visit.language]
  return [
    drawInstant(visit, at),
    nameOf(by),
    texts.acts[act] ?? act,
    about === null ? '' : `${texts.kinds[about.kind] ?? about.kind} ${nameOf(about.id)}`,
    drawDetails(spellDetails(before, nameOf, visit.language)),
    drawDetails(spellDetails(after, nameOf, visit.language))
  ]
}

const fieldsOf = async (visit: Visit, month: string) => {
  const texts = governanceTexts[visit.language]
  const people = await visit.call('listPersons')
  const acts = Object.entries(texts.acts).map(([value, label]) => ({ value, label }))
  return [
    { is: 'text', name: 'month', label: texts.month, hint: texts.monthHint, value: month, required: true },
    { is: 'choice', name: 'act', label: texts.act, choices: [{ value: '', label: texts.anything }, ...acts] },
    {
      is: 'choice',
      name: 'by',
      label: texts.by,
      choices: [{ value: '', label: texts.anybody }, ...people.map(({ id, name }) => ({ value: id, label: name }))]
    }
  ] as const
}

/** Who decided what, a month at a time. */
export const governancePage: AdminPage = {
  path: '/governance',
  needs: 'listGovernanceActs',
  async draw(visit) {
    const texts = governanceTexts[visit.language]
    const { act = '', by = '', after } = visit.query
    const month = visit.query.month || visit.now.toISOString().slice(0, 7)
    const query = { month, ...(act && { act }), ...(by && { by }), ...(after && { after }) }
    const [fields, actorOf, platformOf, { items, next }] = await Promise.all([
      fieldsOf(visit, month),
      readActorNames(visit),
      readPlatformNames(visit),
      visit.call('listGovernanceActs', { query })
    ])
    const head = [texts.at, texts.by, texts.act, texts.about, texts.before, texts.after]
    const rows = items.map(item => rowOf(visit, item, id => actorOf(platformOf(id))))
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawFilter(visit, { fields, submit: texts.look, name: texts.title })}
        ${drawTable(visit, { caption: texts.caption(month), head, rows, empty: texts.empty })}
        ${drawPaging(visit, next)}
      `
    }
  }
}
