import { timingSafeEqual } from 'node:crypto'
import type { HttpAnswer } from '../../adapters/contract.ts'
import { PlatformError } from '../../adapters/errors.ts'
import { sign } from '../intake/webhook/signature.ts'
import { type FactProviderBody, liveProviderSecrets } from '../store/records/fact-providers.ts'
import type { Document } from '../store/store.ts'
import type { FactParts } from './parts.ts'
import { type AskedFact, type ReadAnswer, readAnswer } from './question.ts'

/** What came of one exchange: an answer, one that comes later, or a code of why there is none. */
export type Exchanged =
  | Exclude<ReadAnswer, { is: 'wrong' }>
  | { readonly is: 'later' }
  | { readonly is: 'failed'; readonly because: string }

const isSameToken = (said: unknown, token: string): boolean => {
  const given = Buffer.from(String(said))
  const wanted = Buffer.from(token)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const judge = ({ status, json }: HttpAnswer, asked: AskedFact): Exchanged => {
  const { question, token, answerTo } = asked.data
  if (status === 202) return answerTo === null ? { is: 'failed', because: 'provider-answer-wrong' } : { is: 'later' }
  if (status !== 200) return { is: 'failed', because: 'provider-refuses' }
  // Without the token it may be the answer to another question, about somebody else.
  if (!isSameToken((json as { token?: unknown } | null | undefined)?.token, token))
    return { is: 'failed', because: 'provider-answer-wrong' }
  const read = readAnswer(question, json)
  return read.is === 'wrong' ? { is: 'failed', because: 'provider-answer-wrong' } : read
}

/**
 * Asks once: a POST signed as Standard Webhooks over the very bytes that are sent, with every secret that holds now.
 * Nothing is thrown for a provider that cannot be reached: what is not known is not known.
 */
export const askProvider = async (
  { keys, clock, openDoor }: FactParts,
  provider: Document<FactProviderBody>,
  asked: AskedFact,
  signal: AbortSignal
): Promise<Exchanged> => {
  const { url, timeoutMs } = provider.body
  const { origin, pathname } = new URL(url)
  const now = clock.now()
  const id = `msg_${asked.data.token.slice(0, 16)}`
  const timestamp = String(Math.floor(now.getTime() / 1000))
  // The door writes JSON in this same way: the signature is over these bytes.
  const body = Buffer.from(JSON.stringify(asked))
  const signatures = liveProviderSecrets(keys, provider, now.toISOString()).map(secret =>
    sign(secret, { id, timestamp, body })
  )
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
  const door = openDoor(url, timeoutMs)
  try {
    const operation = { id: 'askFact', method: 'POST', path: pathname, repeat: 'safe' } as const
    return judge(await door.call(origin, operation, { json: asked, headers, signal }), asked)
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return { is: 'failed', because: error.failure === 'unavailable' ? 'provider-unreachable' : 'provider-refuses' }
  } finally {
    await door.close()
  }
}
