import type { Readable } from 'node:stream'
import { Problem } from '../../errors.ts'

/** What is kept of the body of a call: all of it to be passed on, or nothing but that it was not too long. */
export type Keeping = 'whole' | 'nothing'

/**
 * Reads the body of a call into one buffer and overwrites what the connection had of it, because it may hold a
 * password: whoever overwrites the buffer afterwards has overwritten the last copy of ours.
 * @throws Problem `body-too-large`
 */
export const readWipedBody = async (stream: Readable, most: number, keeping: Keeping): Promise<Buffer> => {
  const kept = Buffer.alloc(keeping === 'whole' ? most : 0)
  let length = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const isTooLong = length + chunk.length > most
      if (keeping === 'whole' && !isTooLong) chunk.copy(kept, length)
      chunk.fill(0)
      length += chunk.length
      if (isTooLong) throw new Problem('body-too-large')
    }
  } catch (error) {
    kept.fill(0)
    throw error
  }
  return keeping === 'whole' ? kept.subarray(0, length) : kept
}
