import type { ErasureRequest } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { type Drawing, drawCertificate as draw } from '../evidence/draw.ts'
import type { Document } from '../store/store.ts'
import type { Keys } from '../vault/keys.ts'
import type { Sealed } from '../vault/sealing.ts'
import type { WorkParts } from './parts.ts'

const keysOf = ({ vault }: ErasureRequest, keys: Keys): Drawing['keys'] =>
  [vault.work, vault.replay, vault.block]
    .filter((sealed): sealed is Sealed => sealed !== null)
    .map(({ compartment, kek, expiresAt }) => ({
      compartment,
      kek,
      expiresAt,
      copiesUnreadableFrom: keys.retiredAt(kek)
    }))

/**
 * Draws the certificate of a request from its chain, signed, as canonical text; null before the end. Drawn anew each
 * time: when a key dies later, a later certificate says so.
 */
export const drawCertificate = (
  { keys, clock, canonicalise }: Pick<WorkParts, 'keys' | 'clock' | 'canonicalise'>,
  { body }: Document<ErasureRequest>
): string | null => {
  if (!isEnd(body.state)) return null
  const drawing: Drawing = {
    chain: body.evidence,
    retained: body.retained.map(({ ground, ...row }) => ({
      ...row,
      article: ground?.article ?? null,
      letter: ground?.letter ?? null,
      startsAt: null,
      endsAt: null
    })),
    keys: keysOf(body, keys),
    drawnAt: clock.now().toISOString()
  }
  return draw(drawing, keys.certificate, canonicalise)
}
