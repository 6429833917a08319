import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instance } from './programme.ts'
import { type Given, type Life, startLife } from './sidecar.ts'
import { openWire } from './wire.ts'

/** An instance behind its wires, and what is known of its lives. */
export interface KeptInstance extends Instance {
  /** Lives that ended by SIGTERM, each with the exit code. */
  readonly exits: readonly (number | string)[]
  /** Lives that ended although nobody ended them: none may. */
  readonly crashes: () => number
  /** Starts that came to nothing and were tried again: the database was away, the disk refused. */
  readonly failedStarts: () => number
  /** The most memory that any of its lives held, in MiB, and what the present one holds. */
  readonly mostMemory: () => number
  readonly memoryNow: () => number
  /** Of it what is alive in the heap. */
  liveHeap(): Promise<number>
  close(): Promise<void>
}

const memoryOf = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Starts an instance, and again whenever it ends. `aheadOf`: how far ahead its clock is at a start. */
export async function keepInstance(given: Omit<Given, 'aheadMs'>, aheadOf: (it: Instance) => number) {
  const [api, gateway] = [await openWire(), await openWire()]
  const exits: (number | string)[] = []
  let life: Life | null = null
  let isClosing = false
  let failedStarts = 0
  let crashes = 0
  let mostMemory = 0
  let last: Promise<void> = Promise.resolve()
  const meter = setInterval(() => {
    if (life !== null) mostMemory = Math.max(mostMemory, memoryOf(life.pid))
  }, 500).unref()

  async function start(): Promise<void> {
    for (let tries = 0; !isClosing; tries += 1) {
      try {
        const next = await startLife({ ...given, aheadMs: aheadOf(instance) })
        api.lead(next.api)
        gateway.lead(next.gateway)
        life = next
        void next.ended.then(() => {
          // Whoever ends it takes it away first.
          if (life !== next) return
          crashes += 1
          life = null
          last = last.then(start)
        })
        return
      } catch (error) {
        if (tries > 20) throw error
        failedStarts += 1
        await sleep(500)
      }
    }
  }

  const instance: KeptInstance = {
    api,
    gateway,
    exits,
    life: () => life,
    crashes: () => crashes,
    failedStarts: () => failedStarts,
    mostMemory: () => Math.round(mostMemory),
    memoryNow: () => (life === null ? 0 : Math.round(memoryOf(life.pid))),
    liveHeap: async () => Math.round((await life?.liveHeap()) ?? 0),
    async isReady() {
      if (life === null) return true
      const answer = await fetch(`http://127.0.0.1:${life.api}/health/ready`).catch(() => null)
      return answer === null || answer.ok
    },
    restart(signal, afterMs) {
      // One ending at a time: another that comes meanwhile waits, and ends the next life.
      last = last.then(async () => {
        const ending = life
        if (ending === null || isClosing) return
        life = null
        const code = await ending.end(signal)
        if (signal === 'SIGTERM') exits.push(code)
        await sleep(afterMs)
        await start()
      })
      return last
    },
    async close() {
      isClosing = true
      await last.catch(() => {})
      const ending = life
      life = null
      if (ending !== null) exits.push(await ending.end('SIGTERM'))
      clearInterval(meter)
      await Promise.all([api.close(), gateway.close()])
    }
  }
  await start()
  return instance
}
