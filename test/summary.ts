/** How many assertions ended how, by the closing line of a TAP stream. */
export interface Totals {
  readonly passed: number
  readonly failed: number
  /** Skipped and to do: never allowed to count as passed. */
  readonly left: number
}

/** Reads tap's closing line, `# { total: 6, pass: 4, fail: 1, skip: 1 }`; null for every other line. */
export function readTotals(line: string): Totals | null {
  if (!/^# \{ total: \d+.*\}$/.test(line)) return null
  const count = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(line)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail'), left: count('skip') + count('todo') }
}

/** Shortens a TAP stream for people: one line a file, and of a file that failed everything that did not pass. */
export function createShortener(): (line: string) => string[] {
  let block: string[] = []
  return line => {
    if (/^( |$|# Subtest|TAP version|1\.\.)/.test(line)) {
      if (!/^ *(ok \d|$)/.test(line)) block.push(line)
      return []
    }
    const shown = line.startsWith('not ok') ? [...block, line] : [line]
    block = []
    return shown
  }
}

/** The last line of every run. */
export function printTotals({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`
}
