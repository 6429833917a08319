import { freeze } from '../../freeze.ts'
import type { Document } from '../../store.ts'

/** Documents that are looked at again and again, each as one copy that nobody can change. */
export interface SharedDocuments {
  /** Null: it must be read, for the first time or again. */
  get(reference: string): Document<unknown> | null
  /** Freezes the document, all of it, and hands it out from now on. */
  share(reference: string, document: Document<unknown>): void
  /** What lies there is about to change. */
  forget(reference: string): void
}

/** After this the file is asked again whether it is still the same. */
const believedMs = 1000
/** Sources, platforms and the like are few; what is asked for beyond is read. */
const most = 1000

/** Nothing is shared yet. `nowMs`: milliseconds that only need to go on. */
export function createSharedDocuments(nowMs: () => number): SharedDocuments {
  const shared = new Map<string, { readonly document: Document<unknown>; readonly atMs: number }>()

  return {
    get(reference) {
      const known = shared.get(reference)
      if (known === undefined) return null
      const ageMs = nowMs() - known.atMs
      return ageMs >= 0 && ageMs < believedMs ? known.document : null
    },
    share(reference, document) {
      if (shared.size >= most) shared.clear()
      shared.set(reference, { document: freeze(document), atMs: nowMs() })
    },
    forget: reference => void shared.delete(reference)
  }
}
