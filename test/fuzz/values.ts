import fc from 'fast-check'
import { type Kind, Known } from './known.ts'
import { follow, type Schema } from './operations.ts'

/** Names of fields and parameters that mean a thing that is there. */
const kinds: Readonly<Record<string, Kind>> = {
  platform: 'platform',
  platforms: 'platform',
  without: 'platform',
  source: 'source',
  request: 'request',
  bulk: 'bulk',
  hold: 'hold',
  selection: 'selection',
  run: 'run',
  replay: 'replay',
  provider: 'provider',
  endpoint: 'endpoint',
  letter: 'letter',
  person: 'person',
  by: 'person',
  token: 'token',
  secret: 'secret',
  row: 'row',
  demand: 'demand',
  fingerprint: 'fingerprint',
  digest: 'digest',
  baseUrl: 'olat',
  url: 'address',
  issuer: 'issuer',
  hour: 'hour',
  account: 'key',
  month: 'month',
  code: 'code',
  keys: 'key'
}

/** One of the things that are there. */
export const known = (kind: Kind): fc.Arbitrary<Known> => fc.nat(11).map(at => new Known(kind, at))

const hour = 3_600_000

/** An instant of the last month or the next. */
export const instant = fc
  .integer({ min: -24 * 30, max: 24 * 30 })
  .map(hours => new Date(Math.floor(Date.now() / hour) * hour + hours * hour).toISOString())

const word = fc.constantFrom('Ada', 'mira.holm', 'Lake School', 'zwölf Bücher', 'a', 'x'.repeat(120), '<b>&"\'', '=1+1')

const formats: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'date-time': instant,
  date: instant.map(at => at.slice(0, 10)),
  email: fc.constantFrom('mira.holm@people.example', 'a@b.example'),
  uri: known('address'),
  'uri-reference': known('address')
}

const within = (schema: Schema, name: string, otherwise: number): number =>
  typeof schema[name] === 'number' ? (schema[name] as number) : otherwise

function text(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const [least, most] = [within(schema, 'minLength', 0), within(schema, 'maxLength', 200)]
  const kind = kinds[name]
  const format = formats[String(schema.format)]
  const free = typeof schema.pattern === 'string' ? matching(schema.pattern) : fc.oneof(word, fc.string())
  const fitting = free.map(each => each.slice(0, most).padEnd(least, 'x'))
  if (kind !== undefined) return fc.oneof({ weight: 9, arbitrary: known(kind) }, { weight: 1, arbitrary: fitting })
  return format ?? fitting
}

function matching(pattern: string): fc.Arbitrary<string> {
  return fc.oneof(word, fc.stringMatching(new RegExp(pattern), { size: 'small' }))
}

function number(schema: Schema, isWhole: boolean): fc.Arbitrary<unknown> {
  const [min, max] = [within(schema, 'minimum', 0), within(schema, 'maximum', 1_000_000)]
  const whole = fc.oneof(fc.integer({ min: Math.ceil(min), max }), fc.constantFrom(min, max))
  return isWhole ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }))
}

function list(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const minLength = within(schema, 'minItems', 0)
  const items = fitting((schema.items ?? {}) as Schema, name)
  const maxLength = Math.max(minLength, Math.min(3, within(schema, 'maxItems', 3)))
  return fc.uniqueArray(items, { minLength, maxLength, selector: each => JSON.stringify(each) })
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>
  const model = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, fitting(each, name)]))
  const requiredKeys = ((schema.required ?? []) as string[]).filter(name => name in model)
  const named = fc.record(model, { requiredKeys })
  if (typeof schema.additionalProperties !== 'object') return named
  const names = schema.propertyNames === undefined ? word : fitting(schema.propertyNames as Schema, '')
  const more = fc.dictionary(names as fc.Arbitrary<string>, fitting(schema.additionalProperties as Schema, ''), {
    maxKeys: 2
  })
  return fc.tuple(named, more).map(([one, other]) => ({ ...one, ...other }))
}

const anything = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.boolean()), { maxKeys: 3 })

function ofType(type: string, schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (type === 'string') return text(schema, name)
  if (type === 'integer' || type === 'number') return number(schema, type === 'integer')
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'array') return list(schema, name)
  return schema.properties === undefined && schema.additionalProperties === undefined ? anything : object(schema)
}

const made = new Map<string, fc.Arbitrary<unknown>>()

/** Values that a schema of the document asks for, most of the time; `name` is that of the field they are for. */
export function fitting(written: Schema, name = ''): fc.Arbitrary<unknown> {
  const key = `${name} ${JSON.stringify(written)}`
  const ready = made.get(key) ?? make(written, name)
  made.set(key, ready)
  return ready
}

function make(written: Schema, name: string): fc.Arbitrary<unknown> {
  const schema = follow(written)
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const among = (schema.oneOf ?? schema.anyOf) as readonly Schema[] | undefined
  if (among !== undefined) return fc.oneof(...among.map(each => fitting(each, name)))
  const types = [schema.type ?? 'object'].flat() as string[]
  return fc.oneof(...types.map(type => ofType(type, schema, name)))
}
