/** Of lists and texts so many are remembered: what is different each time is not. */
const mostRemembered = 20_000

const isInstant = (text: string): boolean => text.length === 24 && text.endsWith('Z')

/**
 * Lets small flat JSON objects share the texts and lists that are equal in them: of a hundred thousand lines almost all
 * are. `id` stands in place of an equal text. Changes the object that it is given, and answers it.
 */
export const createInterning = () => {
  const texts = new Map<string, string>()
  const lists = new Map<string, unknown>()
  const remember = <Value>(known: Map<string, Value>, key: string, value: Value): Value => {
    const same = known.get(key)
    if (same !== undefined) return same
    if (known.size < mostRemembered) known.set(key, value)
    return value
  }
  return (id: string, line: unknown): unknown => {
    if (typeof line !== 'object' || line === null) return line
    const fields = line as Record<string, unknown>
    for (const name of Object.keys(fields)) {
      const value = fields[name]
      if (value === id) fields[name] = id
      else if (typeof value === 'string' && !isInstant(value)) fields[name] = remember(texts, value, value)
      else if (Array.isArray(value)) fields[name] = remember(lists, JSON.stringify(value), value)
    }
    return line
  }
}
