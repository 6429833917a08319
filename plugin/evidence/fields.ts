/** What a field of plain evidence may hold. No rule admits free text: there is nowhere to put a name. */
export type Rule = (value: unknown) => boolean

/** A record whose fields are all known; which of them may be absent is the reader's to say. */
export type Fields = Readonly<Record<string, Rule>>

const matches =
  (pattern: RegExp): Rule =>
  value =>
    typeof value === 'string' && pattern.test(value)

/** A `kebab-case` code of at most 64 characters. */
export const code: Rule = value =>
  typeof value === 'string' && value.length <= 64 && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value)

/** An id that Lethe made: lower case, digits and hyphens. Logins and addresses with other signs do not fit. */
export const id = matches(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/)

/** Yes or no. */
export const flag: Rule = value => typeof value === 'boolean'

/** A whole number, not negative. */
export const count: Rule = value => Number.isSafeInteger(value) && (value as number) >= 0

/** SHA-256, 64 hexadecimal digits. */
export const hash = matches(/^[0-9a-f]{64}$/)

/** Calendar month of a key-encryption key, `2026-08`. */
export const month = matches(/^[0-9]{4}-(0[1-9]|1[0-2])$/)

/** Article of the law, `17(1)` or `17`. */
export const article = matches(/^[0-9]{1,3}[a-z]?(\([0-9]{1,2}\))?$/)
/** Letter of an article's paragraph. */
export const letter = matches(/^[a-z]$/)

let lastInstant = ''
let oneBefore = ''

/** An instant exactly as `Date.toISOString` writes it, so that one time has one spelling. */
export const instant: Rule = value => {
  if (typeof value !== 'string' || !/^[0-9]{4}-.{18}Z$/.test(value)) return false
  // What is written at once has one time, or two: when it was received, and when it is written down.
  if (value === lastInstant || value === oneBefore) return true
  const time = new Date(value)
  const isOne = !Number.isNaN(time.getTime()) && time.toISOString() === value
  if (isOne) [oneBefore, lastInstant] = [lastInstant, value]
  return isOne
}

/** One of these words. */
export const oneOf =
  (...values: readonly string[]): Rule =>
  value =>
    typeof value === 'string' && values.includes(value)

/** Null, or what the rule admits. */
export const orNull =
  (rule: Rule): Rule =>
  value =>
    value === null || rule(value)

/** A list, each of which the rule admits. */
export const listOf =
  (rule: Rule): Rule =>
  value =>
    Array.isArray(value) && value.every(rule)

/** A plain object whose keys are codes. */
export const mapOf =
  (rule: Rule): Rule =>
  value =>
    isPlain(value) && Object.entries(value).every(([key, each]) => code(key) && rule(each))

/** A plain object that has exactly these fields. */
export const recordOf =
  (fields: Fields): Rule =>
  value =>
    isPlain(value) && findFault(value, fields) === null

/** Whether a value is an object of fields, neither null nor a list. */
export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The first field that is unknown, absent or of a wrong value. */
export const findFault = (
  value: Record<string, unknown>,
  fields: Fields
): { readonly code: 'unknown-field' | 'field-missing' | 'field-wrong'; readonly field: string } | null => {
  for (const field of Object.keys(value)) if (!Object.hasOwn(fields, field)) return { code: 'unknown-field', field }
  for (const [field, rule] of Object.entries(fields)) {
    if (!Object.hasOwn(value, field)) return { code: 'field-missing', field }
    if (!rule(value[field])) return { code: 'field-wrong', field }
  }
  return null
}
