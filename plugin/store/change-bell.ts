import type { ChangeListener, Kind, Store } from './store.ts'

/** Tells listeners that something may have become due. */
export interface ChangeBell {
  ring(kind: Kind, id: string | null): void
  onChange(listener: ChangeListener): () => void
}

const tell = (listeners: readonly ChangeListener[], kind: Kind, id: string | null): void => {
  for (const listener of listeners)
    try {
      listener(kind, id)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
}

/**
 * A bell without listeners. They run after the change, on their own: what one throws is neither the writer's failure nor
 * the others'.
 */
export function createChangeBell(): ChangeBell {
  let listeners: readonly ChangeListener[] = []

  return {
    ring(kind, id) {
      const told = listeners
      queueMicrotask(() => tell(told, kind, id))
    },
    onChange(listener) {
      listeners = [...listeners, listener]
      return () => {
        listeners = listeners.filter(one => one !== listener)
      }
    }
  }
}

/**
 * The store, each of whose listeners answers for itself: what one throws is told, and ends neither the process nor the
 * others' hearing.
 */
export const tellingFaults = (store: Store, tell: (error: unknown) => void): Store => ({
  ...store,
  onChange: listener =>
    store.onChange((kind, id) => {
      try {
        listener(kind, id)
      } catch (error) {
        tell(error)
      }
    })
})
