import { join, resolve } from 'node:path'
import { type Disk, makeFoldersAbove } from '../disk.ts'
import { asideFolder, endedFolder, folderOf } from '../lowdb/files/layout.ts'
import type { LowdbParts } from '../lowdb/parts.ts'
import { readContent } from '../lowdb/read.ts'
import { isShelf, referenceOf } from '../names.ts'
import { openLowdb, type StoreOptions } from '../open.ts'
import { type Kind, kinds, type QueryBy } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { unlessDamaged } from '../unless-damaged.ts'
import { assertFinished, noteFinished, noteUnfinished, readUnfinished } from './unfinished.ts'
import type { CopySource, CopyTarget, WholeDocument } from './whole.ts'

const atOnce = 32

const placesOf = ({ index }: LowdbParts, kind: Kind): readonly QueryBy[] => [
  { all: true },
  ...index
    .of(kind)
    .shelves()
    .map(shelf => ({ shelf }))
]

async function* readAll(parts: LowdbParts): AsyncIterable<WholeDocument> {
  for (const kind of kinds) {
    for (const by of placesOf(parts, kind)) {
      const ids = parts.index.of(kind).find(by)
      for (let at = 0; at < ids.length; at += atOnce) {
        const read = await Promise.all(ids.slice(at, at + atOnce).map(id => readContent(parts, kind, id)))
        for (const content of read) if (content !== null) yield content
      }
    }
  }
}

const countAll = (parts: LowdbParts): number =>
  kinds
    .flatMap(kind => placesOf(parts, kind).map(by => parts.index.of(kind).count(by)))
    .reduce((sum, one) => sum + one, 0)

const reading = (root: string, parts: LowdbParts, unlock: () => void): CopySource => ({
  name: root,
  count: async () => countAll(parts),
  documents: () => readAll(parts),
  async close() {
    await parts.turns.drain()
    unlock()
  }
})

/** Throws `store-damaged`: what lies aside would be left behind, and what stands twice has no place elsewhere. */
const assertWhole = (root: string, { aside, index }: LowdbParts): void => {
  const [damaged, twice] = [aside.list().length, index.unique.duplicates().length]
  if (damaged + twice === 0) return
  throw new StoreError(
    'store-damaged',
    `${root} has ${damaged} damaged files and ${twice} keys that two documents hold. \`lethe doctor\` names them: mend them first, so that nothing is left behind`
  )
}

/**
 * The store of a data folder, locked, to be copied from. Throws `already-running`, `store-empty`, `store-damaged`,
 * `newer-format`, `copy-unfinished`.
 */
export const openFolderSource = async (options: StoreOptions): Promise<CopySource> => {
  const root = resolve(options.folder)
  if ((await options.disk.list(root)).length === 0) throw new StoreError('store-empty', `there is nothing in ${root}`)
  const { parts, unlock } = await openLowdb({ ...options, folder: root })
  try {
    assertWhole(root, parts)
  } catch (error) {
    unlock()
    throw error
  }
  return reading(root, parts, unlock)
}

const empty = async (disk: Disk, folder: string): Promise<void> => {
  const names = await disk.list(folder)
  for (const name of names) await disk.remove(join(folder, name))
  if (names.length > 0) await disk.syncFolder(folder)
}

/** Takes away what a copy that broke off has left. */
const clear = async (disk: Disk, root: string): Promise<void> => {
  for (const kind of kinds) {
    await empty(disk, folderOf(root, kind, null))
    for (const shelf of await disk.list(endedFolder(root, kind))) await empty(disk, folderOf(root, kind, shelf))
  }
}

const holdsSomething = async (disk: Disk, root: string): Promise<boolean> => {
  if ((await disk.list(asideFolder(root))).length > 0) return true
  for (const kind of kinds) {
    const shelves = (await disk.list(endedFolder(root, kind))).filter(isShelf)
    for (const place of [null, ...shelves]) {
      if ((await disk.list(folderOf(root, kind, place))).length > 0) return true
    }
  }
  return false
}

/**
 * A data folder, locked, to be copied into; made if need be. `from` is remembered until it is finished: only a copy of
 * the same begins anew. Throws `already-running`, `store-not-empty`, `copy-unfinished`.
 */
export const openFolderTarget = async (options: StoreOptions, from: string): Promise<CopyTarget> => {
  const { disk } = options
  const root = resolve(options.folder)
  await makeFoldersAbove(disk, root)
  const prepare = async () => {
    if ((await readUnfinished(disk, root)) === from) await clear(disk, root)
    else await assertFinished(disk, root)
    if (await holdsSomething(disk, root))
      throw new StoreError(
        'store-not-empty',
        `${root} holds documents already. Name a folder that is empty, or not there`
      )
    await noteUnfinished(disk, root, from)
  }
  const { parts, unlock } = await openLowdb({ ...options, folder: root, prepare })

  const write = async (content: WholeDocument): Promise<void> => {
    const free = await parts.index.unique.reserve(referenceOf(content.kind, content.id), content.unique, [])
    try {
      await parts.files.save(content, undefined)
      parts.index.swap(content)
    } finally {
      free()
    }
  }
  return {
    ...reading(root, parts, unlock),
    async take(documents) {
      for (let at = 0; at < documents.length; at += atOnce) {
        await Promise.all(documents.slice(at, at + atOnce).map(write))
      }
    },
    async again(documents) {
      const read = documents.map(({ kind, id }) => {
        // What was kept of it on writing says nothing of the disk.
        parts.files.forget(kind, id)
        return readContent(parts, kind, id).catch(unlessDamaged)
      })
      return (await Promise.all(read)).filter(content => content !== null)
    },
    finish: () => noteFinished(disk, root)
  }
}
