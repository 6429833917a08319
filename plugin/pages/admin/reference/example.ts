import type { ReferenceDocument, Schema } from './document.ts'

/** Texts that have the forms which the document asks for, the first that fits. */
const samples = [
  'ada-lovelace-1815',
  'r-2026',
  '2026-11',
  '2026-11-22T10',
  '17(1)',
  'b',
  'DE-BY',
  'https://campus.example',
  '08:30',
  '42',
  'whsec_c2VjcmV0LW9mLWFuLWV4YW1wbGU',
  '0123456789abcdef',
  '0123456789abcdef0123456789abcdef',
  '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'
] as const

const byFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-11-22T10:00:00Z',
  date: '2026-11-22',
  uri: 'https://campus.example/path',
  email: 'ada@campus.example'
}

const textOf = ({ format, pattern, minLength = 0, maxLength = 1000 }: Schema): string => {
  const rule = pattern === undefined ? null : new RegExp(pattern, 'u')
  const fits = (text: string) => (rule?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength
  const wanted = [...(format === undefined ? [] : [byFormat[format] ?? '']), ...samples, 'x'.repeat(minLength || 1)]
  return wanted.find(text => text !== '' && fits(text)) ?? 'text'
}

const typeOf = ({ type, properties, items, enum: values }: Schema): string => {
  const known = typeof type === 'string' ? type : type?.find(each => each !== 'null')
  if (known !== undefined) return known
  if (properties !== undefined) return 'object'
  return items !== undefined ? 'array' : values === undefined ? 'any' : 'string'
}

/**
 * A value that a schema takes: what the document says where it says something, else the smallest that fits; of an object
 * what is needed. `deep` counts down, so that shapes that hold themselves come to an end.
 */
export const exampleOf = ({ resolve }: Pick<ReferenceDocument, 'resolve'>, given: Schema, deep = 8): unknown => {
  const schema = resolve<Schema>(given as { $ref: string })
  const inner = (part: Schema) => exampleOf({ resolve }, part, deep - 1)
  if (deep === 0) return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum.find(value => value !== null) ?? null
  if (schema.default !== undefined) return schema.default
  const several = (schema.oneOf ?? schema.anyOf)?.find(each => each.type !== 'null')
  if (several !== undefined && schema.properties === undefined) return inner(several)
  switch (typeOf(schema)) {
    case 'object': {
      if (schema.properties === undefined && schema.minProperties !== undefined) return { name: 'value' }
      const wanted = schema.required ?? Object.keys(schema.properties ?? {}).slice(0, 1)
      return Object.fromEntries(
        wanted.flatMap(name => {
          const part = schema.properties?.[name]
          return part === undefined ? [] : [[name, inner(part)]]
        })
      )
    }
    case 'array':
      if (schema.contains !== undefined) return [inner(schema.contains)]
      return Array.from({ length: schema.minItems ?? 1 }, () =>
        schema.items === undefined ? null : inner(schema.items)
      )
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, Math.min(1, schema.maximum ?? 1))
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return textOf(schema)
  }
}
