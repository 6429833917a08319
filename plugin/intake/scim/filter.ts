import { Problem } from '../../errors.ts'

/** What a filter names somebody by. */
export interface Named {
  readonly by: 'name' | 'id'
  readonly value: string
}

const longest = 254
const equals = /^\s*(username|id)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i

/**
 * The one filter that is answered: an attribute, `eq`, and a text in JSON (RFC 7644, 3.4.2.2). Anything else would make a
 * list of people. Throws `scim-filter-unsupported`.
 */
export const readFilter = (filter: string | undefined): Named => {
  const [, attribute, text] = equals.exec(filter ?? '') ?? []
  if (attribute === undefined || text === undefined) throw new Problem('scim-filter-unsupported')
  try {
    const value = JSON.parse(text) as string
    if (value.length > 0 && value.length <= longest)
      return { by: attribute.toLowerCase() === 'id' ? 'id' : 'name', value }
  } catch {
    // Not a text of JSON: answered below.
  }
  throw new Problem('scim-filter-unsupported')
}
