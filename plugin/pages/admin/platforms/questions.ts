import type { components } from '../../../../openapi/types/lethe.ts'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import type { Field } from '../blocks/field.ts'
import type { Visit } from '../frame/visit.ts'

type Site = components['schemas']['SiteDeclarations']
type People = Site['graders']

/** Lines of a box, without empty ones. */
export const linesOf = (text: string | null): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

const kinds = ['platform-id', 'username', 'email', 'external-id'] as const

/** `email: ada@uni.example`; a line without a kind is a name on the platform, or an address where it holds an `@`. */
export const identifierOf = (line: string) => {
  const [, kind, value] = /^(platform-id|username|email|external-id):\s*(.+)$/.exec(line) ?? []
  if (value !== undefined) return { kind: kinds.find(each => each === kind)!, value }
  return { kind: line.includes('@') ? ('email' as const) : ('username' as const), value: line }
}

/** Who is meant: nobody, unknown, or those named in the box. */
export const readPeople = (form: URLSearchParams, name: string): People => {
  const said = form.get(name)
  if (said === 'nobody' || said === 'unknown') return said
  return linesOf(form.get(`${name}.list`)).map(identifierOf)
}

/** The fields of a question about who does something here. */
export const peopleFields = (
  { language }: Visit,
  name: 'graders' | 'courseOwners',
  required = true
): readonly Field[] => {
  const texts = platformTexts[language].questions
  const ask = texts[name]
  return [
    {
      is: 'one-of',
      name,
      label: ask.label,
      hint: ask.hint,
      required,
      choices: [
        { value: 'nobody', label: ask.nobody },
        { value: 'these', label: ask.these },
        { value: 'unknown', label: ask.unknown, hint: ask.unknownHint }
      ]
    },
    { is: 'long-text', name: `${name}.list`, label: texts.list, hint: texts.listHint, at: `/${name}`, file: true }
  ]
}

/** Whether invoices are issued here. */
export const invoicesField = ({ language }: Visit): Field => {
  const { invoices } = platformTexts[language].questions
  return {
    is: 'one-of',
    name: 'invoices',
    label: invoices.label,
    required: true,
    at: '/invoicesIssued',
    choices: [
      { value: 'no', label: invoices.no },
      { value: 'yes', label: invoices.yes, hint: invoices.yesHint }
    ]
  }
}

/** Which sign-in providers are the institution's own. */
export const providersField = ({ language }: Visit, values: readonly string[] = []): Field => {
  const { providers } = platformTexts[language].questions
  return {
    is: 'long-text',
    name: 'providers',
    label: providers.label,
    hint: providers.hint,
    at: '/institutionProviders',
    value: values.join('\n')
  }
}

/** The three answers without which no registration ends. */
export const readQuestions = (form: URLSearchParams): Site => ({
  invoicesIssued: form.get('invoices') === 'yes',
  graders: readPeople(form, 'graders'),
  institutionProviders: linesOf(form.get('providers'))
})
