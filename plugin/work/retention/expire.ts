import { hourMs } from '../../durations.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { appendEntry } from '../../evidence/chain.ts'
import { createRest, type Rest } from '../../rest.ts'
import { startRounds } from '../../rounds.ts'
import { shelvedEntry } from '../../store/records/requests.ts'
import type { Document } from '../../store/store.ts'
import { StoreError } from '../../store/store-error.ts'
import { destroy, type Sealed } from '../../vault/sealing.ts'
import { shelvedRequests } from '../every-request.ts'
import type { WorkParts } from '../parts.ts'
import { fireTerms } from './kept-rows.ts'

type Parts = Pick<WorkParts, 'store' | 'clock' | 'canonicalise' | 'log'>

const sixHoursMs = 6 * hourMs

const isOver = (sealed: Sealed | null, now: string): sealed is Sealed =>
  sealed !== null && sealed.wrapped !== null && sealed.expiresAt <= now

const withoutKey = ({ clock, canonicalise }: Parts, body: ErasureRequest, over: Sealed): ErasureRequest => {
  const { sealed, tombstone } = destroy(over, clock)
  const { compartment, kek, destroyedAt: at } = tombstone
  const told = { at, kind: 'key-destroyed', actor: 'lethe', data: { compartment, kek } } as const
  return {
    ...body,
    vault: { ...body.vault, [compartment]: sealed },
    keysDestroyed: [...body.keysDestroyed, { compartment, at }],
    evidence: appendEntry(body.evidence, told, canonicalise)
  }
}

const expireRequest = async (parts: Parts, { id, body, revision }: Document<ErasureRequest>): Promise<void> => {
  const now = parts.clock.now().toISOString()
  const over = [body.vault.work, body.vault.replay, body.vault.block].filter(sealed => isOver(sealed, now))
  const fired = fireTerms(parts, body)
  if (over.length === 0 && fired === body) return
  const after = over.reduce((request, sealed) => withoutKey(parts, request, sealed), fired)
  await parts.store.put('request', id, shelvedEntry(after), { expected: revision })
}

/**
 * Destroys the keys of compartments of ended requests whose stated date has come, and lets the terms of what is kept
 * end. What somebody else changes at the same moment is left for the next round.
 */
const expireShelved = async (parts: Parts, rest: Rest): Promise<void> => {
  for await (const request of shelvedRequests(parts, rest)) {
    try {
      await expireRequest(parts, request)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      parts.log.error({ request: request.id, code: error.code }, 'a compartment could not be destroyed yet')
    }
  }
}

/** Looks through the shelves at the start and every six hours. Returns how to stop. */
export const startExpiry = (parts: Parts): (() => Promise<void>) =>
  startRounds({
    clock: parts.clock,
    everyMs: sixHoursMs,
    round: signal => expireShelved(parts, createRest(parts.clock, signal)),
    tell(error) {
      const code = error instanceof StoreError ? error.code : 'internal-fault'
      parts.log.error({ code }, 'the shelves could not be looked through')
    }
  })
