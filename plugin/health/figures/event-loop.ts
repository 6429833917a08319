import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Registry } from '@prometheus-io/client'
import type { AddGauge } from './gauge.ts'

/** How often somebody looks whether the event loop turns: the process wakes as often. */
export const beatMs = 1_000

const readings = {
  min: 'The least',
  max: 'The greatest',
  mean: 'The mean of',
  stddev: 'The standard deviation of',
  p50: 'The median of',
  p90: 'The 90th percentile of',
  p99: 'The 99th percentile of'
} as const

/** Nanoseconds between two beats, of all since they were reset; NaN where there was none. */
export interface Beats {
  readonly min: number
  readonly max: number
  readonly mean: number
  readonly stddev: number
  percentile(percentile: number): number
  reset(): void
}

const readingOf = (beats: Beats, reading: keyof typeof readings): number =>
  reading === 'p50' || reading === 'p90' || reading === 'p99'
    ? beats.percentile(Number(reading.slice(1)))
    : beats[reading]

const watchBeats = (): Beats => {
  const beats = monitorEventLoopDelay({ resolution: beatMs })
  beats.enable()
  return beats
}

/**
 * How late the event loop was for a beat a second, since the last scrape: seconds, under the names that the default
 * figures have for it (`nodejs_eventloop_lag_max_seconds` and its like), which wake an idle process a hundred times a
 * second. Where there was no beat in between, as when two monitors scrape at the same time, it is what the scrape before
 * was told; nothing before the first beat. To be added after the default figures, which it replaces.
 */
export const addEventLoopFigures = (registry: Registry, add: AddGauge, beats: Beats = watchBeats()): void => {
  const last = Object.keys(readings).at(-1)
  for (const [reading, says] of Object.entries(readings) as [keyof typeof readings, string][]) {
    const name = `nodejs_eventloop_lag_${reading}_seconds`
    let told: number | null = null
    registry.removeSingleMetric(name)
    add(name, `${says} lateness of the event loop for a beat a second, since the last scrape.`, [], is => {
      const betweenNs = readingOf(beats, reading)
      // The pause between two beats is no lateness; the deviation has none in it.
      const lateMs = betweenNs / 1e6 - (reading === 'stddev' ? 0 : beatMs)
      if (beats.max > 0 && Number.isFinite(lateMs)) told = Math.max(0, lateMs) / 1000
      if (told !== null) is.set(told)
      if (reading === last) beats.reset()
    })
  }
}
