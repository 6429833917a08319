import type { ErasureRequest } from '../../erasure/request.ts'
import type { Store } from '../../store/store.ts'
import { type Line, lineOf } from './line.ts'

/** The lines of all requests that are not shelved. */
export interface Board {
  /** In no order; true to every change whose verb has returned. */
  lines(): Promise<readonly Line[]>
}

const readsAtOnce = 64
const pageSize = 500

/**
 * Reads every request once, when the queue is first asked for, and afterwards only those that changed: a queue of a
 * hundred thousand is counted and ordered without touching the disk.
 */
export const createBoard = (store: Pick<Store, 'query' | 'get' | 'onChange'>): Board => {
  const known = new Map<string, Line>()
  const changed = new Set<string>()
  let built: Promise<void> | null = null

  const build = async (): Promise<void> => {
    known.clear()
    let after: string | undefined
    for (;;) {
      const page = await store.query<ErasureRequest>(
        'request',
        { all: true },
        after === undefined ? { limit: pageSize } : { limit: pageSize, after }
      )
      for (const { id, body } of page) known.set(id, lineOf(body))
      if (page.length < pageSize) return
      after = page.at(-1)!.id
    }
  }

  const readAgain = async (id: string): Promise<void> => {
    const document = await store.get<ErasureRequest>('request', id).catch(() => null)
    if (document === null || document.shelf !== null) known.delete(id)
    else known.set(id, lineOf(document.body))
  }

  const catchUp = async (): Promise<void> => {
    while (changed.size > 0) {
      const ids = [...changed].slice(0, readsAtOnce)
      for (const id of ids) changed.delete(id)
      await Promise.all(ids.map(readAgain))
    }
  }

  store.onChange((kind, id) => {
    if (kind !== 'request') return
    // For a while nobody was told what changed: everything is read again.
    if (id === null) built = null
    else changed.add(id)
  })

  let last: Promise<unknown> = Promise.resolve()
  return {
    async lines() {
      built ??= build().catch(error => {
        built = null
        throw error
      })
      await built
      // One after the other, so that nobody is answered while what they wrote is still being read by another.
      const mine = last.then(catchUp, catchUp)
      last = mine
      await mine
      return [...known.values()]
    }
  }
}

const boards = new WeakMap<object, Board>()

/** The one board of a store. */
export const boardOf = (store: Pick<Store, 'query' | 'get' | 'onChange'>): Board => {
  const known = boards.get(store) ?? createBoard(store)
  boards.set(store, known)
  return known
}
