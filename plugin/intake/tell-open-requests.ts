import type { Incoming } from '../erasure/incoming.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import type { Signal } from '../erasure/signals.ts'
import { aliasOf } from '../store/records/aliases.ts'
import type { DeliveryBody } from '../store/records/bodies.ts'
import { aliasKey, requestsBy } from '../store/records/requests.ts'
import { sealRequestNote } from '../store/records/seals.ts'
import { StoreError } from '../store/store-error.ts'
import { idOfDelivery } from './delivery-id.ts'
import type { IntakeParts } from './parts.ts'

const openRequestsOf = async (parts: IntakeParts, { platform, identifiers }: Incoming) => {
  const aliases = identifiers.map(identifier => aliasOf(parts.keys, platform, identifier))
  const [first] = aliases
  const known = first === undefined ? [] : await requestsBy(parts.store, aliasKey(first))
  return known.filter(({ body }) => aliases.every(alias => body.aliases.includes(alias)))
}

/** A withdrawal ends only the withdrawer's own demands; another source's demand of the same subject goes on. */
const withdrawals = (
  by: string,
  at: string,
  { demands }: ErasureRequest,
  sealedNote: string | null
): readonly Signal[] =>
  demands
    .filter(demand => demand.by === by && demand.withdrawnAt === null)
    .map(({ id }) => ({ kind: 'withdraw', demand: id, by, at, sealedNote }))

const signalsFor = (
  { keys }: IntakeParts,
  { type, by, notes }: Incoming,
  at: string,
  request: ErasureRequest
): readonly Signal[] => {
  if (type === 'account.deletion.withdrawn')
    return withdrawals(by, at, request, sealRequestNote(keys, request.id, notes[0]?.text))
  // The account is said to be gone: a fact to be read, never a wish, and never a proof.
  return type === 'account.purged' ? [{ kind: 'recheck', by, at }] : []
}

const remember = async (
  parts: IntakeParts,
  { by, type, deliveryKey }: Incoming,
  request: string | null,
  at: string
) => {
  if (deliveryKey === null) return
  const body: DeliveryBody = { source: by, type, at, answer: { status: 202, body: { request } } }
  try {
    const entry = { body, keys: [], unique: [], dueAt: null, shelf: null }
    await parts.store.put('delivery', idOfDelivery(deliveryKey), entry, { expected: 0 })
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'revision-conflict') throw error
  }
}

/**
 * Tells the open requests of a subject what a message says, then remembers the message, so that a replay gets the same
 * answer. In this order: what is told twice changes nothing, what is remembered but not told would be lost. Answers
 * the first request that was told.
 */
export const tellOpenRequests = async (parts: IntakeParts, incoming: Incoming): Promise<string | null> => {
  const at = parts.clock.now().toISOString()
  let first: string | null = null
  for (const { id, body } of await openRequestsOf(parts, incoming)) {
    const signals = signalsFor(parts, incoming, at, body)
    for (const signal of signals) await parts.store.signal('request', id, signal)
    if (signals.length > 0) first ??= id
  }
  await remember(parts, incoming, first, at)
  return first
}
