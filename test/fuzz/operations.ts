import type { ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv, faultsOf, readDocument } from '../../plugin/document.ts'

/** JSON Schema 2020-12, or what an OpenAPI document refers to it by. */
export type Schema = Readonly<Record<string, unknown>>

/** Where a parameter goes, and what may stand there. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly isRequired: boolean
  readonly schema: Schema
}

/** One answer as it came: its media type without parameters. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** One operation of our own document. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: { readonly types: readonly string[]; readonly schema: Schema } | null
  /** Null: the document has such an answer. Else what is wrong with it; what was sent is not repeated. */
  judge(answer: Answer): string | null
}

interface Written {
  readonly operationId?: string
  readonly parameters?: readonly Schema[]
  readonly requestBody?: Schema
  readonly responses: Readonly<Record<string, Schema>>
}

const document = readDocument() as unknown as {
  paths: Record<string, Record<string, Written>>
  components: Record<string, Record<string, Schema>>
}

/** What a reference within the document stands for; anything else is itself. */
export function follow(schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema
  const [, , part = '', name = ''] = schema.$ref.split('/')
  return follow(document.components[part]![name]!)
}

const ajv = createAjv()
ajv.addSchema({ $id: 'lethe', components: document.components } as Schema, undefined, undefined, false)
ajv.addKeyword('components')
const compiled = new WeakMap<Schema, ValidateFunction>()

/** Whether a value is what a schema of the document asks for. */
export function compile(schema: Schema): ValidateFunction {
  const known = compiled.get(schema)
  if (known !== undefined) return known
  const isValid = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"lethe#/components/')))
  compiled.set(schema, isValid)
  return isValid
}

type Contents = Readonly<Record<string, { readonly schema: Schema }>>

const contentsOf = (written: Schema): Contents => (follow(written).content ?? {}) as Contents

/** Exactly the number, or its hundred. A fault of ours is documented by its number or not at all. */
function documented(responses: Written['responses'], status: number): Schema | null {
  const hundred = status < 500 ? responses[`${Math.floor(status / 100)}XX`] : undefined
  return responses[status] ?? hundred ?? null
}

function judgeBy(responses: Written['responses'], { status, type, text }: Answer): string | null {
  const written = documented(responses, status)
  if (written === null) return `status ${status}`
  const contents = contentsOf(written)
  if (text === '') return Object.keys(contents).length === 0 || status === 304 ? null : `${status} without a body`
  const content = contents[type]
  if (content === undefined) return `${status} as ${type || 'nothing'}`
  if (!/json$/.test(type)) return null
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return `${status}: no JSON`
  }
  const isValid = compile(content.schema)
  if (isValid(body)) return null
  const [fault] = faultsOf(isValid.errors)
  return `${status}: ${fault?.at} ${fault?.because}`
}

function readParameter(written: Schema): Parameter {
  const {
    name,
    in: where,
    required,
    schema
  } = follow(written) as unknown as {
    name: string
    in: 'path' | 'query'
    required?: boolean
    schema: Schema
  }
  return { name, in: where, isRequired: required === true, schema }
}

function readBody(written: Schema | undefined): Operation['body'] {
  if (written === undefined) return null
  const contents = contentsOf(written)
  const types = Object.keys(contents)
  return { types, schema: contents[types[0]!]!.schema }
}

/** Every operation that the document serves, in its order. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, written]) =>
    written.operationId === undefined
      ? []
      : [
          {
            id: written.operationId,
            method: method.toUpperCase(),
            path,
            parameters: [
              ...((item.parameters ?? []) as unknown as readonly Schema[]),
              ...(written.parameters ?? [])
            ].map(readParameter),
            body: readBody(written.requestBody),
            judge: (answer: Answer) => judgeBy(written.responses, answer)
          }
        ]
  )
)
