import { basename, dirname } from 'node:path'
import type { Clock } from '../../plugin/clock.ts'
import type { Disk } from '../../plugin/store/disk.ts'
import { numbersOfMark } from '../../plugin/store/file-handles.ts'
import { StoreError } from '../../plugin/store/store-error.ts'

interface FileNode {
  written: Buffer
  /** Null until the first sync. */
  synced: Buffer | null
  /** Another one each time a file is written, kept while the machine is off. */
  readonly mark: number
  /** When its contents or its name changed last; nobody can set it. Epoch milliseconds. */
  changedMs: number
}

interface FolderNode {
  written: Map<string, Node>
  synced: Map<string, Node>
}

type Node = FileNode | FolderNode

/** What is asked of the disk. */
export interface DiskCall {
  readonly verb: keyof Disk
  readonly path: string
}

/** Says with which error code a call is refused, or null to let it through. */
export type Refusal = (call: DiskCall) => string | null

/**
 * What outlives a power cut: only what was synced; all names but only synced contents (others are torn); or everything
 * that was written (the process died, the machine did not).
 */
export type Survival = 'synced' | 'names' | 'everything'

export const survivals: readonly Survival[] = ['synced', 'names', 'everything']

export interface PowerCutDisk extends Disk {
  /** Calls so far. */
  countCalls(): number
  refuse(rule: Refusal): void
  /** A fresh disk with what survived; nothing is refused on it and nobody holds its lock. */
  cut(survival: Survival): PowerCutDisk
  /** Writes a file past all refusals, durably: damage, or a restore. */
  plant(path: string, bytes: Buffer): void
  /** Paths of all files, as a running process sees them. */
  paths(): readonly string[]
}

const writing: readonly (keyof Disk)[] = ['writeNew', 'sync', 'rename', 'syncFolder', 'remove', 'makeFolder']

/** No space left for contents. */
export const full: Refusal = call => (call.verb === 'writeNew' ? 'ENOSPC' : null)

/** Mounted read-only. */
export const readOnly: Refusal = call => (writing.includes(call.verb) ? 'EROFS' : null)

/** The power goes at the nth call, or at the nth one below a folder. */
export function cutAt(n: number, below = '/'): Refusal {
  let calls = 0
  return call => {
    if (call.path.startsWith(below)) calls += 1
    return calls >= n ? 'power-cut' : null
  }
}

/** Only the nth call from here on fails. */
export function failAt(n: number): Refusal {
  let calls = 0
  return () => {
    calls += 1
    return calls === n ? 'EIO' : null
  }
}

const longAgo: Pick<Clock, 'now'> = { now: () => new Date(0) }

/**
 * A disk in memory that keeps written and synced apart, contents and names separately. Its files tell when they changed by
 * the clock; without one it was long ago.
 */
export function createPowerCutDisk(clock = longAgo, root: FolderNode = folderNode()): PowerCutDisk {
  let calls = 0
  let rule: Refusal = () => null
  let isLocked = false
  const nowMs = (): number => clock.now().getTime()

  function folderAt(path: string): FolderNode | undefined {
    if (path === '/') return root
    const node = folderAt(dirname(path))?.written.get(basename(path))
    return node !== undefined && isFolder(node) ? node : undefined
  }

  function requireFolder(path: string): FolderNode {
    return folderAt(path) ?? fail('ENOENT')
  }

  function requireFile(path: string): FileNode {
    const node = requireFolder(dirname(path)).written.get(basename(path))
    return node === undefined || isFolder(node) ? fail('ENOENT') : node
  }

  function guarded<Rest extends unknown[], Result>(verb: keyof Disk, work: (path: string, ...rest: Rest) => Result) {
    return async (path: string, ...rest: Rest): Promise<Result> => {
      calls += 1
      const refused = rule({ verb, path })
      if (refused !== null) fail(refused)
      return work(path, ...rest)
    }
  }

  const read = guarded('read', path => {
    const node = folderAt(dirname(path))?.written.get(basename(path))
    return node === undefined || isFolder(node) ? null : Buffer.from(node.written)
  })

  return {
    countCalls: () => calls,
    refuse: next => {
      rule = next
    },
    cut: survival => createPowerCutDisk(clock, survive(root, survival) as FolderNode),
    plant(path, bytes) {
      const folder = ensureFolder(dirname(path))
      const node = fileNode(bytes, bytes, nowMs())
      folder.written.set(basename(path), node)
      folder.synced.set(basename(path), node)
    },
    paths: () => [...walk(root, '')],
    read,
    async readMany(folder, names, take, most) {
      for (const [at, name] of names.entries()) {
        const bytes = await read(`${folder}/${name}`).catch(error => error)
        take(bytes instanceof Buffer ? bytes.subarray(0, most) : bytes, at)
      }
    },
    mark(path) {
      const node = folderAt(dirname(path))?.written.get(basename(path))
      if (node === undefined || isFolder(node)) return null
      return String(node.mark)
    },
    async markMany(folder, names, beforeMs) {
      const marks = new Float64Array(names.length * numbersOfMark).fill(Number.NaN)
      for (const [at, name] of names.entries()) {
        const node = folderAt(folder)?.written.get(name)
        if (node === undefined || isFolder(node) || node.changedMs >= beforeMs) continue
        marks.fill(node.mark, at * numbersOfMark, (at + 1) * numbersOfMark)
      }
      return marks
    },
    writeNew: guarded('writeNew', (path, bytes: Buffer) => {
      const folder = requireFolder(dirname(path))
      if (folder.written.has(basename(path))) fail('EEXIST')
      folder.written.set(basename(path), fileNode(Buffer.from(bytes), null, nowMs()))
    }),
    sync: guarded('sync', path => {
      const node = requireFile(path)
      node.synced = node.written
    }),
    rename: guarded('rename', (from, to: string) => {
      const node = requireFile(from)
      requireFolder(dirname(to)).written.set(basename(to), node)
      requireFolder(dirname(from)).written.delete(basename(from))
      node.changedMs = nowMs()
    }),
    syncFolder: guarded('syncFolder', path => {
      const folder = requireFolder(path)
      folder.synced = new Map(folder.written)
    }),
    remove: guarded('remove', path => {
      requireFile(path)
      requireFolder(dirname(path)).written.delete(basename(path))
    }),
    list: guarded('list', path => [...(folderAt(path)?.written.keys() ?? [])]),
    makeFolder: guarded('makeFolder', path => {
      const parent = requireFolder(dirname(path))
      if (!parent.written.has(basename(path))) parent.written.set(basename(path), folderNode())
    }),
    lock: guarded('lock', () => {
      if (isLocked) throw new StoreError('already-running', 'locked')
      isLocked = true
      return () => {
        isLocked = false
      }
    })
  }

  function ensureFolder(path: string): FolderNode {
    if (path === '/') return root
    const parent = ensureFolder(dirname(path))
    const node = folderAt(path) ?? folderNode()
    parent.written.set(basename(path), node)
    parent.synced.set(basename(path), node)
    return node
  }
}

function folderNode(): FolderNode {
  return { written: new Map(), synced: new Map() }
}

// A file is never written over here: another one takes its name.
let files = 0
function fileNode(written: Buffer, synced: Buffer | null, changedMs: number): FileNode {
  files += 1
  return { written, synced, mark: files, changedMs }
}

function isFolder(node: Node): node is FolderNode {
  return node.written instanceof Map
}

function survive(node: Node, survival: Survival): Node {
  if (!isFolder(node)) {
    const torn = node.synced ?? node.written.subarray(0, survival === 'names' ? node.written.length >> 1 : 0)
    const bytes = survival === 'everything' ? node.written : torn
    return bytes === node.written ? { ...node, synced: bytes } : fileNode(bytes, bytes, node.changedMs)
  }
  const names = survival === 'synced' ? node.synced : node.written
  const kept = new Map([...names].map(([name, child]) => [name, survive(child, survival)]))
  return { written: kept, synced: new Map(kept) }
}

function* walk(node: Node, path: string): Iterable<string> {
  if (!isFolder(node)) yield path
  else for (const [name, child] of node.written) yield* walk(child, `${path}/${name}`)
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code })
}
