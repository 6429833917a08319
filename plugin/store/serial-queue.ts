/** Runs one thing at a time per key, in the order of the calls. */
export interface SerialQueue {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Whether nothing runs or waits under a key. */
  isIdle(key: string): boolean
  /** Resolves once nothing runs or waits. */
  drain(): Promise<void>
}

/** A queue with nothing in it. A failure is the caller's alone; the next one runs. */
export function createSerialQueue(): SerialQueue {
  const last = new Map<string, Promise<void>>()

  return {
    run(key, work) {
      const result = (last.get(key) ?? Promise.resolve()).then(work)
      const settled: Promise<void> = result.then(forget, forget)
      last.set(key, settled)
      return result

      function forget(): void {
        if (last.get(key) === settled) last.delete(key)
      }
    },
    isIdle: key => !last.has(key),
    async drain() {
      while (last.size > 0) await Promise.all(last.values())
    }
  }
}
