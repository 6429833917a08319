import { keptTerms } from '../erasure/kept-rows.ts'
import { type ErasureRequest, endedBefore } from '../erasure/request.ts'
import { isEnd } from '../erasure/states.ts'
import { Problem } from '../errors.ts'
import type { NamedAnchor } from '../evidence/certificate.ts'
import { type Drawing, drawCertificate as draw } from '../evidence/draw.ts'
import { hashEntry } from '../evidence/entry.ts'
import { anchoredPlacesOf } from '../store/records/anchors.ts'
import type { Document } from '../store/store.ts'
import type { Keys } from '../vault/keys.ts'
import type { Sealed } from '../vault/sealing.ts'
import type { WorkParts } from './parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'canonicalise'>

const keysOf = ({ vault }: ErasureRequest, keys: Keys): Drawing['keys'] =>
  [vault.work, vault.replay, vault.block]
    .filter((sealed): sealed is Sealed => sealed !== null)
    .map(({ compartment, kek, expiresAt }) => ({
      compartment,
      kek,
      expiresAt,
      copiesUnreadableFrom: keys.retiredAt(kek)
    }))

/** The batches that name the chain. Nothing is signed over a chain that is not the one they name. */
const anchorsOf = async ({ store, canonicalise }: Parts, id: string, { evidence }: ErasureRequest) => {
  const places = await anchoredPlacesOf(store, id)
  return places.map(({ n, head, anchor }): NamedAnchor => {
    const entry = evidence[n - 1]
    if (entry === undefined || hashEntry(entry, canonicalise) !== head) throw new Problem('evidence-altered')
    return { ...anchor, n }
  })
}

/**
 * Draws the certificate of a request from its chain, signed, as canonical text; null before the end. Drawn anew each
 * time: when a key dies later, or a batch is drawn later, a later certificate says so. Throws `evidence-altered`,
 * `certificate-drawn-before`.
 */
export const drawCertificate = async (parts: Parts, { id, body }: Document<ErasureRequest>): Promise<string | null> => {
  if (!isEnd(body.state)) return null
  // The chain of what was done is lost with the data that was restored: the certificate drawn then is the one.
  if (body.because === endedBefore) throw new Problem('certificate-drawn-before')
  const { keys, clock, canonicalise } = parts
  const terms = keptTerms(body)
  const drawing: Drawing = {
    chain: body.evidence,
    retained: body.retained.map(({ ground, keepMs: _, ...row }) => ({
      ...row,
      article: ground?.article ?? null,
      letter: ground?.letter ?? null,
      startsAt: terms.find(term => term.row === row.id)?.startsAt ?? null,
      endsAt: terms.find(term => term.row === row.id)?.endsAt ?? null
    })),
    keys: keysOf(body, keys),
    anchors: await anchorsOf(parts, id, body),
    recipients: (body.posts ?? []).flatMap(({ recipient }) => (recipient === undefined ? [] : [recipient])),
    drawnAt: clock.now().toISOString()
  }
  return draw(drawing, keys.certificate, canonicalise)
}
