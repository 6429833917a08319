import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { changeKnown, filed } from './change.ts'
import type { Question } from './fact-providers.ts'
import { type ListParts, openList, sealList } from './lists/sealed-list.ts'

/** What a provider said, by question: how many are outstanding, whether all is archived, or keys of accounts. */
export type FactValue =
  | { readonly count: number }
  | { readonly archived: boolean }
  | { readonly keys: readonly string[] }

/** A question that was asked, and its answer. Who is meant stands in its id alone, as a keyed hash; at rest the answer is sealed. */
export interface FactBody {
  readonly provider: string
  readonly platform: string
  readonly question: Question
  readonly askedAt: string
  /** An answer after this is none. */
  readonly lapsesAt: string
  /** Keyed hash of the token that the answer must carry; null once it was used. */
  readonly tokenHash: string | null
  /** Requests that wait for the answer. */
  readonly waiting: readonly string[]
  readonly answer: { readonly value: FactValue; readonly at: string; readonly validUntil: string } | null
}

/** A question as the store hands it out. */
export type FactDocument = Document<FactBody>

const tokenKey = (hash: string): string => `fact-token:${hash}`

type Answer = NonNullable<FactBody['answer']>

/** As it is stored: what was answered lies sealed, or in the open as an earlier version wrote it. */
type StoredFact = Omit<FactBody, 'answer'> & {
  readonly answer: (Omit<Answer, 'value'> & Partial<Pick<Answer, 'value'>>) | null
  readonly sealed?: string | null
}

const entryOf = (keys: ListParts['keys'], id: string, { answer, ...body }: FactBody) => {
  const { value, ...open } = answer ?? {}
  const stored: StoredFact = {
    ...body,
    answer: answer === null ? null : (open as Omit<Answer, 'value'>),
    sealed: answer === null ? null : sealList(keys, 'fact', id, value)
  }
  return filed(stored, body.tokenHash === null ? [] : [tokenKey(body.tokenHash)])
}

/** An answer that can be opened no more is none: whoever needs it asks anew. */
const opened = (keys: ListParts['keys'], id: string, { sealed = null, answer, ...body }: StoredFact): FactBody => {
  const value = sealed === null ? answer?.value : openList<FactValue>(keys, 'fact', id, sealed)
  return { ...body, answer: answer === null || value == null ? null : { ...answer, value } }
}

/** One question; null when it was never asked, or forgotten. */
export const getFact = async ({ store, keys }: ListParts, id: string): Promise<FactDocument | null> => {
  const known = await store.get<StoredFact>('fact', id)
  return known === null ? null : { ...known, body: opened(keys, id, known.body) }
}

/** The question that a token was made for. */
export const factByToken = async ({ store, keys }: ListParts, tokenHash: string): Promise<FactDocument | null> => {
  const [known] = await store.query<StoredFact>('fact', { key: tokenKey(tokenHash) })
  return known === undefined ? null : { ...known, body: opened(keys, known.id, known.body) }
}

/** Stores a question anew, in place of the one before; answers whether nobody else was quicker. */
export const askAnew = async (
  { store, keys }: ListParts,
  id: string,
  body: FactBody,
  expected: number
): Promise<boolean> => {
  try {
    await store.put('fact', id, entryOf(keys, id, body), { expected })
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 'revision-conflict') return false
    throw error
  }
}

/** Changes a question. Throws `answer-refused` when it is gone. */
export const changeFact = async (
  { store, keys }: ListParts,
  id: string,
  change: (body: FactBody) => FactBody
): Promise<void> => {
  await changeKnown<StoredFact>(store, { kind: 'fact', id, unknown: 'answer-refused' }, ({ body }) =>
    entryOf(keys, id, change(opened(keys, id, body)))
  )
}

const isOver = ({ lapsesAt, answer }: StoredFact, now: string): boolean =>
  answer === null ? lapsesAt <= now : answer.validUntil <= now

/** Forgets what holds no longer; answers how many. What changes at this moment is left for the next time. */
export const forgetFacts = async (store: Store, now: string): Promise<number> => {
  let forgotten = 0
  for (const { id, body, revision } of await store.query<StoredFact>('fact', { all: true })) {
    if (!isOver(body, now)) continue
    try {
      await store.remove('fact', id, revision)
      forgotten += 1
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
    }
  }
  return forgotten
}
