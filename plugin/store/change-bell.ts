import type { ChangeListener, Kind, Store } from './store.ts'

/** Tells listeners that something may have become due. */
export interface ChangeBell {
  ring(kind: Kind, id: string | null): void
  onChange(listener: ChangeListener): () => void
}

/** A bell without listeners. They run after the change, on their own: what one throws is not the writer's failure. */
export function createChangeBell(): ChangeBell {
  const listeners = new Set<ChangeListener>()

  return {
    ring(kind, id) {
      for (const listener of listeners) queueMicrotask(() => listener(kind, id))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
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
