import { referenceOf } from '../names.ts'
import type { LowdbParts } from './parts.ts'
import { readContent, unlessDamaged } from './read.ts'

/** Read between two breaths of the process: two or three milliseconds. */
const readsAtOnce = 64

/**
 * Compares the files of open requests with their checksums, which a start leaves for later: it reads their heads alone.
 * One that is damaged is put aside and told by `state()`, as it would be when somebody read it. Ends early when aborted.
 */
export async function checkBodies(parts: LowdbParts, stopping: AbortSignal): Promise<void> {
  const ids = parts.index.of('request').find({ all: true })
  for (let at = 0; at < ids.length && !stopping.aborted; at += readsAtOnce) {
    for (const id of await parts.files.check('request', ids.slice(at, at + readsAtOnce)))
      await parts.turns.run(referenceOf('request', id), () => readContent(parts, 'request', id).catch(unlessDamaged))
  }
}
