import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { VaultError } from './errors.ts'

/** The only door to the keys folder. Synchronous: a key is read or made once in a while, a sealing never waits. */
export interface KeyFiles {
  read(name: string): Buffer | null
  /** By what a file can be told from another one that lies there later; null: there is none. Throws `keys-too-open`. */
  mark(name: string): string | null
  /** Writes durably if nobody was there first, and returns what now stands in the file. */
  keep(name: string, content: Uint8Array): Buffer
  /** Removes durably; a file that is not there is well. */
  remove(name: string): void
  list(): readonly string[]
}

const unfinishedEnd = '.new'
const orNone = { throwIfNoEntry: false } as const

/** The path with symbolic links followed as far as it exists. */
const realPathOf = (path: string): string =>
  existsSync(path) ? realpathSync(path) : join(realPathOf(dirname(path)), basename(path))

const isWithin = (folder: string, outer: string): boolean => {
  const way = relative(outer, folder)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === folder)
}

const assertOwn = (path: string, mode: number): void => {
  if ((mode & 0o077) !== 0) throw new VaultError('keys-too-open', basename(path))
}

const checkMode = (path: string): void => assertOwn(path, statSync(path).mode)

const syncFolder = (folder: string): void => {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const writeSynced = (path: string, content: Uint8Array): void => {
  const handle = openSync(path, 'wx', 0o600)
  try {
    let written = 0
    while (written < content.length) written += writeSync(handle, content, written)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** One folder after the other: asked to make all at once, Node tries for ever where the system says `ENOENT` (/proc). */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  syncFolder(dirname(folder))
}

/**
 * Opens the keys folder, making it (0700) if need be. Throws `keys-inside-data` when it is the data folder or lies
 * below it, links followed; `keys-too-open` when folder or a file may be read by others.
 */
export const openKeyFiles = (where: {
  readonly folder: string
  readonly dataFolder: string
  /** Makes names of unfinished files unique. */
  readonly uuid: () => string
}): KeyFiles => {
  const folder = realPathOf(resolve(where.folder))
  if (isWithin(folder, realPathOf(resolve(where.dataFolder))))
    throw new VaultError('keys-inside-data', basename(folder))
  makeFolder(folder)
  checkMode(folder)
  // Asked for with each sealing: names are ours, nothing in them leads elsewhere.
  const pathOf = (name: string) => `${folder}${sep}${name}`
  const list = () => readdirSync(folder).filter(name => !name.endsWith(unfinishedEnd))
  for (const name of list()) checkMode(pathOf(name))
  const read = (name: string) => {
    if (!existsSync(pathOf(name))) return null
    checkMode(pathOf(name))
    return readFileSync(pathOf(name))
  }
  return {
    read,
    mark(name) {
      const found = statSync(pathOf(name), orNone)
      if (found === undefined) return null
      assertOwn(name, found.mode)
      return `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`
    },
    list,
    keep(name, content) {
      const unfinished = pathOf(`${name}.${where.uuid()}${unfinishedEnd}`)
      writeSynced(unfinished, content)
      try {
        // A link, not a rename: of two processes that make the same month's key, the second must take the first's.
        linkSync(unfinished, pathOf(name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      } finally {
        unlinkSync(unfinished)
      }
      syncFolder(folder)
      return readFileSync(pathOf(name))
    },
    remove(name) {
      // With it every unfinished copy that a crash left: a retired key must not live on in one.
      const copies = readdirSync(folder).filter(each => each.startsWith(`${name}.`) && each.endsWith(unfinishedEnd))
      for (const each of [name, ...copies]) rmSync(pathOf(each), { force: true })
      syncFolder(folder)
    }
  }
}

/** Reads a key file, or makes it; with `make` null it must be there. Throws `keys-missing`. */
export const readOrMake = (files: KeyFiles, name: string, make: (() => Uint8Array) | null): Buffer => {
  const content = files.read(name)
  if (content !== null) return content
  if (make === null) throw new VaultError('keys-missing', name)
  return files.keep(name, make())
}
