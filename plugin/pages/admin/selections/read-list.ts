/** What stands in each line of a list. */
export type ListKind = 'key' | 'login' | 'email'

/** A line that holds something, and where it stood. */
export interface Line {
  readonly at: number
  readonly value: string
}

/** Names of columns that are taken, in the words of common exports. */
const columns: Readonly<Record<ListKind, readonly string[]>> = {
  key: ['key', 'id', 'user id', 'identity key'],
  login: ['login', 'username', 'user name', 'benutzername', 'anmeldename'],
  email: ['email', 'e-mail', 'mail', 'e-mail-adresse']
}

const separatorOf = (head: string): string => [';', '\t'].find(separator => head.includes(separator)) ?? ','

const cellsOf = (line: string, separator: string): readonly string[] =>
  line.split(separator).map(cell => cell.trim().replace(/^"(.*)"$/, '$1'))

/**
 * Reads a pasted list: one thing a line, or CSV (comma, semicolon or tab). The first line is taken for headings where one
 * of its cells is the name of a column that is looked for; without such a name the first cell of each line counts. Empty
 * lines are passed over. Whether a value is what it should be is for the look-up to say.
 */
export const readList = (text: string, kind: ListKind): readonly Line[] => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const separator = separatorOf(lines[0] ?? '')
  const headings = cellsOf(lines[0] ?? '', separator).map(heading => heading.toLowerCase())
  const column = headings.findIndex(heading => columns[kind].includes(heading))
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || (column !== -1 && index === 0)) return []
    const value = cellsOf(line, separator)[Math.max(column, 0)] ?? ''
    return [{ at: index + 1, value }]
  })
}
