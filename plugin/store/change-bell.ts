import type { ChangeListener, Kind } from './store.ts'

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
