import { hourMs } from '../../durations.ts'
import { createRest, type Rest } from '../../rest.ts'
import { startRounds } from '../../rounds.ts'
import type { AnchorBody } from '../../store/records/anchors.ts'
import { StoreError } from '../../store/store-error.ts'
import { everyRequest } from '../every-request.ts'
import { type AnchoredSoFar, type AnchoringParts, drawBatch, readAnchored } from './draw-batch.ts'

const batchEveryMs = 6 * hourMs
/** So many changed chains do not wait for that. */
const mostWaiting = 500
/** They wait while more keep changing: whoever brings them comes first. So long without a change is quiet; after so many looks it is drawn anyway. */
const quietMs = 1000
const mostLooks = 60

/** Who draws batches by itself: the only process, the instance that leads, or one that draws when it is asked to. */
export type AnchoredBy = 'one-process' | 'leader' | 'nobody-here'

/** The running batches. */
export interface Anchoring {
  /** Draws a batch at once; null when no chain has changed since the last one. */
  anchorNow(): Promise<AnchorBody | null>
  stop(): Promise<void>
}

const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : 'internal-fault')

/**
 * Puts the heads of changed chains in a signed batch every six hours, or, once 500 have changed, as soon as nothing has for
 * a second, a minute later at the latest. With the first batch
 * that is due by time, or that somebody asks for, every chain is looked at, else those that the store says have changed:
 * a million chains are not read because five hundred have come.
 */
export const startAnchoring = (parts: AnchoringParts, by: AnchoredBy = 'one-process'): Anchoring => {
  const { store, clock, log } = parts
  const changed = new Set<string>()
  let so: AnchoredSoFar | null = null
  let isWholeKnown = false
  let underWay: Promise<unknown> = Promise.resolve()
  const stopping = new AbortController()
  let asking = 0
  let changes = 0
  let isAwaitingQuiet = false

  /** Looks at every chain. Whoever is not told of changes meanwhile takes it back. */
  const findGrown = async ({ chains }: AnchoredSoFar, rest: Rest): Promise<void> => {
    isWholeKnown = true
    try {
      for await (const { id, body } of everyRequest(parts, rest))
        if (chains.get(id)?.n !== body.evidence.length) changed.add(id)
    } catch (error) {
      isWholeKnown = false
      throw error
    }
  }

  const draw = async (isWhole: boolean, rest: Rest): Promise<AnchorBody | null> => {
    so ??= await readAnchored(parts)
    const known = so
    if (isWhole && !isWholeKnown) await findGrown(known, rest)
    const requests = [...changed]
    changed.clear()
    try {
      return await drawBatch(parts, known, requests, rest)
    } catch (error) {
      for (const request of requests) changed.add(request)
      throw error
    }
  }

  /** Another instance may have drawn the last batch: what is anchored is read anew, and nobody draws meanwhile. */
  const drawAlone = (isWhole: boolean, rest: Rest): Promise<AnchorBody | null> =>
    by === 'one-process'
      ? draw(isWhole, rest)
      : store.exclusive('anchoring', () => {
          so = null
          return draw(isWhole, rest)
        })

  /** Several instances wait for whoever draws, at one lock. */
  const isAwaited = () => asking > 0 || by !== 'one-process'

  const anchor = (isWhole: boolean): Promise<AnchorBody | null> => {
    const drawn = underWay.then(() => drawAlone(isWhole, createRest(clock, stopping.signal, isAwaited)))
    underWay = drawn.catch(() => {})
    return drawn
  }
  /** Whoever asks for a batch waits for those before it, too. */
  const anchorNow = (): Promise<AnchorBody | null> => {
    asking += 1
    return anchor(true).finally(() => {
      asking -= 1
    })
  }

  const tell = (error: unknown): void =>
    log.error({ code: codeOf(error) }, 'the heads of the chains could not be anchored')

  const awaitQuiet = async (): Promise<void> => {
    for (let looks = 0, before = -1; looks < mostLooks && before !== changes; looks += 1) {
      before = changes
      await clock.sleep(quietMs, stopping.signal)
    }
  }

  const anchorOnceQuiet = async (): Promise<void> => {
    isAwaitingQuiet = true
    try {
      await awaitQuiet()
      await anchor(false)
    } catch (error) {
      if (!stopping.signal.aborted) tell(error)
    } finally {
      isAwaitingQuiet = false
    }
  }

  const unlisten = store.onChange((kind, id) => {
    if (kind !== 'request' || by === 'nobody-here') return
    changes += 1
    // For a while nobody was told what changed: every chain is looked at again.
    if (id === null) {
      so = null
      isWholeKnown = false
    } else changed.add(id)
    if (changed.size >= mostWaiting && !isAwaitingQuiet) void anchorOnceQuiet()
  })
  const every = { clock, everyMs: batchEveryMs, firstAfterMs: batchEveryMs, round: () => anchor(true), tell }
  const stopRounds = by === 'nobody-here' ? async () => {} : startRounds(every)

  return {
    anchorNow,
    async stop() {
      unlisten()
      stopping.abort()
      await stopRounds()
      await underWay
    }
  }
}
