import { upgradeBody } from '../formats/upgrade.ts'
import type { Document, Kind, StoredSignal } from '../store.ts'
import { StoreError } from '../store-error.ts'

/** A row of `lethe.document` with its signals. */
export interface Row {
  readonly kind: Kind
  readonly id: string
  readonly revision: number
  readonly body: string
  readonly index_keys: string[]
  readonly unique_keys: string[]
  readonly due_at: string | null
  readonly shelf: string | null
  readonly format: number
  /** `n`, `at` and the text of each, in order; null: none. */
  readonly signals: [number, string, string][] | null
}

/** What is read of a document, and of what was said to it. */
export const columns = (table: string) => `
  ${table}.kind, ${table}.id, ${table}.revision, ${table}.body, ${table}.index_keys, ${table}.unique_keys,
  ${table}.due_at, ${table}.shelf, ${table}.format,
  case when ${table}.waiting > 0 then (
    select json_agg(json_build_array(s.n, s.at, s.signal) order by s.n)
    from lethe.signal s where s.kind = ${table}.kind and s.id = ${table}.id
  ) end as signals`

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StoreError('corrupt', 'the document is damaged', { cause })
  }
}

/** A row of `lethe.signal`. */
export interface SignalRow {
  readonly n: number
  readonly at: string
  readonly signal: string
}

/** What was said, as callers see it. Throws `corrupt`. */
export const signalOf = ({ n, at, signal }: SignalRow): StoredSignal => ({ n, at, signal: parse(signal) })

/** A document as callers see it, its body brought to the format of this release. Throws `corrupt`, `newer-format`. */
export const documentOf = <Body>(row: Row): Document<Body> => ({
  kind: row.kind,
  id: row.id,
  revision: row.revision,
  body: upgradeBody(row, parse(row.body)) as Body,
  keys: row.index_keys,
  unique: row.unique_keys,
  dueAt: row.due_at,
  shelf: row.shelf,
  signals: (row.signals ?? []).map(([n, at, signal]) => signalOf({ n, at, signal }))
})
