/** One cell: a text, a number, or nothing to say. */
export type Cell = string | number | null

/** A report as a table: columns in order, and a row for each group. */
export interface Table {
  readonly columns: readonly string[]
  /** Columns that count people's requests: they are what small numbers are hidden in. */
  readonly counts: readonly string[]
  readonly rows: readonly Readonly<Record<string, Cell>>[]
}

/** Under this a number may point at one person who is known to have asked. */
const smallest = 5

/** What stands for a number from 1 to 4. */
export const hiddenCell = 'under 5'

const isSmall = (cell: Cell | undefined): boolean => typeof cell === 'number' && cell > 0 && cell < smallest

/**
 * The table with every count from 1 to 4 hidden, and in a row with one every other number too, which would tell it by a
 * difference or is a figure of those few. Nothing sums up over rows, so none can be had back that way.
 */
export const hideSmall = ({ columns, counts, rows }: Table): Table => ({
  columns,
  counts,
  rows: rows.map(row => {
    if (!counts.some(column => isSmall(row[column]))) return row
    const hide = (column: string, cell: Cell): Cell => {
      if (typeof cell !== 'number' || cell === 0) return cell
      return counts.includes(column) && !isSmall(cell) ? null : counts.includes(column) ? hiddenCell : null
    }
    return Object.fromEntries(columns.map(column => [column, hide(column, row[column] ?? null)]))
  })
})

/** Groups what comes by a key that is spelt from some of its fields; rows in the order of these. */
export const groupBy = <Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => readonly string[]
): readonly (readonly [readonly string[], readonly Item[]])[] => {
  const groups = new Map<string, { readonly key: readonly string[]; readonly items: Item[] }>()
  for (const item of items) {
    const key = keyOf(item)
    const id = JSON.stringify(key)
    const group = groups.get(id) ?? { key, items: [] }
    group.items.push(item)
    groups.set(id, group)
  }
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { key, items: found }]) => [key, found])
}
