import { isLine, type Line, lineOf } from '../../erasure/line.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Store } from '../../store/store.ts'
import { unlessDamaged } from '../../store/unless-damaged.ts'
import { createGroups, type Groups, type Placed } from './groups.ts'

/** The lines of all requests that are not shelved. */
export interface Board {
  /** In no order; true to every change whose verb has returned. */
  lines(): Promise<readonly Line[]>
  /** The same with their groups. */
  placed(): Promise<Placement>
}

/** Lines, and the groups that they are in. */
export interface Placement {
  readonly lines: readonly Placed[]
  readonly groups: Pick<Groups, 'size'>
}

type Stored = Pick<Store, 'lines' | 'get' | 'onChange'>

const changesAtOnce = 500
const readsAtOnce = 64

/**
 * Takes the stored line of every request once, when the queue is first asked for, and afterwards of those that changed: a
 * queue of a hundred thousand is counted and ordered without reading one of them. Only a request that an older release
 * stored, without a line or with another one, is read.
 */
export const createBoard = (store: Stored): Board => {
  const known = new Map<string, Placed>()
  const changed = new Set<string>()
  let built: Promise<void> | null = null
  let groups = createGroups()
  let all: Placement | null = null

  const read = async (id: string): Promise<void> => {
    const document = await store.get<ErasureRequest>('request', id).catch(unlessDamaged)
    if (document === null || document.shelf !== null) known.delete(id)
    else known.set(id, groups.place(lineOf(document.body)))
  }

  const take = async (ids?: readonly string[]): Promise<void> => {
    const unread: string[] = []
    const gone = new Set(ids)
    for (const { id, line } of await store.lines('request', ids)) {
      gone.delete(id)
      if (isLine(line)) known.set(id, groups.place(line))
      else unread.push(id)
    }
    for (const id of gone) known.delete(id)
    for (let at = 0; at < unread.length; at += readsAtOnce)
      await Promise.all(unread.slice(at, at + readsAtOnce).map(read))
    all = null
  }

  const catchUp = async (): Promise<void> => {
    while (changed.size > 0) {
      const ids = [...changed].slice(0, changesAtOnce)
      for (const id of ids) changed.delete(id)
      await take(ids).catch(error => {
        for (const id of ids) changed.add(id)
        throw error
      })
    }
  }

  store.onChange((kind, id) => {
    if (kind !== 'request') return
    // For a while nobody was told what changed: everything is taken again.
    if (id === null) built = null
    else changed.add(id)
  })

  const build = async (): Promise<void> => {
    known.clear()
    groups = createGroups()
    await take()
  }

  let last: Promise<unknown> = Promise.resolve()
  const placed = async (): Promise<Placement> => {
    built ??= build().catch(error => {
      built = null
      throw error
    })
    await built
    // One after the other, so that nobody is answered while what they wrote is still being read by another.
    const mine = last.then(catchUp, catchUp)
    last = mine
    await mine
    all ??= { lines: [...known.values()], groups }
    return all
  }
  return { placed, lines: async () => (await placed()).lines.map(({ line }) => line) }
}

const boards = new WeakMap<object, Board>()

/** The one board of a store. */
export const boardOf = (store: Stored): Board => {
  const known = boards.get(store) ?? createBoard(store)
  boards.set(store, known)
  return known
}
