import { referenceOf } from '../names.ts'
import { StoreError } from '../store-error.ts'
import {
  type CopySource,
  type CopyTarget,
  createWitness,
  hashDocument,
  type Seen,
  type WholeDocument
} from './whole.ts'

const mostDocuments = 200
/** Bodies of one batch are held in memory together; one alone may be larger. */
const mostCharacters = 4_000_000

/** Documents in batches that fit in memory. */
export async function* inBatches(documents: AsyncIterable<WholeDocument>): AsyncIterable<readonly WholeDocument[]> {
  let batch: WholeDocument[] = []
  let characters = 0
  for await (const document of documents) {
    const length = JSON.stringify(document.body).length
    if (batch.length === mostDocuments || (batch.length > 0 && characters + length > mostCharacters)) {
      yield batch
      batch = []
      characters = 0
    }
    batch.push(document)
    characters += length
  }
  if (batch.length > 0) yield batch
}

const nameOf = (document: WholeDocument | undefined): string =>
  document === undefined ? 'none' : referenceOf(document.kind, document.id)

const refuse = (one: WholeDocument | undefined, other: WholeDocument | undefined): never => {
  throw new StoreError(
    'copy-differs',
    `the copy is not what was copied, at ${nameOf(one)} and ${nameOf(other)}. Nothing was kept: look at memory and disk of both machines, then begin again`
  )
}

/** Reads both to their ends, side by side. Throws `copy-differs` at the first that is not equal to the last byte. */
export const compareCopies = async (
  one: Pick<CopySource, 'documents'>,
  other: Pick<CopySource, 'documents'>,
  tell: (done: number) => void = () => {}
): Promise<Seen> => {
  const witness = createWitness()
  const others = other.documents()[Symbol.asyncIterator]()
  let done = 0
  for await (const document of one.documents()) {
    const { value } = await others.next()
    const copy = value as WholeDocument | undefined
    const hash = witness.see(document)
    if (copy === undefined || hashDocument(copy) !== hash) refuse(document, copy)
    done += 1
    tell(done)
  }
  const { value: more, done: isOver } = await others.next()
  if (isOver !== true) refuse(undefined, more)
  return witness.seen()
}

/** How far a copy is: first everything is written, then both are read and compared. */
export interface CopyProgress {
  readonly write: (done: number) => void
  readonly compare: (done: number) => void
}

/**
 * Copies everything, compares both document by document, and only then lets the copy be a store. `mark` writes what is
 * to be there beside what was copied. Throws `copy-differs`, and what the two ends throw.
 */
export const copyStore = async (
  source: CopySource,
  target: CopyTarget,
  { write, compare }: CopyProgress,
  mark: (target: CopyTarget) => Promise<void> = async () => {}
): Promise<Seen> => {
  let done = 0
  for await (const batch of inBatches(source.documents())) {
    await target.take(batch)
    done += batch.length
    write(done)
  }
  const seen = await compareCopies(source, target, compare)
  await mark(target)
  await target.finish()
  return seen
}
