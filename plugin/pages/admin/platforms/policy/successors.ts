import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import type { SuccessorShown } from '../../../../texts/admin/policy-sentences.ts'
import { drawField } from '../../blocks/field.ts'
import type { Visit } from '../../frame/visit.ts'
import { identifierOf, linesOf } from '../questions.ts'
import type { TopicForm } from './controls.ts'
import { sentenceOf } from './words.ts'

const roles = ['co-owner', 'coach', 'organisation-manager'] as const
const kinds = ['username', 'email', 'platform-id', 'external-id', ...roles, 'pool'] as const
const treatments = ['delete', 'anonymise', 'reassign', 'retain'] as const
const spare = 2

/** How many rules the form has room for: as many as were typed, or as are set and two more. */
const roomFor = ({ form, problem }: Visit, name: string, stored: number): number =>
  problem === null ? stored + spare : Math.max(Number(form.get(`${name}.count`) ?? 0), stored)

const kindOf = ({ successor }: SuccessorShown): string =>
  'pool' in successor ? 'pool' : 'role' in successor ? successor.role : successor.kind

const whomOf = ({ successor }: SuccessorShown): string => {
  if ('pool' in successor) return successor.pool.map(({ kind, value }) => `${kind}: ${value}`).join('\n')
  return 'role' in successor ? '' : successor.value
}

/** Rules about who takes over what only the subject owned. */
export const drawSuccessors = (visit: Visit, { policy, set, at }: TopicForm): ComponentChild => {
  const texts = policyTexts[visit.language]
  const rules = (set.successors ?? []) as readonly SuccessorShown[]
  const room = roomFor(visit, 'successors', rules.length)
  const text = (name: string, label: string, value: string | undefined, hint?: string) =>
    drawField(visit, { is: 'text', name, label, value, ...(hint === undefined ? {} : { hint }) })
  return html`
    <h2>${texts.fields.successors}</h2>
    <p>${texts.rulesHint} ${sentenceOf(visit, policy, 'successors', rules)}</p>
    <input type="hidden" name="successors.count" value=${room} />
    ${Array.from({ length: room }, (_, index) => {
      const rule = rules[index]
      const name = `successors.${index}`
      return html`
        <fieldset>
          <legend>${texts.rule(index + 1)}</legend>
          ${text(`${name}.category`, texts.category, rule?.category, texts.categoryHint)}
          ${text(`${name}.object`, texts.object, rule?.object)}
          ${text(`${name}.organisation`, texts.organisation, rule?.organisation)}
          ${drawField(visit, {
            is: 'choice',
            name: `${name}.is`,
            label: texts.successor,
            value: rule === undefined ? 'username' : kindOf(rule),
            choices: kinds.map(value => ({ value, label: texts.successors[value] ?? value }))
          })}
          ${drawField(visit, {
            is: 'long-text',
            rows: 2,
            name: `${name}.whom`,
            label: texts.whom,
            hint: texts.whomHint,
            at: `${at}/successors/${index}`,
            value: rule === undefined ? '' : whomOf(rule)
          })}
        </fieldset>
      `
    })}
    ${drawField(visit, { is: 'tick', name: 'successors.set', label: texts.alsoEmpty, ticked: set.successors !== undefined })}
  `
}

const readRule = (form: URLSearchParams, name: string): SuccessorShown[] => {
  const category = form.get(`${name}.category`)?.trim() ?? ''
  if (category === '') return []
  const kind = form.get(`${name}.is`) ?? ''
  const lines = linesOf(form.get(`${name}.whom`))
  const object = form.get(`${name}.object`)?.trim()
  const organisation = form.get(`${name}.organisation`)?.trim()
  const successor =
    kind === 'pool'
      ? { pool: lines.map(identifierOf) }
      : roles.some(role => role === kind)
        ? { role: kind }
        : { kind, value: lines[0] ?? '' }
  return [{ category, ...(object ? { object } : {}), ...(organisation ? { organisation } : {}), successor }]
}

/** The rules that were typed; undefined: not set here. */
export const readSuccessors = (form: URLSearchParams): readonly SuccessorShown[] | undefined => {
  const count = Number(form.get('successors.count') ?? 0)
  const rules = Array.from({ length: count }, (_, index) => readRule(form, `successors.${index}`)).flat()
  return rules.length > 0 || form.get('successors.set') === 'yes' ? rules : undefined
}

/** What happens to categories for which the platform leaves a choice. */
export const drawTreatments = (visit: Visit, { set, at }: TopicForm): ComponentChild => {
  const texts = policyTexts[visit.language]
  const stored = Object.entries((set.treatments ?? {}) as Readonly<Record<string, string>>)
  const room = roomFor(visit, 'treatments', stored.length)
  return html`
    <h2>${texts.fields.treatments}</h2>
    <input type="hidden" name="treatments.count" value=${room} />
    ${Array.from({ length: room }, (_, index) => {
      const [category, treatment] = stored[index] ?? ['', 'delete']
      const name = `treatments.${index}`
      return html`
        <fieldset>
          <legend>${texts.rule(index + 1)}</legend>
          ${drawField(visit, { is: 'text', name: `${name}.category`, label: texts.category, value: category, at: `${at}/treatments` })}
          ${drawField(visit, {
            is: 'choice',
            name: `${name}.is`,
            label: texts.fields.treatments ?? '',
            value: treatment,
            choices: treatments.map(value => ({ value, label: texts.treatment[value] ?? value }))
          })}
        </fieldset>
      `
    })}
  `
}

/** The treatments that were typed; undefined: none is set here. */
export const readTreatments = (form: URLSearchParams): Readonly<Record<string, string>> | undefined => {
  const count = Number(form.get('treatments.count') ?? 0)
  const read = Array.from({ length: count }, (_, index) => [
    form.get(`treatments.${index}.category`)?.trim() ?? '',
    form.get(`treatments.${index}.is`) ?? ''
  ]).filter(([category]) => category !== '')
  return read.length === 0 ? undefined : Object.fromEntries(read)
}
