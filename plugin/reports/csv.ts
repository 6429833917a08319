import { stringify } from 'csv-stringify/sync'
import type { Table } from './table.ts'

/** Whatever a spreadsheet would take for the beginning of a formula, also after its own quotation marks (OWASP). */
const formula = /^[\s"']*[=+\-@\t\r\n＝＋－＠|%]/

/** A text that begins like a formula gets an apostrophe before it, by which spreadsheets show it as text. */
const defuse = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/**
 * CSV by RFC 4180: comma, CRLF, quotation marks where needed, one line of headings. UTF-8 without a mark.
 * @param header false: a further piece of the same table
 */
export const toCsv = ({ columns, rows }: Pick<Table, 'columns' | 'rows'>, header = true): string =>
  stringify(
    rows.map(row => columns.map(column => row[column] ?? '')),
    {
      header,
      columns: columns.map(column => defuse(column)),
      record_delimiter: 'windows',
      cast: { string: defuse }
    }
  )
