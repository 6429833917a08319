import { join, sep } from 'node:path'
import { isSafeId } from '../../names.ts'
import type { Kind } from '../../store.ts'

/** Where a document lies: on a shelf (`YYYY-MM`), or among the open ones. */
export type Place = string | null

const documentName = /^(.+)\.json$/
const temporaryEnding = '.tmp'

const folders = new Map<string, string>()
const rememberedFolders = 500

/** `data/<kind>/open` or `data/<kind>/ended/<YYYY-MM>`. */
export function folderOf(root: string, kind: Kind, place: Place): string {
  const key = `${root} ${kind} ${place}`
  const known = folders.get(key)
  if (known !== undefined) return known
  const folder = place === null ? join(root, kind, 'open') : join(endedFolder(root, kind), place)
  if (folders.size >= rememberedFolders) folders.clear()
  folders.set(key, folder)
  return folder
}

/** The path of a document's file in its folder, as `folderOf` spells it. */
export function filePathOf(folder: string, id: string): string {
  return `${folder}${sep}${fileNameOf(id)}`
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
  return id !== undefined && isSafeId(id) ? id : null
}

/** The name under which a file is written before it takes its place. Writers of one document never overlap. */
export function temporaryName(fileName: string): string {
  return `${fileName}${temporaryEnding}`
}

/** A file that no writer ever writes, and that a start takes for one that was left. */
export function trialFile(root: string): string {
  return temporaryName(filePathOf(folderOf(root, 'request', null), 'trial'))
}

/** Whether a writer has left this file behind. */
export function isTemporary(name: string): boolean {
  return name.endsWith(temporaryEnding) && idOfFile(name.slice(0, -temporaryEnding.length)) !== null
}
