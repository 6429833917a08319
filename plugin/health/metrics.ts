import { Counter, collectDefaultMetrics, Gauge, prometheusContentType, Registry } from '@prometheus-io/client'
import { states } from '../erasure/states.ts'
import { pausedBy } from '../store/records/pause.ts'
import { listPlatforms } from '../store/records/platforms.ts'
import { countKept, requestsInside } from '../store/records/requests.ts'
import { listSources } from '../store/records/sources.ts'
import { lastCompleteLook } from '../store/records/watch-lists.ts'
import type { Store } from '../store/store.ts'

/** What stands in the evidence, as far as it is counted: codes only, by the rule of the evidence itself. */
export interface Counted {
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Figures for a monitor. */
export interface Metrics {
  /** Counts what was just committed. */
  count(happening: Counted): void
  /** Everything as it is now, in the text form of Prometheus. */
  draw(): Promise<string>
  /** The content type of that text. */
  readonly contentType: string
}

const textOf = (value: unknown): string => String(value ?? '')

const createCounters = (registry: Registry) => {
  const registers = [registry]
  const moves = new Counter({
    name: 'lethe_moves_total',
    help: 'Moves of requests, by the state they went to.',
    labelNames: ['to'],
    registers
  })
  const outcomes = new Counter({
    name: 'lethe_action_outcomes_total',
    help: 'Actions that ended, by action and outcome.',
    labelNames: ['action', 'is'],
    registers
  })
  const failures = new Counter({
    name: 'lethe_action_failures_total',
    help: 'Calls to platforms that failed, by action, failure and code.',
    labelNames: ['action', 'failure', 'code'],
    registers
  })
  const messages = new Counter({
    name: 'lethe_messages_total',
    help: 'Tries to send a message, by its kind and what became of it.',
    labelNames: ['kind', 'state'],
    registers
  })
  const counted: Readonly<Record<string, (data: Counted['data']) => void>> = {
    moved: ({ to }) => moves.inc({ to: textOf(to) }),
    outcome: ({ action, is }) => outcomes.inc({ action: textOf(action), is: textOf(is) }),
    failed: ({ action, failure, code }) =>
      failures.inc({ action: textOf(action), failure: textOf(failure), code: textOf(code) }),
    notice: ({ kind, state }) => messages.inc({ kind: textOf(kind), state: textOf(state) })
  }
  return ({ kind, data }: Counted): void => counted[kind]?.(data)
}

const toSeconds = (at: string): number => Date.parse(at) / 1000

/** Gauges are read from the store when somebody asks: nothing is remembered beside it. */
const addGauges = (registry: Registry, store: Store): void => {
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    read: (is: Gauge<string>) => Promise<void>
  ) => {
    new Gauge<string>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        this.reset()
        await read(this)
      }
    })
  }
  gauge('lethe_requests', 'Requests by state; ended ones for a day.', ['state'], async is => {
    for (const state of states) is.set({ state }, await store.count('request', { key: `state:${state}` }))
  })
  gauge('lethe_requests_kept_back', 'Requests that wait until people release them.', ['source'], async is => {
    for (const { id } of await listSources(store)) is.set({ source: id }, await countKept(store, id))
  })
  gauge(
    'lethe_section_entered_timestamp_seconds',
    'Since when a request stands in a section.',
    ['platform', 'section'],
    async is => {
      for (const { id } of await listPlatforms(store))
        for (const { body } of await requestsInside(store, id))
          if (body.section !== null) is.set({ platform: id, section: body.section.name }, toSeconds(body.section.since))
    }
  )
  gauge(
    'lethe_platform_paused',
    'Whether a person has paused a platform, or everything.',
    ['platform', 'kind'],
    async is => {
      for (const { id, body } of await listPlatforms(store))
        is.set({ platform: id, kind: body.kind }, (await pausedBy(store, body)) === null ? 0 : 1)
    }
  )
  gauge(
    'lethe_platform_problems',
    'What the registration found that stops erasures.',
    ['platform', 'code'],
    async is => {
      for (const { id, body } of await listPlatforms(store))
        for (const { code } of body.registration.problems) is.set({ platform: id, code }, 1)
    }
  )
  gauge('lethe_watch_complete_timestamp_seconds', 'The last complete look at a platform.', ['platform'], async is => {
    for (const { id } of await listPlatforms(store)) {
      const at = await lastCompleteLook(store, id)
      if (at !== null) is.set({ platform: id }, toSeconds(at))
    }
  })
  gauge('lethe_store_writable', 'Whether the store takes writes.', [], async is =>
    is.set(store.state().writable ? 1 : 0)
  )
  gauge('lethe_store_files_aside', 'Damaged or foreign files that were set aside.', [], async is =>
    is.set(store.state().aside.length)
  )
}

/** Figures of one sidecar; no label holds anything but codes and ids that Lethe made. */
export const createMetrics = (store: Store): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addGauges(registry, store)
  return { count: createCounters(registry), draw: () => registry.metrics(), contentType: prometheusContentType }
}
