import type { ErasureRequest } from '../erasure/request.ts'
import type { Document, Page, QueryBy, Store } from '../store/store.ts'
import { summaryView } from './request-view.ts'

type Query = Readonly<Record<string, string | number | undefined>>

const by = ({ ended, state, platform }: Query): QueryBy => {
  if (ended !== undefined) return { shelf: String(ended) }
  if (state !== undefined) return { key: `state:${state}` }
  return platform === undefined ? { all: true } : { key: `on:${platform}` }
}

type Requests = readonly Document<ErasureRequest>[]

/**
 * One page of requests that pass every filter; `next` is where to read on.
 * @param keepVisible of what was found, what the caller may see, in the same order
 */
export const readPage = async (store: Store, query: Query, keepVisible: (found: Requests) => Promise<Requests>) => {
  const limit = Number(query.limit)
  const passes = ({ body }: Document<ErasureRequest>): boolean =>
    (query.state === undefined || body.state === query.state) &&
    (query.platform === undefined || body.platform === query.platform)
  const items: ErasureRequest[] = []
  let after = query.after === undefined ? undefined : String(query.after)
  while (items.length < limit) {
    const page: Page = after === undefined ? { limit } : { limit, after }
    const found = await store.query<ErasureRequest>('request', by(query), page)
    const visible = new Set((await keepVisible(found.filter(passes))).map(({ id }) => id))
    for (const document of found) {
      after = document.id
      if (visible.has(document.id)) items.push(document.body)
      if (items.length === limit) return { items: items.map(summaryView), next: after }
    }
    if (found.length < limit) break
  }
  return { items: items.map(summaryView), next: null }
}
