import { join, relative, resolve } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Disk } from '../disk.ts'
import { StoreError } from '../store-error.ts'
import { fileOf, type Happened, readLine, readName, type Standing, type StandingLine } from './line.ts'

/**
 * What has ended, outside the data folder and its backups: it wins over a store that came back from one. Every line is a
 * file of its own, synced before what it says is committed, and never changed.
 */
export interface EndedIds {
  /** In the order in which they were written, by this process or before it opened the ledger or read it again. */
  lines(): readonly StandingLine[]
  /** Reads it again: several instances write into one folder. */
  refresh(): Promise<void>
  /** How many closed lines cannot be read: what they said protects nobody any more. */
  readonly unreadable: number
  /** Durable when it resolves. */
  note(happened: Happened): Promise<void>
  /**
   * Writes the line, then commits, then closes the line. Broken off in between, the line stays open: the next start sees
   * by the store whether it was committed.
   */
  noteAround<Result>(happened: Happened, commit: () => Promise<Result>): Promise<Result>
  /** Closes an open line whose end the store has. */
  close(n: number): Promise<void>
  /** Takes back an open line whose end never came to be. */
  takeBack(n: number): Promise<void>
  /** Forgets lines from before an instant, except of retired keys: nobody knows how old a backup of those may be. */
  forgetBefore(at: string): Promise<void>
}

/** Refusals of a store that has certainly written nothing. */
const neverCommitted: readonly string[] = [
  'claim-lost',
  'revision-conflict',
  'duplicate-key',
  'claimed',
  'unheard-signal',
  'expectation-failed'
]

/** Read between two breaths of the process: it may be read while the process runs. */
const readsAtOnce = 64

/** 0 of none. Not by `Math.max`, which takes only so many arguments: a ledger has a line for each request of years. */
const highestOf = (numbers: Iterable<number>): number => {
  let highest = 0
  for (const n of numbers) if (n > highest) highest = n
  return highest
}

const readAll = async (disk: Disk, folder: string) => {
  const lines: StandingLine[] = []
  let unreadable = 0
  const names = [...(await disk.list(folder))].filter(name => readName(name) !== null).sort()
  for (let from = 0; from < names.length; from += readsAtOnce) {
    const some = names.slice(from, from + readsAtOnce)
    const gone: number[] = []
    const take = (bytes: Buffer | null | Error, { n, standing }: Pick<StandingLine, 'n' | 'standing'>) => {
      if (bytes instanceof Error) throw bytes
      // Closed, taken back or forgotten since the folder was listed.
      if (bytes === null) return void gone.push(n)
      const line = readLine(bytes, n)
      if (line !== null) lines.push({ ...line, standing })
      // An open one was torn before it was synced: what it says never came to be.
      else if (standing === 'closed') unreadable += 1
    }
    await disk.readMany(folder, some, (bytes, at) => take(bytes, readName(some[at]!)!))
    const closed = gone.splice(0).map(n => fileOf(n, 'closed'))
    if (closed.length > 0) await disk.readMany(folder, closed, (bytes, at) => take(bytes, readName(closed[at]!)!))
  }
  return { lines, unreadable }
}

/** Opens the ledger in its folder, whose parent exists. Throws `ended-ids-inside-data` where backups would take it along. */
export const openEndedIds = async (where: {
  readonly folder: string
  readonly dataFolder: string
  readonly disk: Disk
  readonly clock: Pick<Clock, 'now'>
  /** Whether several instances write into this folder. */
  readonly isShared?: boolean
}): Promise<EndedIds> => {
  const { folder, disk, clock } = where
  const isInside = !relative(resolve(where.dataFolder), resolve(folder)).startsWith('..')
  if (isInside) throw new StoreError('ended-ids-inside-data', folder)
  await disk.makeFolder(folder)
  const found = await readAll(disk, folder)
  const lines = new Map(found.lines.map(line => [line.n, line]))
  let { unreadable } = found
  /** Numbers of lines that this process changes while the folder is read again: what it knows of them is newer. */
  const changing = new Set<Set<number>>()
  const remember = (n: number, line: StandingLine | null): void => {
    if (line === null) lines.delete(n)
    else lines.set(n, line)
    for (const changed of changing) changed.add(n)
  }
  // Also above files that are foreign or torn: their numbers are taken.
  let last = highestOf((await disk.list(folder)).map(name => readName(name)?.n ?? 0))
  const pathOf = ({ n, standing }: Pick<StandingLine, 'n' | 'standing'>) => join(folder, fileOf(n, standing))

  /** Among several instances a number is taken first, and given back when its line is there: nobody else has it then. */
  const take = async (n: number): Promise<boolean> => {
    const path = join(folder, `${fileOf(n, 'open')}.taken`)
    try {
      await disk.writeNew(path, Buffer.alloc(0))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    }
    // In this order: an open line that is closed meanwhile is seen all the same.
    for (const standing of ['open', 'closed'] as const) {
      if ((await disk.read(pathOf({ n, standing }))) === null) continue
      await disk.remove(path)
      return false
    }
    return true
  }

  /** A number that no other line has: lines are files of their own, so several are written at the same time. */
  const takeNumber = async (): Promise<number> => {
    for (;;) {
      last += 1
      const n = last
      if (where.isShared !== true || (await take(n))) return n
    }
  }

  const write = async (happened: Happened, standing: Standing): Promise<StandingLine> => {
    const n = await takeNumber()
    const line = { n, at: clock.now().toISOString(), ...happened, standing }
    const path = pathOf(line)
    const { standing: _, ...said } = line
    await disk.writeNew(path, Buffer.from(JSON.stringify(said)))
    await disk.sync(path)
    await disk.syncFolder(folder)
    if (where.isShared === true) await disk.remove(join(folder, `${fileOf(line.n, 'open')}.taken`))
    remember(line.n, line)
    return line
  }
  const close = async (n: number): Promise<void> => {
    const line = lines.get(n)
    if (line === undefined || line.standing === 'closed') return
    await disk.rename(pathOf(line), join(folder, fileOf(n, 'closed')))
    remember(n, { ...line, standing: 'closed' })
  }
  const remove = async (n: number): Promise<void> => {
    const line = lines.get(n)
    if (line === undefined) return
    await disk.remove(pathOf(line))
    remember(n, null)
  }
  return {
    get unreadable() {
      return unreadable
    },
    lines: () => [...lines.values()].sort((one, other) => one.n - other.n),
    async refresh() {
      const changed = new Set<number>()
      changing.add(changed)
      const read = await readAll(disk, folder).finally(() => changing.delete(changed))
      const there = new Set(read.lines.map(({ n }) => n))
      for (const n of [...lines.keys()]) if (!there.has(n) && !changed.has(n)) lines.delete(n)
      for (const line of read.lines) if (!changed.has(line.n)) lines.set(line.n, line)
      unreadable = read.unreadable
      last = Math.max(last, highestOf(lines.keys()))
    },
    note: async happened => void (await write(happened, 'closed')),
    async noteAround(happened, commit) {
      const { n } = await write(happened, 'open')
      try {
        const result = await commit()
        // Whether it is closed is told by the store if we do not come to it.
        await close(n).catch(() => {})
        return result
      } catch (error) {
        // Anything else may have been committed all the same: the next start sees it by the store.
        if (error instanceof StoreError && neverCommitted.includes(error.code)) await remove(n)
        throw error
      }
    },
    close,
    takeBack: remove,
    async forgetBefore(at) {
      const newest = highestOf(lines.keys())
      for (const line of lines.values()) {
        const isForGood = line.is === 'key-retired'
        if (line.at < at && line.standing === 'closed' && line.n < newest && !isForGood) await remove(line.n)
      }
    }
  }
}
