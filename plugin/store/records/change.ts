import { Problem, type ProblemCode } from '../../errors.ts'
import type { Document, Entry, Kind, PutTerms, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'

/** Reads a document or answers with the problem that says it is unknown. */
export const getKnown = async <Body>(
  store: Store,
  kind: Kind,
  id: string,
  unknown: ProblemCode
): Promise<Document<Body>> => {
  const found = await store.get<Body>(kind, id)
  if (found === null) throw new Problem(unknown)
  return found
}

const tries = 5

/** Does it again, from the reading on, when somebody was quicker. */
const againIfOvertaken = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  for (let left = tries; ; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      const isOvertaken = error instanceof StoreError && error.code === 'revision-conflict'
      if (left === 1 || !isOvertaken) throw error
    }
  }
}

/**
 * Changes a small document that nobody claims: read, decide, put; again when somebody was quicker. `decide` gets the
 * document and returns what differs; it may throw to leave things as they are. `terms`: what else must not have changed.
 */
export const changeKnown = async <Body>(
  store: Store,
  { kind, id, unknown }: { kind: Kind; id: string; unknown: ProblemCode },
  decide: (document: Document<Body>) => Partial<Entry<Body>>,
  terms: Pick<PutTerms, 'expects'> = {}
): Promise<Document<Body>> =>
  againIfOvertaken(async () => {
    const { body, keys, unique, dueAt, shelf, ...rest } = await getKnown<Body>(store, kind, id, unknown)
    const before = { body, keys, unique, dueAt, shelf }
    const entry = { ...before, ...decide({ ...rest, ...before }) }
    const revision = await store.put(kind, id, entry, { expected: rest.revision, ...terms })
    return { ...rest, ...entry, revision }
  })

/**
 * The same of a document that may not be there yet: `decide` gets null then, and returns all of its entry, or null to
 * leave things as they are. Answers what was written.
 */
export const changeOrMake = <Body>(
  store: Store,
  { kind, id }: { kind: Kind; id: string },
  decide: (document: Document<Body> | null) => Entry<Body> | null
): Promise<Entry<Body> | null> =>
  againIfOvertaken(async () => {
    const known: Document<Body> | null = await store.get<Body>(kind, id)
    const entry = decide(known)
    if (entry !== null) await store.put(kind, id, entry, { expected: known?.revision ?? 0 })
    return entry
  })

/** An entry that is found by its keys and never due. */
export const filed = <Body>(body: Body, keys: readonly string[] = [], unique: readonly string[] = []): Entry<Body> => ({
  body,
  keys,
  unique,
  dueAt: null,
  shelf: null
})

/** What takes a document out of the index: it lies on the shelf of its month. */
export const shelvedAt = (at: string): Pick<Entry<unknown>, 'keys' | 'unique' | 'dueAt' | 'shelf'> => ({
  keys: [],
  unique: [],
  dueAt: null,
  shelf: at.slice(0, 7)
})
