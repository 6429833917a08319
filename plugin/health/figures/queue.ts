import type { Clock } from '../../clock.ts'
import { isEnd, type State } from '../../erasure/states.ts'
import { type AddGauge, tally, toSeconds } from './gauge.ts'

/** What the queue keeps of a request in memory, as far as it is counted here. Instants ISO 8601. */
export interface QueueLine {
  readonly platform: string
  readonly state: State
  readonly deadlineAt: string
  /** When four fifths of the legal period have run; null while it is suspended. */
  readonly nearAt: string | null
  /** Why it is kept back before it was looked at, as `brake` or `dry-run`. */
  readonly keptBack: string | null
  /** Why its platform could not be asked lately. */
  readonly waiting: string | null
  /** When the oldest of its messages was written that are still to be sent. */
  readonly outboxSince: string | null
  readonly messagesWaiting: number
  readonly mailsGivenUp: number
}

const sum = (lines: readonly QueueLine[], of: (line: QueueLine) => number): number =>
  lines.reduce((total, line) => total + of(line), 0)

/** The earliest instant under each key; lines without a key or an instant are left out. */
const earliestBy = (
  lines: readonly QueueLine[],
  keyOf: (line: QueueLine) => string | null,
  instantOf: (line: QueueLine) => string | null
): ReadonlyMap<string, string> => {
  const least = new Map<string, string>()
  for (const line of lines) {
    const [key, at] = [keyOf(line), instantOf(line)]
    if (key === null || at === null) continue
    const before = least.get(key)
    if (before === undefined || at < before) least.set(key, at)
  }
  return least
}

const isRunning = ({ state, nearAt }: QueueLine): boolean => !isEnd(state) && nearAt !== null

/**
 * What is counted of every open request, from what the queue has of it in memory. `lines` answers null where that is
 * not at hand yet; then these figures are left out, so that nobody takes them for zero.
 */
export const addQueueFigures = (
  add: AddGauge,
  { lines, clock }: { lines(): Promise<readonly QueueLine[] | null>; clock: Pick<Clock, 'now'> }
): void => {
  const now = (): string => clock.now().toISOString()
  const count = (
    name: string,
    help: string,
    labels: readonly string[],
    keyOf: (line: QueueLine, at: string) => string | null
  ) =>
    add(name, help, labels, async is => {
      const at = now()
      for (const [key, value] of tally((await lines()) ?? [], line => keyOf(line, at)))
        is.set(Object.fromEntries(key.split(' ').map((text, at) => [labels[at]!, text])), value)
    })
  const total = (name: string, help: string, labels: Record<string, string>, of: (line: QueueLine) => number) =>
    add(name, help, Object.keys(labels), async is => {
      const all = await lines()
      if (all !== null) is.set(labels, sum(all, of))
    })

  count(
    'lethe_requests_due',
    'Open requests whose legal period is over, or is over to four fifths.',
    ['platform', 'due'],
    (line, at) => {
      if (!isRunning(line)) return null
      if (line.deadlineAt < at) return `${line.platform} overdue`
      return line.nearAt! <= at ? `${line.platform} near` : null
    }
  )
  add(
    'lethe_earliest_deadline_timestamp_seconds',
    'When the first legal period of an open request ends; less the present: the time that is left.',
    ['platform'],
    async is => {
      const platformOf = (line: QueueLine) => (isRunning(line) ? line.platform : null)
      for (const [platform, at] of earliestBy((await lines()) ?? [], platformOf, ({ deadlineAt }) => deadlineAt))
        is.set({ platform }, toSeconds(at))
    }
  )
  count('lethe_requests_braked', 'Requests kept back before they were looked at, and why.', ['because'], line =>
    isEnd(line.state) ? null : line.keptBack
  )
  count(
    'lethe_requests_waiting_for_platform',
    'Open requests that wait because their platform could not be asked, and the code of why.',
    ['platform', 'code'],
    ({ platform, waiting }) => (waiting === null ? null : `${platform} ${waiting}`)
  )
  total('lethe_outbox_messages', 'Messages that are still to be sent.', {}, line => line.messagesWaiting)
  total('lethe_outbox_given_up', 'Mails that nobody could send.', {}, line => line.mailsGivenUp)
  add(
    'lethe_outbox_oldest_timestamp_seconds',
    'When the oldest message was written that is still to be sent; absent while there is none.',
    [],
    async is => {
      for (const at of earliestBy(
        (await lines()) ?? [],
        () => '',
        ({ outboxSince }) => outboxSince
      ).values())
        is.set(toSeconds(at))
    }
  )
}
