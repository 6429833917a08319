import type { Store } from '../store/store.ts'

/** How the giving back of a claim stands. `failed`: whether it is given back is not known. */
export type GivingBack = 'under-way' | 'done' | 'failed'

/** Tells of claims that are given back. */
export interface GivenBack {
  /** The store as holders use it: a claim goes back by a last put, or by itself. */
  readonly store: Store
  /** Returns the function that hears no more of this claim. */
  follow(token: string, hear: (standing: GivingBack) => void): () => void
}

/** Follows what is given back through one store, whoever holds it. */
export const followGivenBack = (store: Store): GivenBack => {
  const followed = new Map<string, (standing: GivingBack) => void>()
  const giveBack = async <Result>(token: string, give: () => Promise<Result>): Promise<Result> => {
    const hear = followed.get(token) ?? (() => {})
    hear('under-way')
    try {
      const result = await give()
      hear('done')
      return result
    } catch (error) {
      hear('failed')
      throw error
    }
  }
  return {
    store: {
      ...store,
      put(kind, id, entry, terms) {
        const write = () => store.put(kind, id, entry, terms)
        const isLast = terms.claim !== undefined && (terms.release === true || entry.shelf !== null)
        return isLast ? giveBack(terms.claim!, write) : write()
      },
      release: (kind, id, token) => giveBack(token, () => store.release(kind, id, token))
    },
    follow(token, hear) {
      followed.set(token, hear)
      return () => void followed.delete(token)
    }
  }
}
