import { type Kind, kinds } from './store.ts'
import { StoreError } from './store-error.ts'

// Lower case only: on some file systems `A` and `a` are the same file.
const safeId = /^[a-z0-9][a-z0-9._-]{0,119}$/
const shelfName = /^\d{4}-(0[1-9]|1[0-2])$/

/** Whether a text can be the id of a document. */
export function isSafeId(id: string): boolean {
  return safeId.test(id)
}

/** @throws StoreError `bad-id` if kind and id cannot be a folder and a file */
export function assertSafe(kind: Kind, id: string): void {
  if (!kinds.includes(kind) || !isSafeId(id)) {
    throw new StoreError('bad-id', 'an id is 1 to 120 lower-case letters, digits, dots, underscores and hyphens')
  }
}

/** Whether a name is a shelf's: `YYYY-MM`. */
export function isShelf(name: string): boolean {
  return shelfName.test(name)
}

/** Whether a value is a point in time, told as text. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) && !Number.isNaN(Date.parse(value))
}

/** `kind/id`, the name of a document within the process. */
export function referenceOf(kind: Kind, id: string): string {
  return `${kind}/${id}`
}
