import type { Part } from './play.ts'

/** Shows how each request goes its way. */
export interface Board {
  /** Draws what changed since the last time. */
  show(parts: readonly Part[]): void
}

/** Where a board is drawn. */
export interface Screen {
  readonly isTTY?: boolean
  readonly rows?: number
  write(text: string): unknown
}

/** Where it goes on only when a person does something. */
const waits = ['blocked', 'awaiting-approval', 'stalled']

/** How far along the way each state lies, of six steps. */
const steps: Readonly<Record<string, number>> = {
  accepted: 1,
  checking: 2,
  blocked: 2,
  'awaiting-approval': 2,
  'cooling-off': 3,
  erasing: 4,
  stalled: 4,
  confirming: 5
}

const last = 6

const stateOf = ({ person, summaries }: Part): string => {
  if (person.demands.length === 0) return 'nobody asked'
  return summaries.map(({ state }) => state).join(' + ') || 'sent'
}

const stepOf = ({ person, summaries }: Part): number => {
  if (person.demands.length === 0) return last
  const furthest = summaries.map(({ state }) => steps[state] ?? last)
  return furthest.length === 0 ? 0 : Math.min(...furthest)
}

/** Rows that are drawn anew on a terminal that is high enough, one line for each change otherwise. */
export function createBoard(screen: Screen, people: number, isColoured: boolean): Board {
  const isLive = screen.isTTY === true && (screen.rows ?? 0) > people + 4
  const dim = (text: string) => (isColoured ? `\u001b[2m${text}\u001b[22m` : text)
  const drawn = new Map<string, string>()
  let height = 0

  const bar = (part: Part) => `${'■'.repeat(stepOf(part))}${dim('·'.repeat(last - stepOf(part)))}`

  function showLive(parts: readonly Part[]) {
    const done = parts.filter(part => stepOf(part) === last).length
    const waiting = parts.filter(({ summaries }) => summaries.some(({ state }) => waits.includes(state))).length
    const width = Math.round((done / parts.length) * 30)
    const rows = parts.map(part => `${bar(part)} ${part.person.id.padEnd(22)} ${stateOf(part)}`)
    rows.push(
      `[${'#'.repeat(width)}${dim('-'.repeat(30 - width))}] ${done} of ${parts.length} ended, ${waiting} wait for a person`
    )
    const up = height === 0 ? '' : `\u001b[${height}A`
    screen.write(`${up}${rows.map(row => `\u001b[2K${row}\n`).join('')}`)
    height = rows.length
  }

  function showLines(parts: readonly Part[]) {
    for (const part of parts) {
      const now = stateOf(part)
      if (drawn.get(part.person.id) === now) continue
      drawn.set(part.person.id, now)
      screen.write(`${bar(part)} ${part.person.id.padEnd(22)} ${now}\n`)
    }
  }

  return { show: isLive ? showLive : showLines }
}
