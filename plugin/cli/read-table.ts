import { parse } from 'csv-parse/sync'
import { CliError, exitCodes } from './exit-codes.ts'

/** One row as a spreadsheet counts it: the headings are row 1. Cells without white space around them. */
export interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

const wrong = (because: string): CliError => new CliError(exitCodes.usage, 'list-wrong', because)

const encodings = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]]
] as const

/** Spreadsheets save UTF-8 with or without a mark, or UTF-16 with one; every other encoding would garble names. */
const textOf = (bytes: Uint8Array): string => {
  const encoding = encodings.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw wrong('it is no text in UTF-8: save it as “CSV UTF-8”')
  }
}

/** Excel says by a first line of its own what separates; else whatever stands oftenest between the headings. */
const separatorOf = (head: string): string => {
  const open = head.replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map(one => [open.split(one).length, one] as const)
  return counts.reduce((most, one) => (one[0] > most[0] ? one : most))[1]
}

/**
 * The rows of a CSV text (RFC 4180) as Excel, LibreOffice and others write it: comma, semicolon or tab, with or without
 * a byte-order mark, `sep=` in the first line, any line ends. Empty rows are left out, and counted. Throws `list-wrong`.
 */
export const readTable = (bytes: Uint8Array): readonly TableRow[] => {
  const text = textOf(bytes)
  const said = /^sep=(.)\r?\n/i.exec(text)
  const body = said === null ? text : text.slice(said[0].length)
  try {
    const records = parse(body, {
      delimiter: said?.[1] ?? separatorOf(/^[^\r\n]*/.exec(body)![0]),
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true
    }) as string[][]
    const rows = records.map((cells, at) => ({ row: at + 1, cells }))
    return rows.filter(({ cells }) => cells.some(cell => cell !== ''))
  } catch (error) {
    // Its message quotes what stands there.
    const { lines } = error as { lines?: number }
    throw wrong(`line ${lines ?? '?'} is no CSV: look for a quotation mark that is not closed`)
  }
}
