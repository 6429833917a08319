import { Problem } from '../../errors.ts'

/** What a change wants of an account. */
export type WantsActive = boolean | null

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** By its name in any spelling of letters, as attribute names are (RFC 7643, 2.1). */
const fieldOf = (fields: Fields, name: string): unknown =>
  Object.entries(fields).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]

// Some identity managers send a text where the standard asks for true or false.
const readBoolean = (value: unknown): boolean => {
  const text = typeof value === 'string' ? value.toLowerCase() : value
  if (text === true || text === 'true') return true
  if (text === false || text === 'false') return false
  throw new Problem('scim-value-wrong')
}

const isActivePath = (path: string): boolean =>
  ['active', 'urn:ietf:params:scim:schemas:core:2.0:user:active'].includes(path.toLowerCase())

const readOperation = (operation: unknown): boolean => {
  if (!isFields(operation)) throw new Problem('scim-value-wrong')
  const op = fieldOf(operation, 'op')
  const path = fieldOf(operation, 'path')
  const value = fieldOf(operation, 'value')
  // To add a value to an attribute that has one only is to replace it (RFC 7644, 3.5.2.1).
  if (typeof op !== 'string' || !['replace', 'add'].includes(op.toLowerCase())) throw new Problem('scim-value-wrong')
  if (typeof path === 'string' && path !== '') {
    if (!isActivePath(path)) throw new Problem('scim-value-wrong')
    return readBoolean(value)
  }
  const names = isFields(value) ? Object.keys(value) : []
  if (names.length !== 1 || !isActivePath(names[0]!)) throw new Problem('scim-value-wrong')
  return readBoolean((value as Fields)[names[0]!])
}

/**
 * What a PATCH wants (RFC 7644, 3.5.2): `active` alone can be replaced, with or without a path, also where the operation
 * is written with capitals and the value as a text. The last operation counts. Throws `scim-value-wrong`.
 */
export const readPatch = (body: unknown): boolean => {
  const operations = isFields(body) ? fieldOf(body, 'Operations') : undefined
  if (!Array.isArray(operations) || operations.length === 0) throw new Problem('scim-value-wrong')
  return operations.map(readOperation).at(-1)!
}

/**
 * What a PUT wants: `active`, if it stands in the user; everything else is read-only here and passed over, as the standard
 * has it (RFC 7644, 3.5.1). Null: nothing. Throws `scim-value-wrong`.
 */
export const readReplacement = (body: unknown): WantsActive => {
  if (!isFields(body)) throw new Problem('scim-value-wrong')
  const active = fieldOf(body, 'active')
  return active === undefined ? null : readBoolean(active)
}
