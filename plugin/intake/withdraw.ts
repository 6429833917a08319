import type { Identifier } from '../../adapters/contract.ts'
import type { Signal } from '../erasure/signals.ts'
import { aliasOf } from '../store/records/aliases.ts'
import type { DeliveryBody } from '../store/records/bodies.ts'
import { aliasKey, requestsBy } from '../store/records/requests.ts'
import { StoreError } from '../store/store-error.ts'
import { type IntakeParts, idOfMessage } from './accept.ts'

/** A message about a subject of whom a demand may be open. */
export interface IncomingMessage {
  readonly by: string
  readonly messageId: string
  readonly type: string
  readonly platform: string
  readonly identifiers: readonly Identifier[]
}

/** The open requests that a message was about; the same message again answers the same. */
export interface Told {
  readonly requests: readonly string[]
  readonly replayed: boolean
}

const openRequestsOf = async (parts: IntakeParts, { platform, identifiers }: IncomingMessage) => {
  const aliases = identifiers.map(identifier => aliasOf(parts.keys, platform, identifier))
  const [first] = aliases
  const known = first === undefined ? [] : await requestsBy(parts.store, aliasKey(first))
  return known.filter(({ body }) => aliases.every(alias => body.aliases.includes(alias)))
}

const remember = async (parts: IntakeParts, { by, messageId, type }: IncomingMessage, requests: readonly string[]) => {
  const at = parts.clock.now().toISOString()
  const body: DeliveryBody = { source: by, type, at, answer: { status: 202, body: { requests } } }
  const entry = { body, keys: [], unique: [], dueAt: null, shelf: null }
  await parts.store.put('delivery', idOfMessage(parts.keys, by, messageId), entry, { expected: 0 })
}

/**
 * Tells every open request of a subject something, then remembers the message. In this order: what is told twice
 * changes nothing, what is remembered but not told would be lost.
 */
const tell = async (
  parts: IntakeParts,
  message: IncomingMessage,
  signalsFor: (request: Awaited<ReturnType<typeof openRequestsOf>>[number]) => readonly Signal[]
): Promise<Told> => {
  const known = await parts.store.get<DeliveryBody>('delivery', idOfMessage(parts.keys, message.by, message.messageId))
  if (known !== null) return { requests: known.body.answer.body.requests as readonly string[], replayed: true }
  const told: string[] = []
  for (const request of await openRequestsOf(parts, message)) {
    const signals = signalsFor(request)
    for (const signal of signals) await parts.store.signal('request', request.id, signal)
    if (signals.length > 0) told.push(request.id)
  }
  try {
    await remember(parts, message, told)
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'revision-conflict') throw error
  }
  return { requests: told, replayed: false }
}

/** A withdrawal ends only the withdrawer's own demands; another source's demand of the same subject goes on. */
export const withdraw = (parts: IntakeParts, message: IncomingMessage): Promise<Told> =>
  tell(parts, message, ({ body }) =>
    body.demands
      .filter(demand => demand.by === message.by && demand.withdrawnAt === null)
      .map(demand => {
        const at = parts.clock.now().toISOString()
        return { kind: 'withdraw', demand: demand.id, by: message.by, at, delivery: null }
      })
  )

/** The sender says that the account is gone: a fact to be read, never a wish, and never a proof. */
export const notePurged = (parts: IntakeParts, message: IncomingMessage): Promise<Told> =>
  tell(parts, message, () => [{ kind: 'recheck', by: message.by, at: parts.clock.now().toISOString() }])
