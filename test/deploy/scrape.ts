/** One sample of a scrape: name and labels as they stand in the text, and its value. */
export interface Sample {
  readonly series: string
  readonly name: string
  readonly value: number
}

/** What was scraped, and what time it was then by the clock of the sidecar; without text nobody answered. */
export interface Scrape {
  readonly text: string | null
  readonly atMs: number
}

const who = 'job="lethe",instance="lethe:7380"'

/** Our own figures of a scrape, with the labels that Prometheus adds to them. */
export const samplesOf = ({ text }: Scrape): readonly Sample[] => {
  const up = { series: `up{${who}}`, name: 'up', value: text === null ? 0 : 1 }
  const lines = (text ?? '').split('\n').filter(line => /^lethe_/.test(line))
  return [
    up,
    ...lines.map(line => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
      return { series: `${name}{${labels === '' ? '' : `${labels},`}${who}}`, name, value: Number(value) }
    })
  ]
}

/** From which minute on a scrape is what Prometheus sees. */
export interface Seen {
  readonly fromMinute: number
  readonly scrape: Scrape
}

/**
 * The scrapes as series of one sample a minute, as `promtool test rules` takes them. Its time begins at the epoch, so
 * instants are moved: at the last minute of its part each is as long ago as it was when it was scraped.
 */
export const seriesOf = (seen: readonly Seen[], untilMinute: number) => {
  const values = new Map<string, (number | null)[]>()
  seen.forEach(({ fromMinute, scrape }, at) => {
    const lastMinute = (seen[at + 1]?.fromMinute ?? untilMinute + 1) - 1
    for (const { series, name, value } of samplesOf(scrape)) {
      const shown = name.endsWith('_timestamp_seconds') ? value - scrape.atMs / 1000 + lastMinute * 60 : value
      const all = values.get(series) ?? Array.from({ length: untilMinute + 1 }, () => null)
      all.fill(shown, fromMinute, lastMinute + 1)
      values.set(series, all)
    }
  })
  return [...values].map(([series, all]) => ({ series, values: all.map(value => value ?? '_').join(' ') }))
}
