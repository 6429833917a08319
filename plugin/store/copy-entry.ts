import { isInstant, isShelf } from './names.ts'
import type { Entry } from './store.ts'
import { StoreError } from './store-error.ts'

/** An entry whose body is JSON already. */
export type SpelledEntry = Omit<Entry<unknown>, 'body'> & { readonly bodyJson: string }

/**
 * The entry as it is now: what the caller does with its own afterwards changes nothing.
 * @throws StoreError `bad-entry` for an instant or shelf that is none, a shelved entry with index keys, a body not JSON
 */
export function spellEntry(entry: Entry<unknown>): SpelledEntry {
  const { keys, unique, dueAt, shelf, line } = entry
  if (dueAt !== null && !isInstant(dueAt)) refuse('dueAt is an ISO 8601 instant in UTC')
  if (shelf !== null && !isShelf(shelf)) refuse('a shelf is YYYY-MM')
  if (shelf !== null && (keys.length > 0 || unique.length > 0 || dueAt !== null)) {
    refuse('a shelved document has no index keys and is never due')
  }
  return {
    bodyJson: spellJson(entry.body),
    keys: [...new Set(keys)],
    unique: [...new Set(unique)],
    dueAt,
    shelf,
    ...(line == null || shelf !== null ? {} : { line: copyJson(line) as object })
  }
}

/** The same, its body a copy. Throws as `spellEntry` does. */
export function copyEntry(entry: Entry<unknown>): Entry<unknown> {
  const { bodyJson, ...rest } = spellEntry(entry)
  return { body: JSON.parse(bodyJson), ...rest }
}

/** @throws StoreError `bad-entry` for a value that JSON cannot hold */
export function copyJson(value: unknown): unknown {
  return JSON.parse(spellJson(value))
}

function spellJson(value: unknown): string {
  try {
    // What JSON leaves out is no value: undefined, a function.
    const json: string | undefined = JSON.stringify(value)
    if (json !== undefined) return json
  } catch (cause) {
    throw new StoreError('bad-entry', 'not a JSON value', { cause })
  }
  throw new StoreError('bad-entry', 'not a JSON value')
}

function refuse(message: string): never {
  throw new StoreError('bad-entry', message)
}
