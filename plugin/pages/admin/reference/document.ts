import { readDocument } from '../../../document.ts'

/** What is read of a JSON Schema of the document. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly (string | number | null)[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly contains?: Schema
  readonly minProperties?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
}

/** One thing that is given beside the body. */
export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

interface Content {
  readonly [type: string]: { readonly schema?: Schema }
}

/** What an operation takes and answers. */
export interface Described {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: Body | Reference
  readonly responses?: Readonly<Record<string, Response | Reference>>
  readonly callbacks?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Described>>>>>>
}

interface Reference {
  readonly $ref: string
}

/** A body that is sent. */
export interface Body {
  readonly required?: boolean
  readonly content: Content
}

/** An answer. */
export interface Response {
  readonly description: string
  readonly content?: Content
}

/** An operation in its place. */
export interface Operation extends Described {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly tag: string
  /** What a source sends, told apart by its type: no address of its own. */
  readonly isDelivery: boolean
}

interface Whole {
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly webhooks: Readonly<Record<string, Readonly<Record<string, Described>>>>
}

/** The document as its pages need it. */
export interface ReferenceDocument {
  readonly tags: Whole['tags']
  readonly operations: readonly Operation[]
  /** Follows a reference; what is none stays as it is. */
  resolve<T extends object>(value: T | Reference): T
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

const placed = (paths: Whole['paths'], isDelivery: boolean): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap(method => {
      const described = item[method]
      if (described?.operationId === undefined) return []
      const shared = (item.parameters as Described['parameters'] | undefined) ?? []
      return {
        ...described,
        parameters: [...shared, ...(described.parameters ?? [])],
        id: described.operationId,
        method: method.toUpperCase(),
        path,
        tag: described.tags?.[0] ?? '',
        isDelivery
      }
    })
  )

const open = (): ReferenceDocument => {
  const whole = readDocument() as unknown as Whole
  return {
    tags: whole.tags,
    operations: [...placed(whole.paths, false), ...placed(whole.webhooks, true)],
    resolve<T extends object>(value: T | Reference): T {
      if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T
      const names = value.$ref.replace(/^#\//, '').split('/')
      return names.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], whole) as T
    }
  }
}

let opened: ReferenceDocument | null = null

/** The document of our API, read when the first page asks for it. */
export const referenceDocument = (): ReferenceDocument => {
  opened ??= open()
  return opened
}

/** Name of the shape that a schema refers to; null where it stands for itself. */
export const nameOf = ({ $ref }: Schema): string | null => $ref?.replace('#/components/schemas/', '') ?? null
