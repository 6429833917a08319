import type { Report } from './period.ts'

/** A number of a chart; null where small numbers are hidden and it would give one away. */
export type Figure = number | null

type Row = Report['rows'][number]

/** A text stands for a number that is hidden, and nothing where another hidden one could be had from it. */
const figureOf = (row: Row, column: string): Figure => {
  const cell = row[column]
  return typeof cell === 'number' ? cell : null
}

const fold = (figures: readonly Figure[], join: (one: number, other: number) => number): Figure =>
  figures.reduce<Figure>((sum, each) => (sum === null || each === null ? null : join(sum, each)), 0)

/** Sums a column over the rows with the same value of another; hidden as soon as one of them is. */
export const sumBy = (rows: Report['rows'], key: string, column: string): ReadonlyMap<string, Figure> =>
  new Map(
    [...Map.groupBy(rows, row => String(row[key]))].map(([value, found]) => [
      value,
      fold(
        found.map(row => figureOf(row, column)),
        (one, other) => one + other
      )
    ])
  )

/** The highest of a column over the rows with the same value of another. */
export const highestBy = (rows: Report['rows'], key: string, column: string): ReadonlyMap<string, Figure> =>
  new Map(
    [...Map.groupBy(rows, row => String(row[key]))].map(([value, found]) => [
      value,
      fold(
        found.map(row => figureOf(row, column)),
        Math.max
      )
    ])
  )

/** Sums a column over all rows. */
export const sumOf = (rows: Report['rows'], column: string): Figure =>
  fold(
    rows.map(row => figureOf(row, column)),
    (one, other) => one + other
  )
