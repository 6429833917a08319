import { referenceOf } from '../../names.ts'
import { type Kind, kinds } from '../../store.ts'
import type { Entry } from '../files/envelope.ts'
import { createKindIndex, type KindIndex } from './kind-index.ts'
import { createUniqueKeys, type UniqueKeys } from './unique-keys.ts'

/** All that is kept in memory of the stored documents. Changed only after the disk has said yes. */
export interface DocumentIndex {
  of(kind: Kind): KindIndex
  readonly unique: Pick<UniqueKeys, 'reserve' | 'duplicates'>
  /** Takes a stored document in, in place of what was known of it. */
  swap(entry: Entry): void
  forget(kind: Kind, id: string): void
}

/** An index with nothing in it. */
export function createDocumentIndex(): DocumentIndex {
  const byKind = new Map(kinds.map(kind => [kind, createKindIndex()]))
  const unique = createUniqueKeys()

  function of(kind: Kind): KindIndex {
    return byKind.get(kind)!
  }

  return {
    of,
    unique,
    swap(entry) {
      const { kind, id } = entry
      of(kind).set(entry, unique.swap(referenceOf(kind, id), of(kind).uniqueOf(id), entry.unique))
    },
    forget(kind, id) {
      unique.swap(referenceOf(kind, id), of(kind).uniqueOf(id), [])
      of(kind).forget(id)
    }
  }
}
