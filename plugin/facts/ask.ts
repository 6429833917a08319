import { later } from '../erasure/decision.ts'
import type { Provided, ProvidedFacts, SubjectQuestion } from '../erasure/preconditions/provided.ts'
import { type FactProviderBody, providerFor, type Question } from '../store/records/fact-providers.ts'
import {
  askAnew,
  changeFact,
  type FactBody,
  type FactDocument,
  type FactValue,
  getFact
} from '../store/records/facts.ts'
import type { Document } from '../store/store.ts'
import { askProvider, type Exchanged } from './ask-provider.ts'
import type { FactParts, Named } from './parts.ts'
import type { AskedFact } from './question.ts'

/** Of whom facts are wanted. */
export interface AboutSubject {
  readonly platform: { readonly id: string; readonly name: string }
  /** Keyed hash of the account: what an answer is kept under. */
  readonly subject: string
  readonly identifiers: readonly Named[]
  /** Told when an answer comes later. */
  readonly request: string
}

/** The names of a request's subject stand in for it; asked for facts of all accounts, there is none. */
interface Asking {
  readonly platform: AboutSubject['platform']
  readonly question: Question
  readonly subject: string
  readonly identifiers: readonly Named[] | null
  readonly request: string | null
}

type Known =
  | { readonly is: 'known'; readonly value: FactValue; readonly at: string }
  | { readonly is: 'unknown'; readonly because: string; readonly at: string }

type Provider = Document<FactProviderBody>

/** Stored answers of this provider that still hold, and questions that it still has time for. */
const recall = (known: FactDocument | null, provider: Provider, now: string): 'ask' | 'wait' | Known => {
  if (known === null || known.body.provider !== provider.id) return 'ask'
  const { answer, lapsesAt, tokenHash } = known.body
  if (answer !== null && answer.validUntil > now) return { is: 'known', value: answer.value, at: answer.at }
  return answer === null && tokenHash !== null && lapsesAt > now ? 'wait' : 'ask'
}

/** How long an answer holds: no longer than the provider says, and no longer than was registered. */
export const validUntilOf = ({ body }: Provider, said: string | null, now: string): string => {
  const most = later(now, body.cacheMs)
  return said !== null && said < most ? said : most
}

const keepAnswer = async (parts: FactParts, provider: Provider, id: string, answered: Exchanged): Promise<Known> => {
  const at = parts.clock.now().toISOString()
  if (answered.is === 'later') {
    const fact = await getFact(parts, id)
    const early = fact === null ? 'ask' : recall(fact, provider, at)
    return typeof early === 'object' ? early : { is: 'unknown', because: 'provider-answer-pending', at }
  }
  if (answered.is === 'known') {
    const { value, validUntil } = answered
    const answer = { value, at, validUntil: validUntilOf(provider, validUntil, at) }
    await changeFact(parts, id, body => ({ ...body, tokenHash: null, waiting: [], answer }))
    return { is: 'known', value, at }
  }
  // Nothing was said: the token dies, and whoever looks next asks anew.
  await changeFact(parts, id, body => ({ ...body, tokenHash: null, waiting: [] }))
  return { is: 'unknown', because: answered.is === 'failed' ? answered.because : 'provider-does-not-know', at }
}

const askOne = async (parts: FactParts, provider: Provider, asking: Asking, signal: AbortSignal): Promise<Known> => {
  const { keys, clock, random } = parts
  const { platform, question, request } = asking
  const now = clock.now().toISOString()
  const id = keys.hashForIndex('fact', JSON.stringify([platform.id, question, asking.subject]))
  const known = await getFact(parts, id)
  const recalled = recall(known, provider, now)
  if (typeof recalled === 'object') return recalled
  if (recalled === 'wait') {
    if (request !== null)
      await changeFact(parts, id, body => ({ ...body, waiting: [...new Set([...body.waiting, request])] }))
    return { is: 'unknown', because: 'provider-answer-pending', at: now }
  }
  const told = asking.identifiers?.filter(({ kind }) => provider.body.identifiers.includes(kind)) ?? null
  if (told?.length === 0) return { is: 'unknown', because: 'provider-identifier-missing', at: now }
  const token = random.bytes(32).toString('base64url')
  const lapsesAt = later(now, provider.body.answerWithinMs)
  const body: FactBody = {
    provider: provider.id,
    platform: platform.id,
    question,
    askedAt: now,
    lapsesAt,
    tokenHash: keys.hashForIndex('fact-token', token),
    waiting: request === null ? [] : [request],
    answer: null
  }
  // Before it is asked, so that an answer finds its question however quickly it comes.
  if (!(await askAnew(parts, id, body, known?.revision ?? 0)))
    return { is: 'unknown', because: 'provider-answer-pending', at: now }
  const { answerUrl } = provider.body
  const asked: AskedFact = {
    type: 'fact.asked',
    timestamp: now,
    data: {
      question,
      platform: platform.name,
      subject: told === null ? null : { identifiers: told },
      token,
      answerTo: answerUrl === null ? null : `${answerUrl.replace(/\/+$/, '')}/facts/${token}`,
      answerBy: lapsesAt
    }
  }
  return keepAnswer(parts, provider, id, await askProvider(parts, provider, asked, signal))
}

const asProvided = (provider: string, known: Known): Provided => {
  const { at } = known
  if (known.is === 'unknown') return { provider, at, is: 'unknown', because: known.because }
  const { value } = known
  if ('archived' in value)
    return { provider, at, ...(value.archived ? { is: 'clear' } : { is: 'outstanding', count: null }) }
  const count = 'count' in value ? value.count : value.keys.length
  return { provider, at, ...(count === 0 ? { is: 'clear' } : { is: 'outstanding', count }) }
}

/**
 * Asks the providers of a platform about one subject. Answers that hold are not asked for again; a question that nobody
 * is registered for has no answer in the result. Never throws for a provider's fault.
 */
export const askFacts = async (
  parts: FactParts,
  about: AboutSubject,
  questions: readonly SubjectQuestion[],
  signal: AbortSignal
): Promise<ProvidedFacts> => {
  const provided: Partial<Record<SubjectQuestion, Provided>> = {}
  for (const question of questions) {
    const provider = await providerFor(parts.store, about.platform.id, question)
    if (provider === null) continue
    provided[question] = asProvided(provider.id, await askOne(parts, provider, { ...about, question }, signal))
  }
  return provided
}

/** Which accounts have been without activity, as the platform's provider says; why not, as a code. */
export type InactiveKeys =
  | { readonly is: 'known'; readonly keys: readonly string[]; readonly at: string; readonly provider: string }
  | { readonly is: 'unknown'; readonly because: string }

/** Asks which accounts of a platform are without activity. `no-provider` where nobody is registered for it. */
export const askInactiveKeys = async (
  parts: FactParts,
  platform: AboutSubject['platform'],
  signal: AbortSignal
): Promise<InactiveKeys> => {
  const question = 'inactive-keys'
  const provider = await providerFor(parts.store, platform.id, question)
  if (provider === null) return { is: 'unknown', because: 'no-provider' }
  const asking = { platform, question, subject: 'all', identifiers: null, request: null } as const
  const known = await askOne(parts, provider, asking, signal)
  if (known.is === 'unknown') return known
  return 'keys' in known.value
    ? { is: 'known', keys: known.value.keys, at: known.at, provider: provider.id }
    : { is: 'unknown', because: 'provider-answer-wrong' }
}
