import { nameOf, type ReferenceDocument, type Schema } from './document.ts'

/** One field of a shape, at its place: `subject.identifiers[].kind`. */
export interface ShapeField {
  readonly place: string
  readonly schema: Schema
  readonly isNeeded: boolean
}

/** A shape that is said in a few words beside each field that has it; others get a table of their own. */
export const isSmall = ({ properties, items, oneOf, anyOf, additionalProperties }: Schema): boolean =>
  properties === undefined &&
  items === undefined &&
  oneOf === undefined &&
  anyOf === undefined &&
  typeof additionalProperties !== 'object'

const inside = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`)

/** Fields of a shape, those of the objects inside it too, as far as these have no name of their own. */
export const fieldsOf = (schema: Schema, place = ''): readonly ShapeField[] => {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = inside(place, name)
    const isNeeded = schema.required?.includes(name) === true
    return [{ place: at, schema: field, isNeeded }, ...deeperOf(field, at)]
  })
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null
  if (others === null) return own
  const at = inside(place, '…')
  return [...own, { place: at, schema: others, isNeeded: false }, ...deeperOf(others, at)]
}

const deeperOf = (field: Schema, at: string): readonly ShapeField[] => [
  ...(field.$ref === undefined ? fieldsOf(field, at) : []),
  ...(field.items !== undefined && field.items.$ref === undefined ? fieldsOf(field.items, `${at}[]`) : []),
  ...[...(field.oneOf ?? []), ...(field.anyOf ?? [])].flatMap(each =>
    each.$ref === undefined ? fieldsOf(each, at) : []
  )
]

const refsOf = (schema: Schema): readonly string[] => {
  const name = nameOf(schema)
  if (name !== null) return [name]
  const { items, properties = {}, oneOf = [], anyOf = [], additionalProperties } = schema
  const parts = [...Object.values(properties), ...oneOf, ...anyOf]
  if (items !== undefined) parts.push(items)
  if (typeof additionalProperties === 'object') parts.push(additionalProperties)
  return parts.flatMap(refsOf)
}

/** Names of every shape that some schemas lead to and that needs a table, in the order in which they are met. */
export const shapesOf = ({ resolve }: ReferenceDocument, schemas: readonly Schema[]): readonly string[] => {
  const found = new Set<string>()
  const visit = (schema: Schema): void => {
    for (const name of refsOf(schema)) {
      const shape = resolve<Schema>({ $ref: `#/components/schemas/${name}` })
      if (found.has(name) || isSmall(shape)) continue
      found.add(name)
      visit({ ...shape })
    }
  }
  for (const schema of schemas) visit(schema)
  return [...found]
}
