import type { RowReading } from '../../adapters/contract.ts'
import type { EntryData } from './allowed.ts'
import type { CertifiedReading } from './certificate.ts'
import type { Entry } from './entry.ts'

/** Data of a `rows-read` entry. */
export const describeRows = (readings: readonly RowReading[]): EntryData => {
  const by = <Value>(value: (reading: RowReading) => Value | null): Record<string, Value> =>
    Object.fromEntries(
      readings.flatMap(reading => {
        const said = value(reading)
        return said === null ? [] : [[reading.row, said]]
      })
    )
  return { readings: by(({ is }) => is), dueAt: by(({ dueAt }) => dueAt), because: by(({ because }) => because) }
}

/** What a chain says was last read of each row, by its id. */
export const readRows = (chain: readonly Entry[]): ReadonlyMap<string, CertifiedReading> => {
  const entry = chain.findLast(({ kind }) => kind === 'rows-read')
  if (entry === undefined) return new Map()
  const {
    readings = {},
    dueAt = {},
    because = {}
  } = entry.data as Readonly<Record<string, Readonly<Record<string, string>>>>
  return new Map(
    Object.entries(readings).map(([row, is]) => [
      row,
      { is: is as RowReading['is'], at: entry.at, dueAt: dueAt[row] ?? null, because: because[row] ?? null }
    ])
  )
}

/** How many of each row the plans counted, by its id; a later plan counts what came to light later. */
export const readRowCounts = (chain: readonly Entry[]): ReadonlyMap<string, number> =>
  new Map(
    chain.flatMap(({ kind, data }) =>
      kind === 'planned' ? Object.entries((data.rowCounts ?? {}) as Readonly<Record<string, number>>) : []
    )
  )
