import { assertSafe } from '../names.ts'
import type { Document, Kind, Page, QueryBy, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Connection } from './connection.ts'
import { columns, documentOf, type Row, type SignalRow, signalOf } from './rows.ts'

/** Which rows, by what; `$1` is the kind, `$2` the key or shelf. */
const sources = {
  key: { name: 'key', from: 'lethe.index_key k join lethe.document d using (kind, id)', where: 'k.key = $2' },
  anyKey: {
    name: 'any-key',
    from: 'lethe.document d',
    where: 'd.id in (select k.id from lethe.index_key k where k.kind = $1 and k.key = any ($2::text[]))'
  },
  all: { name: 'all', from: 'lethe.document d', where: 'd.shelf is null and $2::text is null' },
  shelf: { name: 'shelf', from: 'lethe.document d', where: 'd.shelf = $2' }
} as const

const sourceOf = (by: QueryBy) => {
  if ('key' in by) return { ...sources.key, value: by.key }
  if ('anyKey' in by) return { ...sources.anyKey, value: [...by.anyKey] }
  return 'shelf' in by ? { ...sources.shelf, value: by.shelf } : { ...sources.all, value: null }
}

/** The verbs `get`, `query`, `count` and `signals`. */
export const createReading = (
  { query }: Connection,
  damaged: Set<string>
): Pick<Store, 'get' | 'query' | 'count' | 'signals'> => ({
  async get<Body>(kind: Kind, id: string) {
    assertSafe(kind, id)
    const text = `select ${columns('d')} from lethe.document d where d.kind = $1 and d.id = $2`
    const [row] = await query<Row>('get', text, [kind, id])
    return row === undefined ? null : documentOf<Body>(row)
  },
  async query<Body>(kind: Kind, by: QueryBy, page?: Page) {
    const { name, from, where, value } = sourceOf(by)
    const text = `select ${columns('d')} from ${from}
      where d.kind = $1 and ${where} and d.id > $3 order by d.id limit $4`
    const rows = await query<Row>(`query-${name}`, text, [kind, value, page?.after ?? '', page?.limit ?? null])
    return rows.flatMap((row): Document<Body>[] => {
      try {
        return [documentOf<Body>(row)]
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'corrupt')) throw error
        damaged.add(`${kind}/${row.id}`)
        return []
      }
    })
  },
  async count(kind, by) {
    const { name, from, where, value } = sourceOf(by)
    const text = `select count(*)::int as n from ${from} where d.kind = $1 and ${where}`
    const [row] = await query<{ n: number }>(`count-${name}`, text, [kind, value])
    return row!.n
  },
  async signals(kind, id) {
    assertSafe(kind, id)
    const text = `select s.n, s.at, s.signal from lethe.document d join lethe.signal s using (kind, id)
      where d.kind = $1 and d.id = $2 and d.shelf is null order by s.n`
    return (await query<SignalRow>('signals', text, [kind, id])).map(signalOf)
  }
})
