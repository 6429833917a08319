import type { Document, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { changeKnown, filed } from './change.ts'
import type { Question } from './fact-providers.ts'

/** What a provider said, by question: how many are outstanding, whether all is archived, or keys of accounts. */
export type FactValue =
  | { readonly count: number }
  | { readonly archived: boolean }
  | { readonly keys: readonly string[] }

/** A question that was asked, and its answer. Who is meant stands in its id alone, as a keyed hash. */
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
const entryOf = (body: FactBody) => filed(body, body.tokenHash === null ? [] : [tokenKey(body.tokenHash)])

/** One question; null when it was never asked, or forgotten. */
export const getFact = (store: Store, id: string): Promise<FactDocument | null> => store.get<FactBody>('fact', id)

/** The question that a token was made for. */
export const factByToken = async (store: Store, tokenHash: string): Promise<FactDocument | null> =>
  (await store.query<FactBody>('fact', { key: tokenKey(tokenHash) }))[0] ?? null

/** Stores a question anew, in place of the one before; answers whether nobody else was quicker. */
export const askAnew = async (store: Store, id: string, body: FactBody, expected: number): Promise<boolean> => {
  try {
    await store.put('fact', id, entryOf(body), { expected })
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 'revision-conflict') return false
    throw error
  }
}

/** Changes a question. Throws `answer-refused` when it is gone. */
export const changeFact = (store: Store, id: string, change: (body: FactBody) => FactBody): Promise<FactDocument> =>
  changeKnown<FactBody>(store, { kind: 'fact', id, unknown: 'answer-refused' }, ({ body }) => entryOf(change(body)))

const isOver = ({ lapsesAt, answer }: FactBody, now: string): boolean =>
  answer === null ? lapsesAt <= now : answer.validUntil <= now

/** Forgets what holds no longer; answers how many. What changes at this moment is left for the next time. */
export const forgetFacts = async (store: Store, now: string): Promise<number> => {
  let forgotten = 0
  for (const { id, body, revision } of await store.query<FactBody>('fact', { all: true })) {
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
