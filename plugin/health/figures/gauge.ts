import { Gauge, type Registry } from '@prometheus-io/client'

/** One figure: its name, what it says, what it is told apart by, and how it is read when somebody asks. */
export type AddGauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  read: (is: Pick<Gauge<string>, 'set'>) => Promise<void> | void
) => void

/** Gauges are read when somebody asks: nothing is remembered beside what they are read from. */
export const gaugesOf =
  (registry: Registry): AddGauge =>
  (name, help, labelNames, read) => {
    new Gauge<string>({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        this.reset()
        // Without labels a gauge is 0 until it is set: what nobody knows is left out instead.
        if (labelNames.length === 0) this.remove()
        await read(this)
      }
    })
  }

/** An instant as Prometheus has it. */
export const toSeconds = (at: string): number => Date.parse(at) / 1000

/** How many there are under each text. */
export const tally = <One>(all: Iterable<One>, keyOf: (one: One) => string | null): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const one of all) {
    const key = keyOf(one)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
