import { Undelivered } from '../../erasure/undelivered.ts'
import { Problem } from '../../errors.ts'
import type { Random } from '../../random.ts'
import {
  countDeadLetters,
  type DeadLetterBody,
  deadLettersOf,
  dropDeadLetter,
  noteRefused
} from '../../store/records/endpoints/dead-letters.ts'
import { getEndpoint } from '../../store/records/endpoints/endpoints.ts'
import { eventPayload } from './payload.ts'
import { tellEndpoint, type WebhookParts } from './send.ts'

/** What came of sending dead letters again. */
export interface Redriven {
  readonly sent: number
  /** Refused one by one (4xx): they stay, and keep nothing behind them waiting. */
  readonly refused: number
  readonly left: number
  /** Why it stopped, or why some were refused; null: none is left, or as many were sent as one call does. */
  readonly because: string | null
}

const atOnce = 50

const failureOf = (error: unknown): string => {
  if (error instanceof Undelivered) return error.code
  throw error
}

/**
 * Sends dead letters of an endpoint again, the oldest first, under their old ids. One that is refused for itself lets
 * those behind it pass; it stops when the endpoint takes nothing. Asked for twice at once, the second goes on where the first ended. Throws `endpoint-unknown`.
 */
export const redrive = (parts: WebhookParts, id: string): Promise<Redriven> =>
  parts.store.exclusive(`redrive:${id}`, async () => {
    const endpoint = await getEndpoint(parts.store, id)
    let sent = 0
    let refused = 0
    let because: string | null = endpoint.body.disabled === null ? null : 'endpoint-disabled'
    const letters = because === null ? await deadLettersOf(parts.store, id) : []
    for (const letter of letters.slice(0, atOnce)) {
      const { post, request, platform } = letter.body
      const payload = eventPayload(post, { request, platform, message: null })
      const failure = await tellEndpoint(parts, endpoint, post.id, payload).then(() => null, failureOf)
      because = failure ?? because
      if (failure === 'endpoint-refuses') {
        await noteRefused(parts.store, letter, parts.clock.now().toISOString())
        refused += 1
        continue
      }
      if (failure !== null) break
      await dropDeadLetter(parts.store, letter)
      sent += 1
    }
    return { sent, refused, left: await countDeadLetters(parts.store, id), because }
  })

/**
 * Drops one dead letter for good, never one that is just being sent. `before`: writes down who did it, and may refuse.
 * Throws `dead-letter-unknown`.
 */
export const dropLetter = (
  { store }: Pick<WebhookParts, 'store'>,
  { endpoint, letter }: { readonly endpoint: string; readonly letter: string },
  before: (body: DeadLetterBody) => Promise<void>
): Promise<void> =>
  store.exclusive(`redrive:${endpoint}`, async () => {
    const found = await store.get<DeadLetterBody>('dead-letter', letter)
    if (found?.body.endpoint !== endpoint) throw new Problem('dead-letter-unknown')
    await before(found.body)
    await dropDeadLetter(store, found)
  })

/** Sends an endpoint a call that says nothing, to see whether it takes one: null, or the code of why not. */
export const tryEndpoint = async (
  parts: WebhookParts & { readonly random: Random },
  id: string
): Promise<string | null> => {
  const endpoint = await getEndpoint(parts.store, id)
  const timestamp = parts.clock.now().toISOString()
  const payload = { type: 'endpoint.test', timestamp, data: {} }
  return tellEndpoint(parts, endpoint, parts.random.uuid(), payload).then(() => null, failureOf)
}
