import { CliError, exitCodes } from './exit-codes.ts'

const cellsOf = (line: string, separator: string): readonly string[] =>
  line.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))

const separatorOf = (head: string): string => [';', '\t'].find(separator => head.includes(separator)) ?? ','

/**
 * Keys of accounts from a text: one a line, or CSV (comma, semicolon or tab) whose first line names a column `key`.
 * Empty lines are passed over. Throws `list-empty`, and `list-wrong` with the line of what can be no key.
 */
export const readKeys = (text: string): readonly string[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const head = lines[0] ?? ''
  const separator = separatorOf(head)
  const names = cellsOf(head, separator).map(name => name.toLowerCase())
  const column = names.indexOf('key')
  if (column === -1 && names.length > 1)
    throw new CliError(
      exitCodes.usage,
      'list-wrong',
      'the first line must name a column `key`, or each line hold a key'
    )
  const rows = column === -1 ? lines : ['', ...lines.slice(1)]
  const keys = rows.flatMap((line, at) => {
    if (line.trim() === '') return []
    const key = column === -1 ? cellsOf(line, separator)[0]! : (cellsOf(line, separator)[column] ?? '')
    if (!/^[!-~]{1,64}$/.test(key)) throw new CliError(exitCodes.usage, 'list-wrong', `line ${at + 1} holds no key`)
    return [key]
  })
  if (keys.length === 0) throw new CliError(exitCodes.usage, 'list-empty', 'there is no key in it')
  return keys
}
