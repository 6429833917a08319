import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { policyTexts } from '../../../../texts/admin/policies.ts'
import { preconditionName } from '../../../../texts/precondition-names.ts'
import { drawDuration } from '../../blocks/duration.ts'
import { drawField, type Field } from '../../blocks/field.ts'
import type { Visit } from '../../frame/visit.ts'
import type { PolicyField } from './fields.ts'
import { drawRows } from './rows.ts'
import { drawSuccessors, drawTreatments } from './successors.ts'
import { type Origin, type PolicyShown, sentenceOf } from './words.ts'

/** For whom something is set. */
export type Scope = 'all' | Origin

/** What a form of a topic is drawn from. */
export interface TopicForm {
  readonly policy: PolicyShown
  readonly scope: Scope
  /** Where the fields lie in the body of the call. */
  readonly at: string
  /** What is set in this scope. */
  readonly set: Readonly<Record<string, unknown>>
}

/** Treatments of a question, in the order in which they ask less. */
const treatments = ['required', 'resolve-on-behalf', 'resolved-by-platform', 'notice-only', 'not-asked'] as const

/** What holds where this scope says nothing: for everybody the default, for an origin what everybody has. */
export const below = ({ policy, scope }: Pick<TopicForm, 'policy' | 'scope'>, name: string): unknown => {
  const default_ = (policy.defaults as Readonly<Record<string, unknown>>)[name]
  return scope === 'all' ? default_ : ((policy.set.all as Readonly<Record<string, unknown>>)[name] ?? default_)
}

const capitalise = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

const drawQuestions = (visit: Visit, { policy, scope, set, at }: TopicForm): ComponentChild => {
  const texts = policyTexts[visit.language]
  const chosen = (set.asked ?? {}) as Readonly<Record<string, string>>
  return policy.asked.map(({ precondition, byOrigin }) => {
    const now =
      scope === 'all'
        ? [...new Set(Object.values(byOrigin).map(({ standing }) => standing))]
        : [byOrigin[scope]?.standing ?? '']
    const stands = now.map(each => texts.treatment[each] ?? each).join(' / ')
    return drawField(visit, {
      is: 'choice',
      name: `asked.${precondition}`,
      label: capitalise(preconditionName(precondition, visit.language)),
      hint: texts.standsNow(stands),
      at: `${at}/asked/${precondition}`,
      value: chosen[precondition] ?? '',
      choices: [
        { value: '', label: texts.asBefore },
        ...treatments.map(value => ({ value, label: texts.treatment[value] ?? value }))
      ]
    })
  })
}

const plain = (visit: Visit, form: TopicForm, field: PolicyField): Field => {
  const texts = policyTexts[visit.language]
  const { name } = field
  const value = form.set[name]
  const shared = { name, label: texts.fields[name] ?? name, at: `${form.at}/${name}` }
  if (field.is === 'number')
    return {
      ...shared,
      is: 'number',
      min: field.min,
      max: field.max,
      ...(field.hasDecimals === true && { step: 0.1 }),
      value: value === undefined ? undefined : String(value)
    }
  if (field.is === 'yes-no')
    return {
      ...shared,
      is: 'choice',
      value: value === undefined ? '' : value === true ? 'yes' : 'no',
      choices: [
        { value: '', label: texts.asBefore },
        { value: 'yes', label: texts.yes },
        { value: 'no', label: texts.no }
      ]
    }
  if (field.is === 'names')
    return {
      ...shared,
      is: 'choice',
      value: (value as string | undefined) ?? '',
      choices: [
        { value: '', label: texts.asBefore },
        ...form.policy.names.map(each => ({ value: each, label: texts.treatment[each] ?? each }))
      ]
    }
  if (field.is === 'lines')
    return { ...shared, is: 'long-text', value: ((value as readonly string[] | undefined) ?? []).join('\n') }
  if (field.is === 'waivable')
    return {
      ...shared,
      is: 'some-of',
      values: (value as readonly string[] | undefined) ?? [],
      choices: form.policy.asked
        .filter(({ waivable }) => waivable)
        .map(({ precondition }) => ({
          value: precondition,
          label: capitalise(preconditionName(precondition, visit.language))
        }))
    }
  return { ...shared, is: 'text', value: (value as string | null | undefined) ?? '' }
}

/** The control of one field, with what holds where it says nothing. */
export const drawPolicyField = (visit: Visit, form: TopicForm, field: PolicyField): ComponentChild => {
  const texts = policyTexts[visit.language]
  const { name } = field
  if (field.is === 'questions') return drawQuestions(visit, form)
  if (field.is === 'successors') return drawSuccessors(visit, form)
  if (field.is === 'treatments') return drawTreatments(visit, form)
  if (field.is === 'rows') return name === 'retainMs' ? drawRows(visit, form) : null
  const otherwise = sentenceOf(visit, form.policy, name, below(form, name))
  const said = [texts.hints[name], otherwise === null ? null : texts.unset(otherwise)].filter(Boolean)
  const hint = said.length === 0 ? {} : { hint: said.join(' ') }
  if (field.is === 'time')
    return drawDuration(visit, {
      name,
      label: texts.fields[name] ?? name,
      at: `${form.at}/${name}`,
      ms: (form.set[name] as number | undefined) ?? null,
      ...hint
    })
  const control = drawField(visit, { ...plain(visit, form, field), ...hint } as Field)
  if (field.is !== 'lines' && field.is !== 'waivable') return control
  const ticked = form.set[name] !== undefined
  return html`${control}${drawField(visit, { is: 'tick', name: `${name}.set`, label: texts.alsoEmpty, ticked })}`
}
