import { join, relative, resolve } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Disk } from '../disk.ts'
import { createSerialQueue } from '../serial-queue.ts'
import { StoreError } from '../store-error.ts'
import { fileOf, type Happened, type Line, readLine, readName, type Standing, type StandingLine } from './line.ts'

/**
 * What has ended, outside the data folder and its backups: it wins over a store that came back from one. Every line is a
 * file of its own, synced before what it says is committed, and never changed.
 */
export interface EndedIds {
  /** In the order in which they were written. */
  lines(): readonly StandingLine[]
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
const neverCommitted: readonly string[] = ['claim-lost', 'revision-conflict', 'duplicate-key', 'claimed']

const readAll = async (disk: Disk, folder: string) => {
  const lines: StandingLine[] = []
  let unreadable = 0
  for (const name of [...(await disk.list(folder))].sort()) {
    const read = readName(name)
    const line = read === null ? null : readLine(await disk.read(join(folder, name)), read.n)
    if (line !== null) lines.push({ ...line, standing: read!.standing })
    // An open one was torn before it was synced: what it says never came to be.
    else if (read?.standing === 'closed') unreadable += 1
  }
  return { lines, unreadable }
}

/** Opens the ledger in its folder, whose parent exists. Throws `ended-ids-inside-data` where backups would take it along. */
export const openEndedIds = async (where: {
  readonly folder: string
  readonly dataFolder: string
  readonly disk: Disk
  readonly clock: Pick<Clock, 'now'>
}): Promise<EndedIds> => {
  const { folder, disk, clock } = where
  const isInside = !relative(resolve(where.dataFolder), resolve(folder)).startsWith('..')
  if (isInside) throw new StoreError('ended-ids-inside-data', folder)
  await disk.makeFolder(folder)
  const read = await readAll(disk, folder)
  const lines = new Map(read.lines.map(line => [line.n, line]))
  // Also above files that are foreign or torn: their numbers are taken.
  let last = Math.max(0, ...(await disk.list(folder)).map(name => readName(name)?.n ?? 0))
  const turns = createSerialQueue()
  const pathOf = ({ n, standing }: Pick<StandingLine, 'n' | 'standing'>) => join(folder, fileOf(n, standing))

  const write = async (happened: Happened, standing: Standing): Promise<StandingLine> => {
    last += 1
    const line: Line = { n: last, at: clock.now().toISOString(), ...happened }
    const standingLine = { ...line, standing }
    const path = pathOf(standingLine)
    await disk.writeNew(path, Buffer.from(JSON.stringify(line)))
    await disk.sync(path)
    await disk.syncFolder(folder)
    lines.set(line.n, standingLine)
    return standingLine
  }
  const close = async (n: number): Promise<void> => {
    const line = lines.get(n)
    if (line === undefined || line.standing === 'closed') return
    await disk.rename(pathOf(line), join(folder, fileOf(n, 'closed')))
    lines.set(n, { ...line, standing: 'closed' })
  }
  const remove = async (n: number): Promise<void> => {
    const line = lines.get(n)
    if (line === undefined) return
    await disk.remove(pathOf(line))
    lines.delete(n)
  }
  return {
    unreadable: read.unreadable,
    lines: () => [...lines.values()].sort((one, other) => one.n - other.n),
    note: async happened => void (await turns.run('ledger', () => write(happened, 'closed'))),
    async noteAround(happened, commit) {
      const { n } = await turns.run('ledger', () => write(happened, 'open'))
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
      const newest = Math.max(0, ...lines.keys())
      for (const line of lines.values()) {
        const isForGood = line.is === 'key-retired'
        if (line.at < at && line.standing === 'closed' && line.n < newest && !isForGood) await remove(line.n)
      }
    }
  }
}
