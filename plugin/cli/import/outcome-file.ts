import { type FileHandle, open, readFile } from 'node:fs/promises'
import { toCsv } from '../../reports/csv.ts'
import { CliError, exitCodes } from '../exit-codes.ts'
import { readTable } from '../read-table.ts'

/** What became of one row. `request`: it was asked, by this request; else `code` and `what` say why not. */
export interface RowOutcome {
  readonly row: number
  readonly outcome: 'asked' | 'refused'
  readonly request: string | null
  readonly code: string | null
  readonly what: string | null
  /** The id under which it was sent: the same again is answered as the first time. */
  readonly delivery: string
  readonly at: string
}

/** Takes down outcomes, each on disk before the next row is sent. */
export interface OutcomeFile {
  /** Rows that were asked before, with their requests. */
  readonly asked: ReadonlyMap<number, string>
  note(outcome: RowOutcome): Promise<void>
  close(): Promise<void>
}

const columns = ['row', 'outcome', 'request', 'code', 'what', 'delivery', 'at'] as const

const lineOf = (outcome: RowOutcome): string => toCsv({ columns, rows: [{ ...outcome }] }, false)

const readAsked = (text: string, prefix: string, file: string): ReadonlyMap<number, string> => {
  const [head, ...rows] = readTable(Buffer.from(text))
  const at = (name: string) => head!.cells.indexOf(name)
  const isOurs = columns.every(name => at(name) >= 0)
  if (!isOurs) throw new CliError(exitCodes.usage, 'outcomes-foreign', `${file} holds no outcomes of an import`)
  if (rows.some(({ cells }) => !cells[at('delivery')]?.startsWith(prefix)))
    throw new CliError(
      exitCodes.usage,
      'outcomes-foreign',
      `${file} belongs to another state of the list: put back the list as it was, or give rows that you mended in a list of their own`
    )
  const asked = rows.filter(({ cells }) => cells[at('outcome')] === 'asked')
  return new Map(asked.map(({ cells }) => [Number(cells[at('row')]), cells[at('request')] ?? '']))
}

const writeDown = async (handle: FileHandle, text: string): Promise<void> => {
  await handle.write(text)
  await handle.sync()
}

const begin = async (file: string): Promise<FileHandle> => {
  try {
    return await open(file, 'ax', 0o600)
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST'
    if (!isThere) throw new CliError(exitCodes.usage, 'file-unwritable', `cannot write ${file}`)
    throw new CliError(exitCodes.usage, 'file-exists', `${file} is there: go on with --resume`)
  }
}

/** A line that a crash cut off is taken away: its row is sent again, under the id that it had. */
const cutTornLine = async (file: string): Promise<{ readonly handle: FileHandle; readonly text: string }> => {
  const whole = await readFile(file, 'utf8').catch(() => null)
  if (whole === null) return { handle: await begin(file), text: '' }
  const text = whole.slice(0, whole.lastIndexOf('\n') + 1)
  const handle = await open(file, 'a', 0o600)
  await handle.truncate(Buffer.byteLength(text))
  return { handle, text }
}

/**
 * Opens the outcomes beside a list. `prefix` begins every delivery id of this list. Throws `file-exists` where it was
 * begun before and is not resumed, `outcomes-foreign` where it is of another list, `file-unwritable`.
 */
export const openOutcomes = async (file: string, prefix: string, isResumed: boolean): Promise<OutcomeFile> => {
  const { handle, text } = isResumed ? await cutTornLine(file) : { handle: await begin(file), text: '' }
  let asked: ReadonlyMap<number, string> = new Map()
  try {
    if (text !== '') asked = readAsked(text, prefix, file)
  } catch (error) {
    await handle.close()
    throw error
  }
  if (text === '') await writeDown(handle, `${columns.join(',')}\r\n`)
  return {
    asked,
    note: outcome => writeDown(handle, lineOf(outcome)),
    close: () => handle.close()
  }
}
