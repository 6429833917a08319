import type { components } from '../../../openapi/types/lethe.ts'
import type { Incoming, SaidDemand } from '../../erasure/incoming.ts'
import { Problem } from '../../errors.ts'
import { readInstant } from '../../instant.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import { type ReadMandate, readMandate } from '../../store/records/mandates.ts'
import { lookForPlatform } from '../../store/records/platforms/platforms.ts'
import type { Document, Store } from '../../store/store.ts'

type Schemas = components['schemas']
type Demanded = Schemas['AccountDeletionRequested']

/** A validated delivery. */
export type Envelope =
  | Demanded
  | Schemas['AccountDeletionWithdrawn']
  | Schemas['AccountPurged']
  | Schemas['PlatformRestored']

/** What the sender says of the demand; a source with a standing mandate needs none of its own. */
const demandOf = ({ data }: Demanded, { body }: Document<SourceBody>, given: ReadMandate | null): SaidDemand => {
  const origin = data.origin ?? 'self'
  if (!body.origins.includes(origin)) throw new Problem('origin-not-allowed')
  const standing =
    body.standingMandate && origin !== 'self'
      ? ({ kind: 'standing-rule', expiresAt: null, standing: true } as const)
      : null
  const { proof } = data
  return {
    origin,
    ground: { article: data.ground.article, letter: data.ground.letter ?? null },
    saidAt: readInstant(data.receivedAt),
    proof: proof === undefined ? null : { kind: proof.kind, at: readInstant(proof.at) },
    mandate: given?.mandate ?? standing,
    acknowledged: data.acknowledged,
    copy: data.copy ?? 'not-said'
  }
}

const notesOf = (envelope: Envelope): Incoming['notes'] => {
  if (envelope.type === 'account.deletion.withdrawn')
    return envelope.data.note === undefined ? [] : [{ about: 'withdrawal', text: envelope.data.note }]
  if (envelope.type !== 'account.deletion.requested') return []
  const { note } = envelope.data
  return note === undefined ? [] : [{ about: 'demand', text: note }]
}

const instantsOf = (envelope: Envelope): Incoming['instants'] => {
  if (envelope.type === 'account.purged') return { purgedAt: readInstant(envelope.data.purgedAt) }
  if (envelope.type !== 'platform.restored') return {}
  return { snapshotAt: readInstant(envelope.data.snapshotAt), restoredAt: readInstant(envelope.data.restoredAt) }
}

const identifiersOf = (envelope: Envelope): Incoming['identifiers'] => {
  if (envelope.type === 'platform.restored') return []
  const { identifiers } = envelope.data.subject
  const kinds = new Set(identifiers.map(({ kind }) => kind))
  if (kinds.size < 2 || kinds.size < identifiers.length) throw new Problem('identifiers-too-few')
  return identifiers
}

/**
 * What a delivery asks for, held against what its source may. Throws `type-not-allowed`, `platform-not-allowed` (also
 * for a platform that is not there: a source learns of none but its own), `origin-not-allowed`, `identifiers-too-few`, and what `readMandate`
 * throws.
 */
export const incomingOf = async (
  store: Store,
  source: Document<SourceBody>,
  envelope: Envelope,
  deliveryKey: string
): Promise<Incoming> => {
  if (!source.body.types.includes(envelope.type)) throw new Problem('type-not-allowed')
  const platform = await lookForPlatform(store, envelope.data.platform)
  if (platform === null || !source.body.platforms.includes(platform.id)) throw new Problem('platform-not-allowed')
  const isDemand = envelope.type === 'account.deletion.requested'
  const given = isDemand && envelope.data.mandate !== undefined ? readMandate(envelope.data.mandate) : null
  return {
    type: envelope.type,
    by: source.id,
    deliveryKey,
    platform: platform.id,
    identifiers: identifiersOf(envelope),
    demand: isDemand ? demandOf(envelope, source, given) : null,
    ...(given === null ? {} : { mandate: given.details }),
    notes: notesOf(envelope),
    instants: instantsOf(envelope)
  }
}
