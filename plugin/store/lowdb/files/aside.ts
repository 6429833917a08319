import { join, relative } from 'node:path'
import type { Disk } from '../../disk.ts'
import { referenceOf } from '../../names.ts'
import type { Kind, StoreState } from '../../store.ts'
import type { Damage } from './envelope.ts'
import type { Folders } from './folders.ts'
import { asideFolder, fileNameOf, folderOf, type Place } from './layout.ts'
import type { WriteGuard } from './write-guard.ts'

/** The damaged files: kept, listed, and their ids not free. */
export interface Aside {
  /** Moves a document's file to `data/aside/<kind>/<id>~<because>~<n>.json`; on a read-only store only notes it. */
  move(kind: Kind, id: string, place: Place, because: Damage): Promise<void>
  /** Notes a file that lies among the documents and is none. It stays where it is. */
  note(file: string, because: string): void
  /** Reads what earlier runs have put aside. */
  load(kind: Kind): Promise<void>
  holds(kind: Kind, id: string): boolean
  list(): StoreState['aside']
}

/** What lies aside below `root`. */
export function createAside(parts: { disk: Disk; root: string; folders: Folders; guard: WriteGuard }): Aside {
  const { disk, root, folders, guard } = parts
  const notes: { file: string; because: string }[] = []
  const references = new Set<string>()

  async function findFreeName(folder: string, id: string, because: Damage): Promise<string> {
    const taken = new Set(await disk.list(folder))
    for (let n = 1; ; n += 1) {
      const name = fileNameOf(`${id}~${because}~${n}`)
      if (!taken.has(name)) return name
    }
  }

  return {
    async move(kind, id, place, because) {
      references.add(referenceOf(kind, id))
      const from = folderOf(root, kind, place)
      const to = join(asideFolder(root), kind)
      let file = join(from, fileNameOf(id))
      try {
        if (because === 'missing' || !guard.isWritable()) return
        await guard.attempt(async () => {
          await folders.ensure(to)
          const name = await findFreeName(to, id, because)
          await disk.rename(file, join(to, name))
          file = join(to, name)
          await folders.sync(to)
          await folders.sync(from)
        })
      } finally {
        notes.push({ file: relative(root, file), because })
      }
    },
    note: (file, because) => void notes.push({ file, because }),
    async load(kind) {
      for (const name of await disk.list(join(asideFolder(root), kind))) {
        const [id = '', because = 'unknown'] = name.split('~')
        references.add(referenceOf(kind, id))
        notes.push({ file: join('aside', kind, name), because })
      }
    },
    holds: (kind, id) => references.has(referenceOf(kind, id)),
    list: () => [...notes]
  }
}
