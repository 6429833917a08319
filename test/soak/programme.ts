import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { DiskFault, Life } from './sidecar.ts'
import { type Wire, wireFaults } from './wire.ts'

/** An instance that is started again whenever it ends. */
export interface Instance {
  readonly life: () => Life | null
  /** Ends it, and starts it again after a while. */
  restart(signal: 'SIGKILL' | 'SIGTERM', afterMs: number): Promise<void>
  readonly api: Wire
  readonly gateway: Wire
  isReady(): Promise<boolean>
}

/** Everything that the programme can do something to. */
export interface Ground {
  readonly instances: readonly Instance[]
  readonly platforms: readonly Wire[]
  readonly mail: Wire
  readonly database: { restart(how: 'fast' | 'crash'): Promise<void> } | null
  /** Adds a fault to the sandbox of a site. */
  breakPlatform(
    site: number,
    fault: { readonly kind: string; readonly times?: number; readonly ms?: number }
  ): Promise<void>
}

/** How often what happened; of wires and disks the ground itself keeps count. */
export type Happened = Map<string, number>

/** Faults of the platforms' own making: how often each is drawn, and how it is told to a sandbox. */
const platformFaults: readonly { readonly weight: number; readonly kind: string; readonly ms?: number }[] = [
  { weight: 4, kind: 'fail-before' },
  { weight: 4, kind: 'fail-after' },
  { weight: 4, kind: 'reset-after' },
  { weight: 3, kind: 'html-502' },
  { weight: 3, kind: 'too-many-requests' },
  { weight: 4, kind: 'slow', ms: 1500 },
  { weight: 2, kind: 'work-goes-on', ms: 2500 },
  { weight: 1, kind: 'time-out' }
]
const drawn = platformFaults.flatMap(fault => Array.from({ length: fault.weight }, () => fault))

const diskFaults: readonly DiskFault[] = ['full', 'read-only', 'failing', 'unreadable']

/** Everything that must have been met when a run is over, with how often it was: none so far. */
export const nothingMet = (hasDatabase: boolean): Happened =>
  new Map(
    [
      ...['sigkill', 'sigterm', 'clock-forward', 'clock-back'],
      ...diskFaults.map(fault => `disk-${fault}`),
      ...platformFaults.map(({ kind }) => `platform-${kind}`),
      ...['platform', 'caller', 'mail'].flatMap(where => wireFaults.map(fault => `${where}-wire-${fault}`)),
      ...(hasDatabase ? ['database-fast', 'database-crash'] : [])
    ].map(what => [what, 0])
  )
const mostAheadMs = 90_000

/** Runs the programme of a seed until it is stopped; then everything is as it should be again. */
export function startProgramme(ground: Ground, seed: Dice, happened: Happened) {
  const stopping = new AbortController()
  const { signal } = stopping
  const note = (what: string): void => void happened.set(what, (happened.get(what) ?? 0) + 1)
  const pause = (ms: number) => sleep(ms, undefined, { signal })
  const ahead = new Map<Instance, number>()

  /** Parts of the programme throw their own dice, and none waits for another. */
  async function repeat(part: string, least: number, most: number, step: (dice: Dice) => Promise<void>): Promise<void> {
    const dice = seed.for(part)
    while (!signal.aborted) {
      await pause(dice.between(least, most)).catch(() => {})
      if (!signal.aborted) await step(dice)
    }
  }

  const onWire = async (wire: Wire, dice: Dice, most: number): Promise<void> => {
    await wire.be(dice.pick(wireFaults))
    await pause(dice.between(200, most)).catch(() => {})
    await wire.be(null)
  }

  const parts = [
    repeat('process', 5000, 13_000, async dice => {
      const instance = dice.pick(ground.instances)
      const signalled = dice.fraction() < 0.8 ? 'SIGKILL' : 'SIGTERM'
      const afterMs = dice.between(0, 1500)
      note(signalled.toLowerCase())
      await instance.restart(signalled, afterMs)
    }),
    repeat('platform-wire', 1500, 4000, dice => onWire(dice.pick(ground.platforms), dice, 2000)),
    repeat('platform', 500, 2000, async dice => {
      const { kind, ms } = dice.pick(drawn)
      const times = dice.between(1, 2)
      await ground.breakPlatform(dice.between(0, ground.platforms.length - 1), { kind, times, ...(ms && { ms }) })
    }),
    repeat('callers', 1500, 4000, async dice => {
      const { api, gateway } = dice.pick(ground.instances)
      await onWire(dice.fraction() < 0.7 ? api : gateway, dice, 2000)
    }),
    repeat('mail', 5000, 12_000, dice => onWire(ground.mail, dice, 4000)),
    repeat('clock', 4000, 12_000, async dice => {
      const instance = dice.pick(ground.instances)
      const before = ahead.get(instance) ?? 0
      const step = dice.between(1000, 60_000) * (dice.fraction() < 0.5 ? -1 : 1)
      const after = Math.max(-mostAheadMs, Math.min(mostAheadMs, before + step))
      ahead.set(instance, after)
      instance.life()?.setClock(after)
      note(after > before ? 'clock-forward' : 'clock-back')
    }),
    repeat('disk', 12_000, 25_000, async dice => {
      const instance = dice.pick(ground.instances)
      const fault = dice.pick(diskFaults)
      instance.life()?.setDisk(fault)
      await pause(dice.between(500, 2500)).catch(() => {})
      instance.life()?.setDisk(null)
      // What a supervisor does: whoever is not ready any more is ended and started again.
      if (await instance.isReady()) return
      note('restart-of-unready')
      await instance.restart('SIGTERM', 0)
    }),
    ...(ground.database === null
      ? []
      : [
          repeat('database', 15_000, 30_000, async dice => {
            const how = dice.fraction() < 0.5 ? 'fast' : 'crash'
            note(`database-${how}`)
            await ground.database!.restart(how)
          })
        ])
  ]

  return {
    aheadOf: (instance: Instance) => ahead.get(instance) ?? 0,
    async stop(): Promise<void> {
      stopping.abort()
      await Promise.all(parts)
      for (const instance of ground.instances) {
        ahead.set(instance, 0)
        instance.life()?.setClock(0)
        instance.life()?.setDisk(null)
      }
    }
  }
}
