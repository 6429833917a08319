/** What is promised of a figure. */
interface Bar {
  readonly figure: string
  readonly least?: number
  readonly most?: number
  readonly why: string
}

const bars: readonly Bar[] = [
  { figure: 'efficiency4', least: 0.8, why: 'four instances against four times one' },
  { figure: 'cpuPercent', most: 60, why: 'of all processors: above it the machine is measured, not the instances' },
  { figure: 'startMs', most: 5000, why: 'with so many requests open, after an orderly stop' },
  { figure: 'rssMb', most: 350, why: 'resident, after pages and figures were drawn' },
  { figure: 'queuePageMs', most: 100, why: 'median' },
  { figure: 'queuePageFilteredMs', most: 100, why: 'median' },
  { figure: 'idleCpuPercent', most: 1, why: 'of one processor, while nothing is due' }
]

/** How a run stands against what is promised; a figure that was not measured is left out. */
export const judge = (
  figures: Readonly<Record<string, number>>
): readonly { readonly says: string; readonly isMet: boolean }[] =>
  bars.flatMap(({ figure, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY, why }) => {
    const value = figures[figure]
    if (value === undefined) return []
    const bar = Number.isFinite(least) ? `at least ${least}` : `at most ${most}`
    return [{ says: `${figure} ${value}, ${bar} (${why})`, isMet: value >= least && value <= most }]
  })
