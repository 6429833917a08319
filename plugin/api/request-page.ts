import type { ErasureRequest } from '../erasure/request.ts'
import type { Document, Page, QueryBy } from '../store/store.ts'
import { createCountDays } from './clock-view.ts'
import type { ApiParts } from './parts.ts'
import { summaryView } from './request-view.ts'

type Query = Readonly<Record<string, string | number | boolean | undefined>>

const by = ({ ended, state, platform }: Query): QueryBy => {
  if (ended !== undefined) return { shelf: String(ended) }
  if (state !== undefined) return { key: `state:${state}` }
  return platform === undefined ? { all: true } : { key: `on:${platform}` }
}

type Requests = readonly Document<ErasureRequest>[]

/**
 * One page of requests that pass every filter; `next` is where to read on. By days left it is one page of the most
 * urgent ones, because what is urgent changes from one page to the next: whoever wants more asks for more at once.
 * @param keepVisible of what was found, what the caller may see, in the same order
 */
export const readPage = async (
  parts: Pick<ApiParts, 'store' | 'clock'>,
  query: Query,
  keepVisible: (found: Requests) => Promise<Requests>
) => {
  const { store } = parts
  const limit = Number(query.limit)
  const countDays = await createCountDays(parts)
  const draw = (items: readonly ErasureRequest[]) => items.map(item => summaryView(item, countDays))
  const passes = ({ body }: Document<ErasureRequest>): boolean =>
    (query.state === undefined || body.state === query.state) &&
    (query.platform === undefined || body.platform === query.platform) &&
    (query.overdue !== true || (countDays(body) ?? 0) < 0)
  if (query.order !== undefined) {
    const found = (await store.query<ErasureRequest>('request', by(query))).filter(passes)
    const urgent = [...found].sort(
      (one, other) => (countDays(one.body) ?? Infinity) - (countDays(other.body) ?? Infinity)
    )
    return { items: draw((await keepVisible(urgent)).slice(0, limit).map(({ body }) => body)), next: null }
  }
  const items: ErasureRequest[] = []
  let after = query.after === undefined ? undefined : String(query.after)
  while (items.length < limit) {
    const page: Page = after === undefined ? { limit } : { limit, after }
    const found = await store.query<ErasureRequest>('request', by(query), page)
    const visible = new Set((await keepVisible(found.filter(passes))).map(({ id }) => id))
    for (const document of found) {
      after = document.id
      if (visible.has(document.id)) items.push(document.body)
      if (items.length === limit) return { items: draw(items), next: after }
    }
    if (found.length < limit) break
  }
  return { items: draw(items), next: null }
}
