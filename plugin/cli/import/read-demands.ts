import { createHash } from 'node:crypto'
import { CliError, exitCodes } from '../exit-codes.ts'
import { readTable } from '../read-table.ts'
import { columnOf, columns } from './columns.ts'
import { type CellFault, createReadRow, type ReadRow } from './read-row.ts'

/** A list of demands, each row of it checked. */
export interface Demands {
  /** SHA-256 of the file, hexadecimal: another file has another one. */
  readonly hash: string
  readonly rows: readonly ReadRow[]
}

const headingsOf = (cells: readonly string[]): readonly string[] =>
  cells.map((heading, at) => {
    const name = columnOf(heading)
    const there = columns.map(one => one.name).join(', ')
    // A list without headings begins with somebody.
    const said = /^[a-z _-]{1,40}$/i.test(heading) ? `“${heading}”` : `what stands above column ${at + 1}`
    if (name === null)
      throw new CliError(exitCodes.usage, 'column-unknown', `${said} is no heading; there are: ${there}`)
    if (cells.slice(0, at).some(before => columnOf(before) === name))
      throw new CliError(exitCodes.usage, 'column-twice', `there are two columns ${name}`)
    return name
  })

/** The same person twice in a list is more often a slip than a wish. */
const repeatedFaults = (rows: readonly ReadRow[]): readonly CellFault[] => {
  const seen = new Map<string, number>()
  return rows.flatMap(({ row, demand }) => {
    const named = JSON.stringify(demand.subject.identifiers)
    const before = seen.get(named)
    seen.set(named, before ?? row)
    return before === undefined ? [] : [{ row, column: '*', because: `names the same person as row ${before}` }]
  })
}

const mostShown = 100

/**
 * Reads a list of demands and checks every row before anything is done with one. `usual` holds what counts where a cell
 * is empty or a column missing. Throws `column-unknown`, `column-twice`, `list-empty`, and `rows-wrong` with all that is
 * wrong: row and column, never what stands there.
 */
export const readDemands = (
  bytes: Uint8Array,
  platform: string,
  usual: Readonly<Record<string, string | undefined>>
): Demands => {
  const [head, ...table] = readTable(bytes)
  if (head === undefined || table.length === 0)
    throw new CliError(exitCodes.usage, 'list-empty', 'there is no row in it below the headings')
  const headings = headingsOf(head.cells)
  const readRow = createReadRow(platform)
  const rows = table.map(({ row, cells }) => {
    const said = Object.fromEntries(headings.map((name, at) => [name, cells[at] ?? '']))
    const read = readRow(row, {
      ...usual,
      ...Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''))
    } as Record<string, string>)
    const isLonger = cells.slice(headings.length).some(cell => cell !== '')
    const longer = { row, column: '*', because: 'has more cells than there are headings' }
    return isLonger ? { ...read, faults: [...read.faults, longer] } : read
  })
  const faults = [...rows.flatMap(row => row.faults), ...repeatedFaults(rows)].sort((one, other) => one.row - other.row)
  if (faults.length > 0) {
    const shown = faults.slice(0, mostShown).map(({ row, column, because }) => ({
      at: column === '*' ? `row ${row}` : `row ${row}, ${column}`,
      because
    }))
    const wrong = new Set(faults.map(({ row }) => row)).size
    const more = faults.length > shown.length ? `, of which the first ${shown.length} are shown` : ''
    const message = `${wrong} of ${rows.length} rows are wrong (${faults.length} faults${more}); nothing was sent`
    throw new CliError(exitCodes.usage, 'rows-wrong', message, shown)
  }
  return { hash: createHash('sha256').update(bytes).digest('hex'), rows }
}
