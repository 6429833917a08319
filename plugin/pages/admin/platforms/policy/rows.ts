import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import { writeGround } from '../../../../texts/grounds.ts'
import { keptRowName } from '../../../../texts/kept-rows/index.ts'
import { drawDuration, readDuration } from '../../blocks/duration.ts'
import { drawField } from '../../blocks/field.ts'
import type { Visit } from '../../frame/visit.ts'
import type { TopicForm } from './controls.ts'
import type { PolicyShown } from './words.ts'

interface Ground {
  readonly article: string
  readonly letter?: string | null
}
type Terms = Readonly<Record<string, number>>
type Grounds = Readonly<Record<string, Ground>>

/** Rows that the platform keeps, and those of which something is set though it is not known any more. */
const rowsOf = ({ rows }: Pick<PolicyShown, 'rows'>, set: TopicForm['set']): PolicyShown['rows'] => {
  const named = [...Object.keys((set.retainMs ?? {}) as Terms), ...Object.keys((set.retainGrounds ?? {}) as Grounds)]
  const unknown = [...new Set(named)].filter(id => rows.every(row => row.id !== id))
  return [...rows, ...unknown.map(id => ({ id, category: id, ground: null }))]
}

/** How long the site keeps each row that the platform keeps, and on what ground. */
export const drawRows = (visit: Visit, { policy, set, at }: TopicForm): ComponentChild => {
  const texts = policyTexts[visit.language]
  const terms = (set.retainMs ?? {}) as Terms
  const grounds = (set.retainGrounds ?? {}) as Grounds
  const rows = rowsOf(policy, set)
  if (rows.length === 0) return null
  return html`
    <h2>${texts.fields.retainMs}</h2>
    <p>${texts.rowsLead}</p>
    <input type="hidden" name="rows" value=${rows.map(({ id }) => id).join(' ')} />
    ${rows.map(row => {
      const { id, ground } = row
      return html`
        <fieldset>
          <legend>${keptRowName(policy.kind, row, visit.language)}</legend>
          ${ground !== null && html`<small>${texts.byPlatform(writeGround(ground, visit.language))}</small>`}
          ${drawDuration(visit, {
            name: `retainMs.${id}`,
            label: texts.fields.retainMs ?? '',
            at: `${at}/retainMs/${id}`,
            ms: terms[id] ?? null
          })}
          ${drawField(visit, {
            is: 'text',
            name: `retainGrounds.${id}.article`,
            label: texts.article,
            at: `${at}/retainGrounds/${id}`,
            value: grounds[id]?.article ?? '',
            placeholder: '6(1)'
          })}
          ${drawField(visit, {
            is: 'text',
            name: `retainGrounds.${id}.letter`,
            label: texts.letter,
            value: grounds[id]?.letter ?? '',
            placeholder: 'c'
          })}
        </fieldset>
      `
    })}
  `
}

const idsOf = (form: URLSearchParams): readonly string[] => (form.get('rows') ?? '').split(' ').filter(id => id !== '')

/** The terms that were typed; undefined: none is set here. */
export const readTerms = (form: URLSearchParams): Terms | undefined => {
  const read = idsOf(form).flatMap(id => {
    const ms = readDuration(form, `retainMs.${id}`)
    return ms === null ? [] : [[id, ms] as const]
  })
  return read.length === 0 ? undefined : Object.fromEntries(read)
}

/** The grounds that were typed; undefined: none is set here. */
export const readGrounds = (form: URLSearchParams): Grounds | undefined => {
  const read = idsOf(form).flatMap(id => {
    const article = form.get(`retainGrounds.${id}.article`)?.trim() ?? ''
    const letter = form.get(`retainGrounds.${id}.letter`)?.trim() || null
    return article === '' ? [] : [[id, { article, letter }] as const]
  })
  return read.length === 0 ? undefined : Object.fromEntries(read)
}
