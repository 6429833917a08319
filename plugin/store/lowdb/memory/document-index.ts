import { referenceOf } from '../../names.ts'
import { type Kind, kinds } from '../../store.ts'
import type { Header } from '../files/envelope.ts'
import { createKindIndex, type KindIndex } from './kind-index.ts'
import { createUniqueKeys, type UniqueKeys } from './unique-keys.ts'

/** All that is kept in memory of the stored documents. Changed only after the disk has said yes. */
export interface DocumentIndex {
  of(kind: Kind): KindIndex
  readonly unique: Pick<UniqueKeys, 'reserve' | 'duplicates'>
  /** Takes a stored document in, in place of what was known of it. */
  swap(header: Header): void
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
    swap(header) {
      const { kind, id } = header
      unique.swap(referenceOf(kind, id), of(kind).uniqueOf(id), header.unique)
      of(kind).set(header)
    },
    forget(kind, id) {
      unique.swap(referenceOf(kind, id), of(kind).uniqueOf(id), [])
      of(kind).forget(id)
    }
  }
}
