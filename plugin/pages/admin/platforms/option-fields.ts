import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawDuration, readDuration } from '../blocks/duration.ts'
import { drawField, type Field } from '../blocks/field.ts'
import type { Visit } from '../frame/visit.ts'

/** What is read of a JSON Schema of options. */
export interface OptionSchema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly writeOnly?: boolean
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: OptionSchema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, OptionSchema>>
}

interface Words {
  readonly title: string
  readonly description: string | null
}

/** One option with its place: names from the outside in, and the words that it has. */
interface Option {
  readonly names: readonly string[]
  readonly schema: OptionSchema
  readonly isRequired: boolean
}

type Options = Readonly<Record<string, unknown>>

/** What a form of options is drawn from. */
export interface OptionForm {
  readonly schema: OptionSchema
  readonly words: Readonly<Record<string, Words>>
  /** What is stored; null: nothing yet, and secrets must be typed. */
  readonly stored: Options | null
  /** Options that cannot be changed, and are left out. */
  readonly without?: readonly string[]
}

const fieldName = (names: readonly string[]): string => `option.${names.join('.')}`
const isDuration = ({ names, schema }: Option): boolean => schema.type === 'integer' && names.at(-1)!.endsWith('Ms')
const storedAt = (stored: Options | null, names: readonly string[]): unknown =>
  names.reduce<unknown>((value, name) => (value as Options | null | undefined)?.[name], stored)

const within = (schema: OptionSchema, names: readonly string[] = []): readonly Option[] =>
  Object.entries(schema.properties ?? {}).map(([name, each]) => ({
    names: [...names, name],
    schema: each,
    isRequired: schema.required?.includes(name) === true
  }))

const drawOption = (visit: Visit, form: OptionForm, option: Option): ComponentChild => {
  const { names, schema, isRequired } = option
  const texts = platformTexts[visit.language]
  const { title, description } = form.words[names.join('.')] ?? { title: names.at(-1)!, description: null }
  if (schema.type === 'object')
    return html`
      <fieldset>
        <legend>${title}</legend>
        ${description !== null && html`<small>${description}</small>`}
        ${within(schema, names).map(each => drawOption(visit, form, each))}
      </fieldset>
    `
  const value = storedAt(form.stored, names) ?? schema.default
  const isKept = schema.writeOnly === true && form.stored !== null
  const said = [
    description,
    isKept ? texts.secretKept : null,
    schema.default === undefined || schema.writeOnly === true || isDuration(option)
      ? null
      : texts.byDefault(texts.valueOf(schema.default))
  ].filter(each => each !== null)
  const shared = {
    name: fieldName(names),
    label: title,
    required: isRequired && !isKept,
    at: `/${names.join('/')}`,
    ...(said.length === 0 ? {} : { hint: said.join(' ') })
  }
  if (isDuration(option)) return drawDuration(visit, { ...shared, ms: (value as number | undefined) ?? null })
  return drawField(visit, { ...shared, ...controlOf(schema, value, texts.valueOf) } as Field)
}

/** Which control fits a schema, with what stands in it. */
const controlOf = (schema: OptionSchema, value: unknown, say: (value: unknown) => string) => {
  if (schema.writeOnly === true) return { is: 'password', autocomplete: 'new-password' }
  if (schema.enum !== undefined) {
    const choices = schema.enum.map(each => ({ value: JSON.stringify(each), label: say(each) }))
    const first = value === undefined ? [{ value: '', label: '–' }] : []
    return { is: 'choice', choices: [...first, ...choices], value: JSON.stringify(value) }
  }
  if (schema.type === 'boolean') return { is: 'tick', ticked: value === true }
  if (schema.type === 'integer' || schema.type === 'number')
    return {
      is: 'number',
      min: schema.minimum,
      max: schema.maximum,
      ...(schema.type === 'number' && { step: 'any' }),
      value: value === undefined ? undefined : String(value)
    }
  if (schema.type === 'array') {
    const values = (value as readonly unknown[] | undefined) ?? []
    return schema.items?.enum === undefined
      ? { is: 'long-text', value: values.join('\n') }
      : {
          is: 'some-of',
          values: values.map(String),
          choices: schema.items.enum.map(each => ({ value: String(each), label: say(each) }))
        }
  }
  const kinds: Readonly<Record<string, string>> = { uri: 'url', email: 'email', date: 'date' }
  return { is: kinds[schema.format ?? ''] ?? 'text', value }
}

/** The controls of every option that the schema of an adapter names. */
export const drawOptions = (visit: Visit, form: OptionForm): ComponentChild =>
  within(form.schema)
    .filter(({ names }) => form.without?.includes(names[0]!) !== true)
    .map(option => drawOption(visit, form, option))

const readOption = (form: URLSearchParams, option: Option): unknown => {
  const { names, schema } = option
  const name = fieldName(names)
  const typed = form.get(name) ?? ''
  if (schema.type === 'object') {
    const inside = readAll(form, within(schema, names))
    return Object.keys(inside).length === 0 ? undefined : inside
  }
  if (schema.type === 'boolean') return typed === 'yes'
  if (schema.type === 'array') {
    const items = (schema.items?.enum === undefined ? typed.split(/\r?\n/) : form.getAll(name)).map(each => each.trim())
    const read = items.filter(each => each !== '')
    const isNumber = schema.items?.type === 'integer' || schema.items?.type === 'number'
    return read.length === 0 ? undefined : isNumber ? read.map(Number) : read
  }
  if (isDuration(option)) return readDuration(form, name) ?? undefined
  if (typed === '') return undefined
  if (schema.enum !== undefined) return schema.enum.find(each => JSON.stringify(each) === typed) ?? typed
  if (schema.type === 'integer' || schema.type === 'number') return Number(typed)
  return typed
}

const readAll = (form: URLSearchParams, options: readonly Option[]): Options =>
  Object.fromEntries(
    options.flatMap(option => {
      const value = readOption(form, option)
      return value === undefined ? [] : [[option.names.at(-1)!, value]]
    })
  )

/** What was typed, as options; what was left empty is left out. */
export const readOptions = (form: URLSearchParams, schema: OptionSchema): Options => readAll(form, within(schema))

/** What was typed in place of what is stored: an emptied option is null, a secret that nobody typed stays. */
export const readChanges = (form: URLSearchParams, { schema, stored, without = [] }: OptionForm): Options => {
  const typed = readOptions(form, schema)
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
      if (without.includes(name)) return []
      if (typed[name] !== undefined) return [[name, typed[name]]]
      return each.writeOnly === true || stored?.[name] === undefined ? [] : [[name, null]]
    })
  )
}
