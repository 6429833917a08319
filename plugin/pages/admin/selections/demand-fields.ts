import { selectionTexts } from '../../../texts/admin/selections.ts'
import type { Field } from '../blocks/field.ts'
import type { Given } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

type Demand = Pick<NonNullable<Given<'makeSelection'>['body']>, 'origin' | 'ground' | 'mandate' | 'isMeant'>
type Mandate = Demand['mandate']

const kinds = ['standing-rule', 'consent-to-act', 'guardian', 'estate'] as const

/** On what ground many are to be deleted, and who may ask for that. */
export const demandFields = (visit: Visit): readonly Field[] => {
  const { make } = selectionTexts[visit.language]
  const origins = ['lifecycle', 'on-behalf'] as const
  const origin: readonly Field[] = visit.staff.person.body.roles.includes('administrator')
    ? [
        {
          is: 'one-of',
          name: 'origin',
          label: make.origin,
          required: true,
          value: visit.form.get('from') === 'tab' ? 'lifecycle' : 'on-behalf',
          choices: origins.map(value => ({ value, label: make.origins[value] }))
        }
      ]
    : []
  return [
    ...origin,
    {
      is: 'text',
      name: 'article',
      label: make.article,
      hint: make.articleHint,
      required: true,
      value: '5(1)',
      at: '/ground/article'
    },
    { is: 'text', name: 'letter', label: make.letter, value: 'e', at: '/ground/letter' },
    {
      is: 'choice',
      name: 'kind',
      label: make.kind,
      required: true,
      value: 'standing-rule',
      at: '/mandate/kind',
      choices: kinds.map(value => ({ value, label: make.kinds[value] }))
    },
    { is: 'text', name: 'who', label: make.who, hint: make.whoHint, required: true, at: '/mandate/who' },
    { is: 'long-text', name: 'how', label: make.how, hint: make.howHint, required: true, rows: 3, at: '/mandate/how' },
    { is: 'text', name: 'reference', label: make.reference, hint: make.referenceHint, at: '/mandate/reference' },
    { is: 'date', name: 'obtainedOn', label: make.obtainedOn, required: true, at: '/mandate/obtainedOn' },
    { is: 'date', name: 'expiresOn', label: make.expiresOn, at: '/mandate/expiresAt' },
    {
      is: 'long-text',
      name: 'cannotAsk',
      label: make.cannotAsk,
      hint: make.cannotAskHint,
      rows: 2,
      at: '/mandate/cannotAsk'
    },
    { is: 'tick', name: 'isMeant', label: make.isMeant }
  ]
}

const said = (form: URLSearchParams, name: string): string | undefined => {
  const text = (form.get(name) ?? '').trim()
  return text === '' ? undefined : text
}

/** The same fields as the body of the call has them. */
export const readDemand = (form: URLSearchParams): Demand => {
  const optional = Object.fromEntries(
    ['who', 'how', 'reference', 'obtainedOn', 'cannotAsk'].flatMap(name => {
      const text = said(form, name)
      return text === undefined ? [] : [[name, text]]
    })
  )
  const expiresOn = said(form, 'expiresOn')
  const kind = kinds.find(value => value === form.get('kind')) ?? 'standing-rule'
  const mandate: Mandate = {
    kind,
    ...optional,
    ...(expiresOn !== undefined && { expiresAt: `${expiresOn}T00:00:00Z` })
  }
  return {
    origin: form.get('origin') === 'lifecycle' ? 'lifecycle' : 'on-behalf',
    ground: { article: said(form, 'article') ?? '', letter: said(form, 'letter') ?? null },
    mandate,
    isMeant: form.get('isMeant') === 'yes'
  }
}
