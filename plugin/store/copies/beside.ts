import { join, resolve } from 'node:path'
import type { Disk } from '../disk.ts'
import { DamagedDocument, decodeDocument } from '../lowdb/files/envelope.ts'
import { asideFolder, endedFolder, fileNameOf, folderOf, idOfFile, type Place } from '../lowdb/files/layout.ts'
import { isShelf, referenceOf } from '../names.ts'
import { type Kind, kinds } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { assertFinished } from './unfinished.ts'
import type { CopySource, WholeDocument } from './whole.ts'

const atOnce = 32
/** A document that is moved is looked for again; whatever moves for so long is not at rest. */
const mostRounds = 10

/** A data folder as it is read beside the sidecar that works on it. */
export interface Beside extends CopySource {
  /** Documents that lie aside or cannot be read (`kind/id`): the copy lacks them. */
  damaged(): readonly string[]
}

const placesOf = async (disk: Disk, root: string, kind: Kind): Promise<readonly Place[]> => [
  null,
  ...[...(await disk.list(endedFolder(root, kind)))].filter(isShelf).sort()
]

const idsAt = async (disk: Disk, root: string, kind: Kind, place: Place): Promise<readonly string[]> =>
  (await disk.list(folderOf(root, kind, place))).flatMap(name => idOfFile(name) ?? []).sort()

const listAside = async (disk: Disk, root: string, kind: Kind): Promise<readonly string[]> =>
  (await disk.list(join(asideFolder(root), kind))).map(name => referenceOf(kind, name.split('~')[0]!))

/**
 * Reads a data folder without its lock. Every file is written beside its place and renamed, so each is a whole document
 * of one moment; one that moves between open and ended meanwhile is looked for until it is found, and none comes twice.
 * Throws `store-empty`, `copy-unfinished`, `newer-format`.
 */
export const openBeside = async (disk: Disk, folder: string): Promise<Beside> => {
  const root = resolve(folder)
  await assertFinished(disk, root)
  const damaged = new Set<string>()

  const read = async (kind: Kind, id: string, place: Place): Promise<WholeDocument | null> => {
    const file = join(folderOf(root, kind, place), fileNameOf(id))
    const bytes = await disk.read(file)
    try {
      return bytes === null ? null : decodeDocument(bytes, file)
    } catch (error) {
      if (!(error instanceof DamagedDocument)) throw error
      damaged.add(referenceOf(kind, id))
      return null
    }
  }

  async function* readNew(kind: Kind, seen: Set<string>): AsyncIterable<WholeDocument> {
    for (const place of await placesOf(disk, root, kind)) {
      const ids = (await idsAt(disk, root, kind, place)).filter(id => !seen.has(id))
      for (let at = 0; at < ids.length; at += atOnce) {
        for (const one of await Promise.all(ids.slice(at, at + atOnce).map(id => read(kind, id, place)))) {
          if (one === null) continue
          seen.add(one.id)
          yield one
        }
      }
    }
  }

  async function* readKind(kind: Kind): AsyncIterable<WholeDocument> {
    for (const reference of await listAside(disk, root, kind)) damaged.add(reference)
    const seen = new Set<string>()
    for (let round = 0, found = -1; round < mostRounds && found !== seen.size; round += 1) {
      found = seen.size
      yield* readNew(kind, seen)
    }
    for (const id of seen) damaged.delete(referenceOf(kind, id))
  }

  const count = async (): Promise<number> => {
    let sum = 0
    for (const kind of kinds) {
      for (const place of await placesOf(disk, root, kind)) sum += (await idsAt(disk, root, kind, place)).length
    }
    return sum
  }
  if ((await count()) === 0) throw new StoreError('store-empty', `there is nothing in ${root}`)
  return {
    name: root,
    count,
    async *documents() {
      for (const kind of kinds) yield* readKind(kind)
    },
    damaged: () => [...damaged].sort(),
    close: async () => {}
  }
}
