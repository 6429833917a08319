import type { SlotShare } from '../contract.ts'
import type { Lane, LaneOptions } from './lane.ts'

/** What a shared lane needs of the world; how many slots there are in all is the share's to know. */
export interface SharedLaneOptions extends Omit<LaneOptions, 'slots'> {
  readonly share: SlotShare
}

/** A lane that gives its slots back when it is closed. */
export interface SharedLane extends Lane {
  close(): Promise<void>
}

/** How often a share is looked at anew while it is used, and while nothing of it is to be had. */
const roundMs = 250
const hungryMs = 50

/**
 * A lane for one base address that is called from several processes; first come, first served among the calls of this
 * one. Its share is asked for in rounds, not for each call: a call costs nothing as long as there is room in it. Where
 * nobody answers, nothing starts any more once the share has run out.
 */
export function createSharedLane({ paceMs, now, sleep, share }: SharedLaneOptions): SharedLane {
  const waiting: (() => void)[] = []
  let running = 0
  let slots = 0
  let untilMs = 0
  /** What was last asked for. */
  let asked = 0
  let rounds: Promise<void> | null = null
  let bell = Promise.withResolvers<void>()
  let isClosing = false
  let isOver = false

  const begin = () => {
    while (waiting.length > 0 && running < slots && now().getTime() < untilMs) {
      running += 1
      waiting.shift()!()
    }
  }

  const ask = async () => {
    const before = slots
    // What runs now is what is told: until the answer nothing is added to it.
    slots = Math.min(slots, running)
    asked = running + waiting.length
    try {
      ;({ slots, untilMs } = await share.take(running, asked))
    } catch {
      slots = before
      // Nobody can be told any more: the share runs out by itself.
      if (isClosing) isOver = true
    }
    begin()
  }

  const pause = async (ms: number) => {
    const over = new AbortController()
    await Promise.race([sleep(ms, over.signal).catch(() => {}), bell.promise])
    over.abort()
    bell = Promise.withResolvers()
  }

  const keepAsking = async () => {
    do {
      await ask()
      // All that was asked for was given, and meanwhile there is more to ask for.
      if (waiting.length > 0 && slots >= asked) continue
      if (asked > 0) await pause(slots === 0 ? hungryMs : roundMs)
    } while ((asked > 0 || waiting.length > 0) && !isOver)
    rounds = null
  }

  const wake = () => {
    rounds ??= keepAsking()
    bell.resolve()
  }

  const leave = () => {
    const isTooMuch = running > slots
    running -= 1
    begin()
    // Others wait for what was too much here.
    if (isTooMuch || isClosing) wake()
  }

  const takeSlot = async (signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = () => {
      waiting.splice(waiting.indexOf(enter), 1)
      reject(signal.reason)
    }
    const enter = () => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }
    waiting.push(enter)
    signal.addEventListener('abort', giveUp, { once: true })
    begin()
    // Where all that was asked for was given there may be more.
    if (rounds === null || (waiting.length > 0 && slots >= asked)) wake()
    await promise
  }

  return {
    async enter(signal) {
      signal.throwIfAborted()
      await takeSlot(signal)
      try {
        const waitMs = paceMs > 0 ? (await share.nextStart(paceMs)) - now().getTime() : 0
        if (waitMs > 0) await sleep(waitMs, signal)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
    async close() {
      isClosing = true
      bell.resolve()
      await rounds
    }
  }
}
