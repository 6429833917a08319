/** How a call can go wrong on demand. */
export type FaultKind =
  /** Never answers and does nothing. */
  | 'time-out'
  /** Takes the call and does the work `ms` later (or at `finishWork`); answers only if the caller still waits. */
  | 'work-goes-on'
  /** The socket is destroyed; nothing was done. */
  | 'reset'
  /** The socket is destroyed; the work was done. */
  | 'reset-after'
  | 'too-many-requests'
  /** 500 having done nothing. */
  | 'fail-before'
  /** 500 after having done the work. */
  | 'fail-after'
  /** The work is done at once, the answer comes `ms` later. */
  | 'slow'
  /** 200 with broken JSON, after the work. */
  | 'malformed'
  /** A proxy's HTML page with 502; nothing was done. */
  | 'html-502'

/** One thing that will go wrong. */
export interface Fault {
  /** Name of a route, or `*` for all. */
  readonly route: string
  readonly kind: FaultKind
  /** How often; once unless said. */
  readonly times?: number
  readonly ms?: number
  readonly retryAfterS?: number
}

/** What will go wrong, and work that its callers no longer wait for. */
export interface Faults {
  add(fault: Fault): void
  /** The fault that hits this call, consumed; faults are taken in the order in which they were added. */
  take(route: string): Fault | null
  /** Faults not yet consumed, oldest first. */
  list(): readonly Fault[]
  clear(): void
  /** Registers work that goes on after its caller has gone. */
  defer(work: () => Promise<void>, ms: number | undefined): void
  /** Does all deferred work now and waits for it. */
  finishWork(): Promise<void>
}

const kinds: readonly string[] = [
  'time-out',
  'work-goes-on',
  'reset',
  'reset-after',
  'too-many-requests',
  'fail-before',
  'fail-after',
  'slow',
  'malformed',
  'html-502'
] satisfies FaultKind[]

/** An empty list of faults. */
export function createFaults(): Faults {
  const faults: { fault: Fault; left: number }[] = []
  const deferred = new Set<{ run(): Promise<void>; timer: NodeJS.Timeout | undefined }>()
  return {
    add(fault) {
      faults.push({ fault, left: fault.times ?? 1 })
    },
    take(route) {
      const index = faults.findIndex(({ fault }) => fault.route === '*' || fault.route === route)
      const hit = faults[index]
      if (hit === undefined) return null
      hit.left -= 1
      if (hit.left <= 0) faults.splice(index, 1)
      return hit.fault
    },
    list: () => faults.map(({ fault, left }) => ({ ...fault, times: left })),
    clear() {
      faults.length = 0
    },
    defer(work, ms) {
      const entry = {
        async run() {
          clearTimeout(entry.timer)
          if (deferred.delete(entry)) await work()
        },
        timer: undefined as NodeJS.Timeout | undefined
      }
      deferred.add(entry)
      // Unreferenced: work that is still to be done must not keep the process of a test alive.
      if (ms !== undefined) entry.timer = setTimeout(() => void entry.run(), ms).unref()
    },
    async finishWork() {
      for (const entry of [...deferred]) await entry.run()
    }
  }
}

/** Whether a value from outside is a fault; the control interface refuses anything else. */
export function isFault(value: unknown): value is Fault {
  if (typeof value !== 'object' || value === null) return false
  const { route, kind } = value as { route?: unknown; kind?: unknown }
  return typeof route === 'string' && typeof kind === 'string' && kinds.includes(kind)
}
