import { readFileSync } from 'node:fs'

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2
}

/** Median, least and most of some figures, rounded to so many places. */
export function spreadOf(values: readonly number[], places = 2) {
  return {
    median: round(median(values), places),
    least: round(Math.min(...values), places),
    most: round(Math.max(...values), places)
  }
}

/** A figure of so many places. */
export const round = (value: number, places = 2): number => Number(value.toFixed(places))

/** The CPU time that a process has used, and what it has resident; null where no `/proc` tells. */
export function usageOf(pid: number): { readonly cpuMs: number; readonly rssMb: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the process may hold blanks; behind its bracket the fields are fixed.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { cpuMs: ticks * 10, rssMb: Math.round(Number(kb) / 1024) }
  } catch {
    return null
  }
}
