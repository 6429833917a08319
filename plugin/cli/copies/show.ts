import type { Config } from '../../config.ts'
import type { Seen } from '../../store/copies/whole.ts'
import type { Io } from '../io.ts'
import { drawPairs, drawTable } from '../output.ts'

/** What no copy of a store has in it, and where it is. */
export interface Apart {
  readonly keys: string
  readonly endedIds: string
}

/** The folders that lie outside of the store, whichever it is. */
export const apartOf = ({ keysFolder, endedIdsFolder }: Config): Apart => ({
  keys: keysFolder,
  endedIds: endedIdsFolder ?? ''
})

/** How many documents of each kind there were, and the hash over all. */
export const drawSeen = (io: Io, { counts, documents, sha256 }: Seen): string => {
  const rows = Object.entries(counts).filter(([, count]) => count > 0)
  return `${drawTable(io, ['kind', 'documents'], [...rows, ['all', documents]])}\n${drawPairs(io, [['SHA-256 over all', sha256]])}`
}
