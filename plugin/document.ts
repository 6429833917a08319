import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Fault } from './errors.ts'

/** What we read of an OpenAPI 3.1 document. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId?: string }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
}

// Beside plugin/ as it is written, one folder further up once it is built into dist/.
const folders = ['../openapi/', '../../openapi/']

/** The bundled document of our API as text, byte for byte as committed: for people, or the same for machines. */
export const readDocumentText = (file: 'lethe.yaml' | 'lethe.json'): string => {
  const found = folders.map(folder => new URL(folder + file, import.meta.url)).find(place => existsSync(place))
  if (found === undefined) throw new Error(`openapi/${file} is missing: run \`npm run generate\``)
  return readFileSync(found, 'utf8')
}

/** The bundled document of our API, as committed. */
export const readDocument = (): ApiDocument => JSON.parse(readDocumentText('lethe.json')) as ApiDocument

/** Ajv for JSON Schema 2020-12 with formats. Nothing is removed; only addresses, which are text, are coerced. */
export const createAjv = (coerces = false): Ajv2020 => {
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    useDefaults: true,
    coerceTypes: coerces
  })
  addFormats.default(ajv)
  return ajv
}

/** Compiles one named schema of the document, with everything that it refers to. */
export const compileSchema = (document: ApiDocument, name: string): ValidateFunction => {
  const ajv = createAjv()
  // Definitions are looked up by pointer; `components` itself is no keyword of JSON Schema.
  ajv.addSchema(
    { $id: 'lethe', components: document.components } as Record<string, unknown>,
    undefined,
    undefined,
    false
  )
  ajv.addKeyword('components')
  return ajv.compile({ $ref: `lethe#/components/schemas/${name}` })
}

/** Where a value breaks its schema, without the value: a pointer and a rule. */
export const faultsOf = (errors: readonly ErrorObject[] | null | undefined): readonly Fault[] =>
  (errors ?? []).map(error => ({
    at: error.instancePath === '' ? '/' : error.instancePath,
    because: error.message ?? error.keyword
  }))
