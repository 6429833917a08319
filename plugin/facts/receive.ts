import { Problem } from '../errors.ts'
import { ageOf, isSignedBy, readHeaders } from '../intake/webhook/signature.ts'
import { readJson } from '../read-json.ts'
import { type FactProviderBody, liveProviderSecrets } from '../store/records/fact-providers.ts'
import { changeFact, type FactDocument, factByToken } from '../store/records/facts.ts'
import { tellRequests } from '../store/records/requests.ts'
import type { Document } from '../store/store.ts'
import { validUntilOf } from './ask.ts'
import type { FactParts } from './parts.ts'
import { readAnswer } from './question.ts'

/** An answer as it came in: the token of its address, and raw bytes. */
export interface LateAnswer {
  readonly token: string
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
}

type Parts = Omit<FactParts, 'openDoor'>

/** The question that a token was made for, with its provider, while an answer still counts. */
const findQuestion = async (
  parts: Parts,
  token: string
): Promise<{ fact: FactDocument; provider: Document<FactProviderBody> } | null> => {
  const { store, keys, clock } = parts
  const fact = await factByToken(parts, keys.hashForIndex('fact-token', token))
  if (fact === null || fact.body.lapsesAt <= clock.now().toISOString()) return null
  const provider = await store.get<FactProviderBody>('provider', fact.body.provider)
  return provider === null ? null : { fact, provider }
}

/**
 * Takes in an answer that comes later: signed by the provider over the raw bytes (Standard Webhooks), under the token of
 * the one question, which is good once. The requests that wait for it look again. An unknown token, a lapsed one and a
 * wrong signature get the same `answer-refused` after the same work. Throws `delivery-headers-wrong`,
 * `delivery-stale`, `delivery-future`, `body-not-json`, `body-invalid`.
 */
export const receiveAnswer = async (parts: Parts, { token, rawHeaders, body }: LateAnswer): Promise<void> => {
  const { store, keys, clock, random } = parts
  const headers = readHeaders(rawHeaders)
  if (headers === null) throw new Problem('delivery-headers-wrong')
  const found = await findQuestion(parts, token)
  const now = clock.now()
  const secrets = found === null ? [] : liveProviderSecrets(keys, found.provider, now.toISOString())
  const isSigned = isSignedBy(secrets, headers, body, () => random.bytes(32))
  if (found === null || !isSigned) throw new Problem('answer-refused')
  const age = ageOf(headers, now)
  if (age !== 'fresh') throw new Problem(age === 'stale' ? 'delivery-stale' : 'delivery-future')
  const { fact, provider } = found
  const read = readAnswer(fact.body.question, readJson(body))
  if (read.is === 'wrong')
    throw new Problem('body-invalid', { faults: [{ at: '/', because: `no answer to ${fact.body.question}` }] })
  const at = now.toISOString()
  const answer =
    read.is === 'unknown' ? null : { value: read.value, at, validUntil: validUntilOf(provider, read.validUntil, at) }
  let waiting: readonly string[] = []
  await changeFact(parts, fact.id, known => {
    if (known.tokenHash !== fact.body.tokenHash) throw new Problem('answer-refused')
    waiting = known.waiting
    return { ...known, tokenHash: null, waiting: [], answer }
  })
  // Told that nothing is known, a request would ask again at once; it does so in its own time.
  if (answer !== null) await tellRequests(store, waiting, { kind: 'recheck', by: provider.id, at })
}
