import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { faultAtField } from '../../../texts/faults.ts'
import type { Visit } from '../frame/visit.ts'

interface EveryField {
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChild
  readonly required?: boolean
  /** What stands there when the page is opened. */
  readonly value?: string | undefined
  /** Where the field lies in the body of the call, if not at `/name`. */
  readonly at?: string
  /** For browsers and password keepers: `username`, `off`. */
  readonly autocomplete?: string
}

interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/** One thing that is asked for. */
export type Field = EveryField &
  (
    | {
        readonly is: 'text' | 'email' | 'url' | 'password' | 'date' | 'datetime-local' | 'search'
        readonly placeholder?: string
        /** Characters that it takes at least. */
        readonly minLength?: number
      }
    | { readonly is: 'number'; readonly min?: number; readonly max?: number; readonly step?: number }
    | { readonly is: 'long-text'; readonly rows?: number; readonly file?: boolean }
    | { readonly is: 'choice'; readonly choices: readonly Choice[] }
    | { readonly is: 'one-of'; readonly choices: readonly Choice[] }
    | { readonly is: 'some-of'; readonly choices: readonly Choice[]; readonly values?: readonly string[] }
    | { readonly is: 'tick'; readonly ticked?: boolean }
  )

type About = Pick<Visit, 'language' | 'form' | 'problem'>

/** What was typed before the form came back, else what stands there at first. Secrets are never drawn again. */
const typedOf = ({ form, problem }: About, field: Field): string => {
  if (field.is === 'password') return ''
  return (problem === null ? field.value : (form.get(field.name) ?? '')) ?? ''
}

const chosen = ({ form, problem }: About, field: Field): readonly string[] => {
  if (problem !== null) return form.getAll(field.name)
  if (field.is === 'some-of') return field.values ?? []
  if (field.is === 'tick') return field.ticked === true ? ['yes'] : []
  return field.value === undefined ? [] : [field.value]
}

/** What the call said of this very field. @param amount how a number of it reads */
export const faultOf = (
  { problem, language }: Pick<Visit, 'language' | 'problem'>,
  {
    name,
    label,
    hint,
    at = `/${name}`
  }: Pick<EveryField, 'name' | 'label' | 'hint'> & { readonly at?: string | undefined },
  amount?: (value: number) => string
): string | null => {
  const own = problem?.faults.filter(fault => fault.at === at || fault.at.startsWith(`${at}/`)) ?? []
  const about = { ...(typeof hint === 'string' && { hint }), ...(amount && { amount }) }
  const said = own.map(fault => {
    const says = faultAtField(fault.because, language, about)
    problem!.fields.set(fault, { name, label, says })
    return says
  })
  return said.length === 0 ? null : said.join(', ')
}

const drawControl = (about: About, field: Field, marks: Readonly<Record<string, unknown>>): ComponentChild => {
  const { name, required = false } = field
  const attributes = { id: name, name, required, autocomplete: field.autocomplete ?? 'off', ...marks }
  if (field.is === 'long-text') {
    const file = field.file === true ? frameTexts[about.language].chooseFile : undefined
    return html`
      <textarea ...${attributes} rows=${field.rows ?? 4}>${typedOf(about, field)}</textarea>
      ${file !== undefined && html`<input type="file" class="with-script" accept=".csv,.txt,text/*" data-fills=${name} aria-label=${file} />`}
    `
  }
  if (field.is === 'choice') {
    const [now = ''] = chosen(about, field)
    return html`
      <select ...${attributes}>
        ${field.choices.map(
          ({ value, label }) => html`<option value=${value} selected=${value === now}>${label}</option>`
        )}
      </select>
    `
  }
  const limits =
    field.is === 'number' ? { min: field.min, max: field.max, step: field.step ?? 1, inputmode: 'numeric' } : {}
  const placeholder = 'placeholder' in field ? field.placeholder : undefined
  const minLength = 'minLength' in field ? field.minLength : undefined
  return html`<input ...${attributes} ...${limits} type=${field.is} value=${typedOf(about, field)} placeholder=${placeholder} minlength=${minLength} />`
}

const drawHint = (field: Field, fault: string | null) => html`
  ${field.hint !== undefined && html`<small id=${`${field.name}-hint`}>${field.hint}</small>`}
  ${fault !== null && html`<small id=${`${field.name}-fault`} class="fault">${fault}</small>`}
`

const marksOf = (field: Field, fault: string | null) => {
  const described = [
    ...(field.hint === undefined ? [] : [`${field.name}-hint`]),
    ...(fault === null ? [] : [`${field.name}-fault`])
  ]
  return {
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': fault === null ? undefined : 'true'
  }
}

const drawChoices = (about: About, field: Field & { is: 'one-of' | 'some-of' }, fault: string | null) => {
  const now = chosen(about, field)
  const type = field.is === 'one-of' ? 'radio' : 'checkbox'
  return html`
    <fieldset id=${field.name} ...${marksOf(field, fault)}>
      <legend>${field.label}${drawOptional(about, field)}</legend>
      ${field.choices.map(
        ({ value, label, hint }) => html`
          <label>
            <input type=${type} name=${field.name} value=${value} checked=${now.includes(value)} required=${
              type === 'radio' && field.required === true
            } />
            ${label}${hint !== undefined && html`<br /><small>${hint}</small>`}
          </label>
        `
      )}
      ${drawHint(field, fault)}
    </fieldset>
  `
}

const drawOptional = ({ language }: About, { required = false, is }: Field) =>
  required || is === 'tick' || is === 'choice' ? null : html` <small>(${frameTexts[language].optional})</small>`

/** Draws one field with its label, what it means, and what was wrong with what was typed. */
export const drawField = (about: About, field: Field): ComponentChild => {
  const fault = faultOf(about, field)
  if (field.is === 'one-of' || field.is === 'some-of') return drawChoices(about, field, fault)
  const marks = marksOf(field, fault)
  if (field.is === 'tick')
    return html`
      <div class="field">
        <label>
          <input type="checkbox" id=${field.name} name=${field.name} value="yes" checked=${
            chosen(about, field).length > 0
          } required=${field.required === true} ...${marks} />
          ${field.label}
        </label>
        ${drawHint(field, fault)}
      </div>
    `
  return html`
    <div class="field">
      <label for=${field.name}>${field.label}${drawOptional(about, field)}</label>
      ${drawControl(about, field, marks)}
      ${drawHint(field, fault)}
    </div>
  `
}
