import { createInterning } from '../interning.ts'
import type { Store, StoredLine } from '../store.ts'
import type { Connection } from './connection.ts'

const pageSize = 10_000

interface Row {
  readonly id: string
  readonly line: string | null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // As if its writer had given none.
    return null
  }
}

const pageText = `select id, line from lethe.document
  where kind = $1 and shelf is null and id > $2 order by id limit $3`

const someText = 'select id, line from lethe.document where kind = $1 and shelf is null and id = any ($2::text[])'

/** The verb `lines`. */
export const createLines = ({ query }: Pick<Connection, 'query'>): Pick<Store, 'lines'> => {
  const intern = createInterning()
  const lineOf = ({ id, line }: Row): StoredLine => ({ id, line: line === null ? null : intern(id, parse(line)) })
  return {
    async lines(kind, ids) {
      if (ids !== undefined) return (await query<Row>('lines-some', someText, [kind, ids])).map(lineOf)
      const all: StoredLine[] = []
      for (let after = ''; ; ) {
        const rows = await query<Row>('lines-page', pageText, [kind, after, pageSize])
        for (const row of rows) all.push(lineOf(row))
        if (rows.length < pageSize) return all
        after = rows.at(-1)!.id
      }
    }
  }
}
