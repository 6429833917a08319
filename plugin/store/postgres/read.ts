import { assertSafe } from '../names.ts'
import type { Document, Kind, Page, QueryBy, Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Connection } from './connection.ts'
import { columns, documentOf, type Row } from './rows.ts'

/** Which rows, by what; `$1` is the kind, `$2` the key or shelf. */
const sources = {
  key: { name: 'key', from: 'lethe.index_key k join lethe.document d using (kind, id)', where: 'k.key = $2' },
  all: { name: 'all', from: 'lethe.document d', where: 'd.shelf is null and $2::text is null' },
  shelf: { name: 'shelf', from: 'lethe.document d', where: 'd.shelf = $2' }
} as const

const sourceOf = (by: QueryBy) => {
  if ('key' in by) return { ...sources.key, value: by.key }
  return 'shelf' in by ? { ...sources.shelf, value: by.shelf } : { ...sources.all, value: null }
}

/** The verbs `get`, `query` and `count`. */
export const createReading = ({ query }: Connection, damaged: Set<string>): Pick<Store, 'get' | 'query' | 'count'> => ({
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
  }
})
