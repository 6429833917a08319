import type { components } from '../../openapi/types/lethe.ts'
import type { Origin } from '../erasure/demand/demand.ts'
import type { Incoming } from '../erasure/incoming.ts'
import { Problem } from '../errors.ts'
import { readInstant } from '../instant.ts'
import type { PersonBody } from '../store/records/bodies.ts'
import { readMandate } from '../store/records/mandates.ts'
import type { Document } from '../store/store.ts'

type DemandData = components['schemas']['DemandData']

// A person at a desk is never the subject, and nothing begins in a platform because somebody says so here.
const originsOf = (person: PersonBody): readonly Origin[] =>
  person.roles.includes('administrator') ? ['on-behalf', 'identity-manager', 'lifecycle'] : ['on-behalf']

/** The demand of a named person. Throws `origin-not-allowed`, `identifiers-too-few`, and what `readMandate` throws. */
export const incomingOf = (data: DemandData, person: Document<PersonBody>, platform: string): Incoming => {
  const origin = data.origin ?? 'on-behalf'
  if (!originsOf(person.body).includes(origin)) throw new Problem('origin-not-allowed')
  const { identifiers } = data.subject
  if (new Set(identifiers.map(({ kind }) => kind)).size < 2) throw new Problem('identifiers-too-few')
  const { proof } = data
  const given = data.mandate === undefined ? null : readMandate(data.mandate)
  return {
    type: 'account.deletion.requested',
    by: person.id,
    deliveryKey: null,
    platform,
    identifiers,
    demand: {
      origin,
      ground: { article: data.ground.article, letter: data.ground.letter ?? null },
      saidAt: readInstant(data.receivedAt),
      proof: proof === undefined ? null : { kind: proof.kind, at: readInstant(proof.at) },
      mandate: given?.mandate ?? null,
      acknowledged: data.acknowledged,
      copy: data.copy ?? 'not-said'
    },
    ...(given === null ? {} : { mandate: given.details }),
    notes: data.note === undefined ? [] : [{ about: 'demand', text: data.note }],
    instants: {}
  }
}
