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
async function* inBatches(documents: AsyncIterable<WholeDocument>): AsyncIterable<readonly WholeDocument[]> {
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

const refuse = (where: string): never => {
  throw new StoreError(
    'copy-differs',
    `the copy is not what was copied, at ${where}, and was not finished. Look at memory and disk of both machines, then begin again`
  )
}

/** Reads both to their ends. Throws `copy-differs` at the first that is not equal to the last byte. */
const compare = async (source: CopySource, target: CopyTarget, tell: (done: number) => void): Promise<Seen> => {
  const witness = createWitness()
  let done = 0
  for await (const batch of inBatches(source.documents())) {
    const copies = new Map((await target.again(batch)).map(copy => [referenceOf(copy.kind, copy.id), copy]))
    for (const document of batch) {
      const reference = referenceOf(document.kind, document.id)
      const copy = copies.get(reference)
      if (copy === undefined || hashDocument(copy) !== witness.see(document)) refuse(reference)
    }
    done += batch.length
    tell(done)
  }
  if ((await target.count()) !== done) refuse('what only the copy has')
  return witness.seen()
}

/** How far a copy is: first everything is written, then both are read and compared. */
export interface CopyProgress {
  readonly write: (done: number) => void
  readonly compare: (done: number) => void
}

/**
 * Copies everything, compares both document by document, and only then lets the copy be a store. `beside` is put there
 * with what was copied. Throws `copy-differs`, and what the two ends throw.
 */
export const copyStore = async (
  source: CopySource,
  target: CopyTarget,
  progress: CopyProgress,
  beside: readonly WholeDocument[] = []
): Promise<Seen> => {
  let done = 0
  for await (const batch of inBatches(source.documents())) {
    await target.take(batch)
    done += batch.length
    progress.write(done)
  }
  const seen = await compare(source, target, progress.compare)
  if (beside.length > 0) await target.take(beside)
  await target.finish()
  return seen
}
