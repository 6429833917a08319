import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { referenceTexts } from '../../../texts/admin/reference.ts'
import type { Visit } from '../frame/visit.ts'
import { nameOf, type ReferenceDocument, type Schema } from './document.ts'
import { isSmall } from './shapes.ts'

type Texts = (typeof referenceTexts)['en']

const between = (
  texts: Texts,
  least: number | undefined,
  most: number | undefined,
  unit: string
): readonly string[] => {
  const from = least === undefined ? '' : `${texts.from} ${least}`
  const to = most === undefined ? '' : `${texts.upTo} ${most}`
  const limits = [from, to].filter(Boolean).join(' ')
  return limits === '' ? [] : [`${limits} ${unit}`.trim()]
}

const limitsOf = (texts: Texts, schema: Schema): readonly string[] => [
  ...(schema.format === undefined ? [] : [schema.format]),
  ...between(texts, schema.minimum, schema.maximum, ''),
  ...between(texts, schema.minLength, schema.maxLength, texts.characters),
  ...between(texts, schema.minItems, schema.maxItems, texts.entries)
]

const drawValues = (
  texts: Texts,
  { enum: values, const: only, pattern, default: otherwise }: Schema
): readonly ComponentChild[] => [
  ...(values === undefined
    ? []
    : [html`${texts.oneOf} ${values.map((value, at) => html`${at > 0 && ', '}<code>${String(value)}</code>`)}`]),
  ...(only === undefined ? [] : [html`${texts.isAlways} <code>${String(only)}</code>`]),
  ...(pattern === undefined ? [] : [html`${texts.form} <code>${pattern}</code>`]),
  ...(otherwise === undefined ? [] : [html`${texts.unlessSaid} <code>${JSON.stringify(otherwise)}</code>`])
]

const joined = (parts: readonly ComponentChild[], by: string): ComponentChild =>
  parts.map((part, at) => html`${at > 0 && by}${part}`)

/** What a field may hold, in words; a shape of its own is a link to its table. */
export const drawType = (visit: Visit, document: ReferenceDocument, schema: Schema): ComponentChild => {
  const texts = referenceTexts[visit.language]
  const name = nameOf(schema)
  if (name !== null) {
    const shape = document.resolve<Schema>(schema as { $ref: string })
    return isSmall(shape) ? drawType(visit, document, shape) : html`<a href=${`#shape-${name}`}>${name}</a>`
  }
  const several = schema.oneOf ?? schema.anyOf
  if (several !== undefined)
    return joined(
      several.map(each => drawType(visit, document, each)),
      ` ${texts.or} `
    )
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  const words = types.map(type => texts.types[type] ?? type).join(` ${texts.or} `)
  const isBare = words === '' && schema.enum === undefined && schema.const === undefined
  const base = schema.items === undefined ? words : html`${texts.listOf} ${drawType(visit, document, schema.items)}`
  return joined(
    [...(isBare ? [texts.anything] : [base]), ...limitsOf(texts, schema), ...drawValues(texts, schema)].filter(
      part => part !== ''
    ),
    ', '
  )
}
