import type { ValidateFunction } from 'ajv'
import type { components } from '../../../openapi/types/lethe.ts'
import type { Clock } from '../../clock.ts'
import { type ApiDocument, compileSchema, faultsOf } from '../../document.ts'
import { type Accept, type DeliveryType, deliveryTypes } from '../../erasure/incoming.ts'
import { Problem } from '../../errors.ts'
import type { Random } from '../../random.ts'
import { readJson } from '../../read-json.ts'
import type { SourceBody } from '../../store/records/bodies.ts'
import type { Seals } from '../../store/records/seals.ts'
import { brakeOf, liveSecrets } from '../../store/records/sources/sources.ts'
import type { Document, Store } from '../../store/store.ts'
import { idOfDelivery } from '../delivery-id.ts'
import { recall } from '../recall.ts'
import { takeReceipt } from '../take-receipt.ts'
import { takeRestored } from './restored.ts'
import { ageOf, isSignedBy, readHeaders, type SignedHeaders } from './signature.ts'
import { type Envelope, incomingOf } from './translate.ts'

type Schemas = components['schemas']

/** What the signed way in works with. */
export interface WebhookParts {
  readonly store: Store
  readonly keys: Seals
  readonly clock: Clock
  readonly random: Random
  readonly document: ApiDocument
  readonly accept: Accept
}

/** A delivery as it came in; names and values of the headers in the order of the wire. */
export interface Delivery {
  readonly source: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

const schemaOf: Readonly<Record<DeliveryType, keyof Schemas>> = {
  'account.deletion.requested': 'AccountDeletionRequested',
  'account.deletion.withdrawn': 'AccountDeletionWithdrawn',
  'account.purged': 'AccountPurged',
  'platform.restored': 'PlatformRestored'
}

const isSourceId = (text: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)
const isKnownType = (type: unknown): type is DeliveryType => deliveryTypes.includes(type as DeliveryType)

/** Who sent it. An unknown source and a wrong signature get the same answer after the same work. */
const authenticate = async (
  { store, keys, clock, decoy }: WebhookParts & { readonly decoy: () => Buffer },
  delivery: Delivery,
  headers: SignedHeaders
): Promise<Document<SourceBody>> => {
  const now = clock.now()
  const source = isSourceId(delivery.source) ? await store.look<SourceBody>('source', delivery.source) : null
  const secrets = source === null ? [] : liveSecrets(keys, source, now.toISOString())
  const isSigned = isSignedBy(secrets, headers, delivery.body, decoy)
  if (source === null || !isSigned) throw new Problem('signature-refused')
  // Told apart only to whoever knows the secret.
  const age = ageOf(headers, now)
  if (age !== 'fresh') throw new Problem(age === 'stale' ? 'delivery-stale' : 'delivery-future')
  return source
}

/** The schema of each type, compiled when the first of it comes: a start has no need of them. */
const compileOnDemand = (document: ApiDocument): ((type: DeliveryType) => ValidateFunction) => {
  const compiled = new Map<DeliveryType, ValidateFunction>()
  return type => {
    const validator = compiled.get(type) ?? compileSchema(document, schemaOf[type])
    compiled.set(type, validator)
    return validator
  }
}

const validate = (validatorOf: (type: DeliveryType) => ValidateFunction, body: unknown): Envelope => {
  const type = (body as { type?: unknown } | null)?.type
  if (!isKnownType(type)) throw new Problem('body-invalid', { faults: [{ at: '/type', because: 'unknown type' }] })
  const isValid = validatorOf(type)
  if (!isValid(body)) throw new Problem('body-invalid', { faults: faultsOf(isValid.errors) })
  return body as Envelope
}

/**
 * The signed way in: raw bytes first, verify second, parse third. Resolves when what was accepted is on disk. Refusals
 * are `Problem`s, one code per cause.
 */
export const createReceive = (parts: WebhookParts): ((delivery: Delivery) => ReturnType<Accept>) => {
  const { store, keys, clock, accept } = parts
  const validatorOf = compileOnDemand(parts.document)

  // A key that nobody has signed with: one for all, it is compared and never counts.
  const nobodysKey = parts.random.bytes(32)
  const authenticating = { ...parts, decoy: () => nobodysKey }

  return async delivery => {
    const headers = readHeaders(delivery.rawHeaders)
    if (headers === null) throw new Problem('delivery-headers-wrong')
    const source = await authenticate(authenticating, delivery, headers)
    const envelope = validate(validatorOf, readJson(delivery.body))
    const deliveryKey = keys.hashForIndex('delivery', JSON.stringify([source.id, headers.id]))
    const incoming = await incomingOf(store, source, envelope, deliveryKey)
    // The same message again is not counted again.
    const first = await recall(store, deliveryKey)
    if (first !== null) return first
    const place = await takeReceipt(store, {
      id: idOfDelivery(deliveryKey),
      source: source.id,
      platform: incoming.platform,
      dailyCap: source.body.dailyCap,
      isDemand: incoming.demand !== null,
      brake: brakeOf(source.body),
      now: clock.now()
    })
    if (incoming.type === 'platform.restored') return takeRestored({ store, keys, clock }, incoming)
    return accept({ ...incoming, ...place, messageId: headers.id, isNew: true })
  }
}
