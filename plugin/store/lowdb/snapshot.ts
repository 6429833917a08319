import type { Disk } from '../disk.ts'
import { numbersOfMark } from '../file-handles.ts'
import { fileNameOf, folderOf } from './files/layout.ts'
import { type Snapshot, takeSnapshot, writeSnapshot } from './files/snapshot-file.ts'
import type { WriteGuard } from './files/write-guard.ts'
import type { DocumentIndex } from './memory/document-index.ts'
import type { LowdbParts } from './parts.ts'

/** What an orderly stop leaves for the next start, so that it need not read each open request. */
export interface Snapshots {
  /** Takes the snapshot of the stop before away for good, before anything else is written. */
  take(): Promise<void>
  /**
   * Takes in those of these open requests whose files are still those of the snapshot that was taken; answers the others,
   * which are to be read.
   */
  takeIn(index: DocumentIndex, ids: readonly string[]): Promise<readonly string[]>
  /**
   * Writes one where that is worth it and sure, then lets the next process in by `unlock`. Resolves after 8 s at the latest:
   * what has not begun by then is let be, and the next process is let in once the disk has answered what had. Never
   * throws: without a snapshot the next start reads each file.
   */
  writeLast(parts: Pick<LowdbParts, 'clock' | 'index' | 'guard' | 'unread'>, unlock: () => void): Promise<void>
}

/** Who is asked to end must have ended before it is killed. */
const mostMs = 8_000
/** File systems tell instants this coarsely at worst (FAT): what changed so lately can change again and look the same. */
const instantsMs = 2_000
/** Where more than one in so many has changed, reading them all is as quick. */
const mostChanged = 10
/** Marked between two breaths of the process. */
const marksAtOnce = 512
const neverOver = new AbortController().signal

/** Snapshots of a data folder that is locked, where so many requests are open at least. */
export const createSnapshots = (
  { disk, root, guard }: { readonly disk: Disk; readonly root: string; readonly guard: WriteGuard },
  worthFrom: number
): Snapshots => {
  const folder = folderOf(root, 'request', null)

  const markAll = async (ids: readonly string[], beforeMs: number, over: AbortSignal): Promise<Float64Array> => {
    const marks = new Float64Array(ids.length * numbersOfMark)
    for (let at = 0; at < ids.length; at += marksAtOnce) {
      over.throwIfAborted()
      const names = ids.slice(at, at + marksAtOnce).map(fileNameOf)
      marks.set(await disk.markMany(folder, names, beforeMs), at * numbersOfMark)
    }
    return marks
  }

  let taken: Snapshot | null = null

  return {
    async take() {
      const read = async () => {
        taken = await takeSnapshot({ disk, root })
      }
      // One that cannot be taken away is not believed: the disk takes no writes.
      await guard.attempt(read).catch(() => {})
    },
    async takeIn(index, ids) {
      if (taken === null) return ids
      const { image, marks } = taken
      taken = null
      const marksNow = await markAll(image.ids, Number.POSITIVE_INFINITY, neverOver)
      const here = new Set(ids)
      const kept = Uint8Array.from(image.ids, (id, n) => Number(here.has(id) && isSame(marks, marksNow, n)))
      const isKept = (n: number): boolean => kept[n] === 1
      const left = kept.reduce((sum, one) => sum + one, 0)
      if ((image.ids.length - left) * mostChanged > image.ids.length) return ids
      index.restore('request', image, isKept)
      for (const [n, id] of image.ids.entries()) if (isKept(n)) here.delete(id)
      return [...here]
    },
    async writeLast({ clock, index, guard, unread }, unlock) {
      const [over, done] = [new AbortController(), new AbortController()]
      // The clock may be set back meanwhile: what says that the time is over is its going by.
      const time = clock.sleep(mostMs, done.signal).then(
        () => over.abort(),
        () => {}
      )
      const write = async (): Promise<void> => {
        // What the disk does not give now the next start is to ask for.
        if (!guard.isWritable() || !unread.isEmpty() || index.of('request').count({ all: true }) < worthFrom) return
        const settledMs = clock.now().getTime() - instantsMs
        const image = index.image('request')
        const marks = await markAll(image.ids, settledMs, over.signal)
        await writeSnapshot({ disk, root }, { image, marks }, over.signal)
      }
      // Full, read-only, or too late: nothing of the documents is lost.
      const written = write()
        .catch(() => {})
        .finally(unlock)
      await Promise.race([written, time])
      done.abort()
    }
  }
}

/** Numbers that are not equal to themselves are those of no file. */
const isSame = (marks: Float64Array, now: Float64Array, n: number): boolean => {
  for (let at = n * numbersOfMark; at < (n + 1) * numbersOfMark; at += 1) if (marks[at] !== now[at]) return false
  return true
}
