import { link, readdir, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { dayMs } from '../../durations.ts'

/** A backup while it is written, whether a file was named or a folder, in which it gets a name of its own. */
const ownPart = /^(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part$/
const stamped = /^lethe-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/

/** Where a backup is written before it has its name; `uuid` makes it its own. */
export const partOf = (file: string, uuid: string): string => `${file}.${uuid}.part`

/**
 * Removes what backups that were killed have left where `file` is to lie: into which nobody has written in the day before
 * `part` was made, by the clock of the disk itself. Never throws: a backup does not depend on it.
 */
export const removeOverdueParts = async (file: string, part: string): Promise<void> => {
  const folder = dirname(file)
  const isOwn = (of: string | undefined): boolean => of !== undefined && (of === basename(file) || stamped.test(of))
  const mtimeMs = async (path: string): Promise<number> => (await stat(path)).mtimeMs
  const remove = async (left: string): Promise<void> => {
    if ((await mtimeMs(part)) - (await mtimeMs(left)) >= dayMs) await unlink(left)
  }
  const left = (await readdir(folder).catch(() => [])).filter(name => isOwn(ownPart.exec(name)?.[1]))
  // Somebody else's, or gone meanwhile: the next backup looks again.
  await Promise.allSettled(left.map(name => remove(join(folder, name))))
}

/** What the system says where a file cannot have two names: FAT, and some folders of other machines. */
const unlinkable = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']

/**
 * Gives a file its name, in one step that fails with `EEXIST` where another has it. Where the disk knows no such step a look
 * comes before it; `addName` stands in for such a disk.
 */
export const takeName = async (part: string, file: string, addName: typeof link = link): Promise<void> => {
  try {
    await addName(part, file)
  } catch (error) {
    if (!unlinkable.includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    if (await isThere(file)) throw Object.assign(new Error('another file has the name'), { code: 'EEXIST' })
    return rename(part, file)
  }
  // It has its name: that it has the other one, too, ends with the parts that are left.
  await unlink(part).catch(() => {})
}

/** Whether there is a file of this name. */
export const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false
  )
