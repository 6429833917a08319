import { referenceOf } from '../../names.ts'
import { type Kind, kinds } from '../../store.ts'
import type { Entry } from '../files/envelope.ts'
import { createKindIndex, type KindIndex } from './kind-index.ts'
import type { OpenImage } from './open-image.ts'
import { createUniqueKeys, type UniqueKeys } from './unique-keys.ts'

/** All that is kept in memory of the stored documents. Changed only after the disk has said yes. */
export interface DocumentIndex {
  of(kind: Kind): KindIndex
  readonly unique: Pick<UniqueKeys, 'reserve' | 'duplicates'>
  /** Takes a stored document in, in place of what was known of it. */
  swap(entry: Entry): void
  forget(kind: Kind, id: string): void
  /** What is known of the open documents of a kind, good until one is changed. */
  image(kind: Kind): IndexImage
  /** Takes over what an image holds of those that are `kept`, by their numbers; no open one of the kind is known yet. */
  restore(kind: Kind, image: IndexImage, isKept: (n: number) => boolean): void
}

/** What is known of the open documents of a kind. */
export interface IndexImage extends OpenImage {
  /** The unique keys of each, in the order of `ids`. */
  readonly unique: readonly (readonly string[])[]
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
    },
    image(kind) {
      const open = of(kind).image()
      return { ...open, unique: open.ids.map(id => of(kind).uniqueOf(id).map(unique.textOf)) }
    },
    restore(kind, image, isKept) {
      const { ids, unique: keys } = image
      of(kind).restore(image, isKept, n => unique.swap(referenceOf(kind, ids[n]!), [], keys[n]!))
    }
  }
}
