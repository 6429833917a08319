import { CliError, exitCodes } from './exit-codes.ts'
import { readTable } from './read-table.ts'

/**
 * Keys of accounts from a text: one a line, or CSV (comma, semicolon or tab) whose first line names a column `key`.
 * Empty lines are passed over. Throws `list-empty`, and `list-wrong` with the line of what can be no key.
 */
export const readKeys = (text: string): readonly string[] => {
  const table = readTable(Buffer.from(text))
  const names = table[0]?.cells.map(name => name.toLowerCase()) ?? []
  const column = names.indexOf('key')
  if (column === -1 && names.length > 1)
    throw new CliError(
      exitCodes.usage,
      'list-wrong',
      'the first line must name a column `key`, or each line hold a key'
    )
  const keys = table.slice(column === -1 ? 0 : 1).map(({ row, cells }) => {
    const key = cells[Math.max(column, 0)] ?? ''
    if (!/^[!-~]{1,64}$/.test(key)) throw new CliError(exitCodes.usage, 'list-wrong', `line ${row} holds no key`)
    return key
  })
  if (keys.length === 0) throw new CliError(exitCodes.usage, 'list-empty', 'there is no key in it')
  return keys
}
