import { collectDefaultMetrics, prometheusContentType, Registry } from '@prometheus-io/client'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { type Counted, createCounters } from './figures/counters.ts'
import { addEventLoopFigures } from './figures/event-loop.ts'
import { gaugesOf } from './figures/gauge.ts'
import { addPlatformFigures, type Trouble } from './figures/platforms.ts'
import { addQueueFigures, type QueueLine } from './figures/queue.ts'
import { addStoreFigures } from './figures/store.ts'

/** Figures for a monitor. */
export interface Metrics {
  /** Counts what was just committed. */
  count(happening: Counted): void
  /** Adds what is read when somebody asks; once. */
  observe(sights: Sights): void
  /** Everything as it is now, in the text form of Prometheus. */
  draw(): Promise<string>
  /** The content type of that text. */
  readonly contentType: string
}

/** Where figures are read. */
export interface Sights {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly version: string
  /** The lines of the queue; null where they are not at hand yet. */
  lines(): Promise<readonly QueueLine[] | null>
  /** Why a platform could not be looked at lately; null: it could. */
  troubleOf(platform: string): Promise<Trouble | null>
  /** Whether the engine of several instances brings what is due; null: there is one process, which needs none. */
  isRung(): boolean | null
  /** Codes of what keeps the sidecar from taking work. */
  readiness(): Promise<readonly string[]>
}

/** Figures of one sidecar; no label holds anything but codes and ids that Lethe made. */
export const createMetrics = (): Metrics => {
  const registry = new Registry()
  const add = gaugesOf(registry)
  // Its own clock that watches the event loop is as slow as it can be: see addEventLoopFigures.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 2 ** 31 - 1 })
  addEventLoopFigures(registry, add)
  let atHand: ReturnType<Sights['lines']> | null = null
  return {
    count: createCounters(registry),
    observe(sights) {
      add('lethe_build_info', 'The version that runs.', ['version'], is => is.set({ version: sights.version }, 1))
      add('lethe_ready', 'Whether the sidecar takes work.', [], async is =>
        is.set((await sights.readiness()).length === 0 ? 1 : 0)
      )
      add(
        'lethe_bell_up',
        'Whether the job engine on PostgreSQL rings; absent where one process needs none.',
        [],
        is => {
          const isRung = sights.isRung()
          if (isRung !== null) is.set(isRung ? 1 : 0)
        }
      )
      addStoreFigures(add, sights)
      addPlatformFigures(add, sights)
      // Once for all figures of a drawing.
      const lines = () => {
        atHand ??= sights.lines()
        return atHand
      }
      addQueueFigures(add, { clock: sights.clock, lines })
    },
    draw() {
      atHand = null
      return registry.metrics()
    },
    contentType: prometheusContentType
  }
}
