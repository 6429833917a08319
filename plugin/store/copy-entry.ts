import { isInstant, isShelf } from './names.ts'
import type { Entry } from './store.ts'
import { StoreError } from './store-error.ts'

/**
 * The entry as it is now: what the caller does with its own afterwards changes nothing.
 * @throws StoreError `bad-entry` for an instant or shelf that is none, a shelved entry with index keys, a body not JSON
 */
export function copyEntry(entry: Entry<unknown>): Entry<unknown> {
  const { keys, unique, dueAt, shelf } = entry
  if (dueAt !== null && !isInstant(dueAt)) refuse('dueAt is an ISO 8601 instant in UTC')
  if (shelf !== null && !isShelf(shelf)) refuse('a shelf is YYYY-MM')
  if (shelf !== null && (keys.length > 0 || unique.length > 0 || dueAt !== null)) {
    refuse('a shelved document has no index keys and is never due')
  }
  return { body: copyJson(entry.body), keys: [...new Set(keys)], unique: [...new Set(unique)], dueAt, shelf }
}

/** @throws StoreError `bad-entry` for a value that JSON cannot hold */
export function copyJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value))
  } catch (cause) {
    throw new StoreError('bad-entry', 'not a JSON value', { cause })
  }
}

function refuse(message: string): never {
  throw new StoreError('bad-entry', message)
}
