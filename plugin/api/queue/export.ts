import { Readable } from 'node:stream'
import type { Line } from '../../erasure/line.ts'
import { toCsv } from '../../reports/csv.ts'
import { type Due, dueBy } from './filter.ts'

const columns = [
  'request',
  'origin',
  'platform',
  'state',
  'because',
  'received',
  'deadline',
  'days left',
  'due',
  'turn',
  'blockers',
  'extended',
  'suspended',
  'ended',
  'kept back'
]

/** How a line is written into the table. */
export interface Written {
  readonly platformName: (id: string) => string
  readonly countDays: (line: Line) => number | null
  readonly now: Date
}

const rowOf = (line: Line, { platformName, countDays }: Written, dueOf: (line: Line) => Due) => ({
  request: line.id,
  origin: line.origin,
  platform: platformName(line.platform),
  state: line.state,
  because: line.because,
  received: line.receivedAt,
  deadline: line.deadlineAt,
  'days left': countDays(line) ?? '',
  due: dueOf(line) ?? '',
  turn: line.turns.join(' '),
  blockers: line.blockers.join(' '),
  extended: line.isExtended ? 'yes' : 'no',
  suspended: line.nearAt === null ? 'yes' : 'no',
  ended: line.endedAt ?? '',
  'kept back': line.keptBack ?? ''
})

/** The lines as CSV, sent while they are written; the headings stand there also when there is nothing below them. */
export const streamCsv = (lines: AsyncIterable<readonly Line[]>, written: Written): Readable => {
  const dueOf = dueBy(written.now)
  async function* write(): AsyncGenerator<string> {
    yield toCsv({ columns, rows: [] })
    for await (const some of lines) {
      if (some.length > 0) yield toCsv({ columns, rows: some.map(line => rowOf(line, written, dueOf)) }, false)
    }
  }
  return Readable.from(write())
}
