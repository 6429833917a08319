import { join } from 'node:path'
import { type Kind, kinds } from '../../store.ts'
import { StoreError } from '../../store-error.ts'

/** Where a document lies: on a shelf (`YYYY-MM`), or among the open ones. */
export type Place = string | null

// Lower case only: on some file systems `A` and `a` are the same file.
const safeId = /^[a-z0-9][a-z0-9._-]{0,119}$/
const shelfName = /^\d{4}-(0[1-9]|1[0-2])$/
const documentName = /^(.+)\.json$/
const temporaryEnding = '.tmp'

/** `data/<kind>/open` or `data/<kind>/ended/<YYYY-MM>`. */
export function folderOf(root: string, kind: Kind, place: Place): string {
  return place === null ? join(root, kind, 'open') : join(endedFolder(root, kind), place)
}

/** The folder of a kind's shelves. */
export function endedFolder(root: string, kind: Kind): string {
  return join(root, kind, 'ended')
}

/** The folder of damaged files. */
export function asideFolder(root: string): string {
  return join(root, 'aside')
}

/** The name of a document's file. */
export function fileNameOf(id: string): string {
  return `${id}.json`
}

/** The id that a file name stands for, or null if it is none of ours. */
export function idOfFile(name: string): string | null {
  const id = documentName.exec(name)?.[1]
  return id !== undefined && safeId.test(id) ? id : null
}

/** The name under which a file is written before it takes its place. Writers of one document never overlap. */
export function temporaryName(fileName: string): string {
  return `${fileName}${temporaryEnding}`
}

/** Whether a writer has left this file behind. */
export function isTemporary(name: string): boolean {
  return name.endsWith(temporaryEnding) && idOfFile(name.slice(0, -temporaryEnding.length)) !== null
}

/** Whether a name is a shelf's: `YYYY-MM`. */
export function isShelf(name: string): boolean {
  return shelfName.test(name)
}

/** `kind/id`, the name of a document within the process. */
export function referenceOf(kind: Kind, id: string): string {
  return `${kind}/${id}`
}

/** @throws StoreError `bad-id` if kind and id cannot be a folder and a file */
export function assertSafe(kind: Kind, id: string): void {
  if (!kinds.includes(kind) || !safeId.test(id)) {
    throw new StoreError('bad-id', 'an id is 1 to 120 lower-case letters, digits, dots, underscores and hyphens')
  }
}
