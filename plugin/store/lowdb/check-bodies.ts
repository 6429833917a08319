import { referenceOf } from '../names.ts'
import { unlessDamaged } from '../unless-damaged.ts'
import type { LowdbParts } from './parts.ts'
import { readContent } from './read.ts'

/** Read between two breaths of the process: two or three milliseconds. */
const readsAtOnce = 64
/** What could not be read is tried again after this. */
const againMs = 60_000

/**
 * Compares the files of open requests with their checksums, which a start leaves for later: it reads their heads alone.
 * One that is damaged is put aside and told by `state()`, as it would be when somebody read it. Those that cannot be read
 * now are tried again every minute: that says nothing of what they hold. Ends early when aborted.
 */
export async function checkBodies(parts: LowdbParts, stopping: AbortSignal): Promise<void> {
  const ids = parts.index.of('request').find({ all: true })
  let unread: string[] = []
  for (let at = 0; at < ids.length && !stopping.aborted; at += readsAtOnce)
    unread.push(...(await checkSome(parts, ids.slice(at, at + readsAtOnce))))
  while (unread.length > 0 && !stopping.aborted) {
    await parts.clock.sleep(againMs, stopping).catch(() => {})
    if (!stopping.aborted) unread = [...(await checkSome(parts, unread))]
  }
}

/** Those of them that cannot be read now. */
async function checkSome(parts: LowdbParts, ids: readonly string[]): Promise<readonly string[]> {
  const unread: string[] = []
  const suspect = await parts.files.check('request', ids)
  for (const id of ids) if (!suspect.includes(id)) parts.unread.end('request', id)
  for (const id of suspect) {
    const read = () => readContent(parts, 'request', id).catch(unlessDamaged)
    await parts.turns.run(referenceOf('request', id), read).catch(() => unread.push(id))
  }
  return unread
}
