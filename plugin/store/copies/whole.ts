import { createHash } from 'node:crypto'
import { referenceOf } from '../names.ts'
import { type Document, type Kind, kinds } from '../store.ts'

/** A document with all that a store knows of it, as it is copied: nothing is counted anew. */
export interface WholeDocument extends Document<unknown> {
  /** How many signals it has ever had: the last `n` given out. */
  readonly signalled: number
}

/** How many documents of each kind. */
export type Counts = Readonly<Record<Kind, number>>

/** What is copied from. Nobody changes it meanwhile, unless it is only read beside those who do. */
export interface CopySource {
  /** How it is shown: without a password. */
  readonly name: string
  /** How many documents it has, for whoever waits. */
  count(): Promise<number>
  /** Each once. A store gives them kind by kind in the order of `kinds`, open ones first, then shelf by shelf, by id. */
  documents(): AsyncIterable<WholeDocument>
  close(): Promise<void>
}

/** What is copied into: empty, and nobody's until `finish`. */
export interface CopyTarget extends CopySource {
  take(documents: readonly WholeDocument[]): Promise<void>
  /** What it now has of these, read anew. */
  again(documents: readonly Pick<WholeDocument, 'kind' | 'id'>[]): Promise<readonly WholeDocument[]>
  /** From now on it can be started. Closed before that, it is as empty as before, or says that it is unfinished. */
  finish(): Promise<void>
}

/** One spelling for one document, whichever store it comes from: its body as text, as it is stored. */
const spell = (document: WholeDocument): string => {
  const { kind, id, revision, body, keys, unique, dueAt, shelf, line, signalled, signals, ...more } = document
  // Whoever adds something to what is stored adds it here, and to both ends of a copy.
  const isAll: keyof typeof more extends never ? true : never = true
  return JSON.stringify([
    ...[kind, id, revision, body, keys, unique, dueAt, shelf, line ?? null, signalled],
    isAll && signals.map(({ n, at, signal }) => [n, at, signal])
  ])
}

/** SHA-256 of all of a document, in hex. */
export const hashDocument = (document: WholeDocument): string =>
  createHash('sha256').update(spell(document)).digest('hex')

/** What was seen of a row of documents: how many of each kind, and one hash over them all. */
export interface Seen {
  readonly counts: Counts
  readonly documents: number
  /** SHA-256 over `kind/id` and hash of each, in their order. */
  readonly sha256: string
}

/** Looks at documents as they go by. */
export const createWitness = () => {
  const counts = Object.fromEntries(kinds.map(kind => [kind, 0])) as Record<Kind, number>
  const all = createHash('sha256')
  let documents = 0
  return {
    /** Answers the hash of the document. */
    see(document: WholeDocument): string {
      const hash = hashDocument(document)
      counts[document.kind] += 1
      documents += 1
      all.update(`${referenceOf(document.kind, document.id)} ${hash}\n`)
      return hash
    },
    seen: (): Seen => ({ counts: { ...counts }, documents, sha256: all.digest('hex') })
  }
}
