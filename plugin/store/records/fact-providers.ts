import type { IdentifierKind } from '../../../adapters/contract.ts'
import type { SubjectQuestion } from '../../erasure/preconditions/provided.ts'
import type { Random } from '../../random.ts'
import type { Document, Store } from '../store.ts'
import { changeKnown, filed, getKnown } from './change.ts'
import type { Seals } from './seals.ts'
import { endOlder, openLive, type SealedSecret, sealNewSecret } from './sources/live-secrets.ts'

/** What a fact provider can answer: of one subject, or which accounts of a platform are without activity. */
export type Question = SubjectQuestion | 'inactive-keys'

/** A finance or student-information system that is asked with signed questions. Durations in milliseconds. */
export interface FactProviderBody {
  readonly name: string
  readonly platform: string
  readonly questions: readonly Question[]
  /** Where it is asked: pinned as the administrator registered it, private networks included. */
  readonly url: string
  /** Our own address as the provider reaches it, for answers that come later; null: only answers at once count. */
  readonly answerUrl: string | null
  /** Which names of a subject it is told: no more than it needs. */
  readonly identifiers: readonly IdentifierKind[]
  readonly timeoutMs: number
  /** How long an answer holds, at most. */
  readonly cacheMs: number
  /** How long an answer may take that comes later. */
  readonly answerWithinMs: number
  /** Sealed; questions are signed with every live one, answers with any. */
  readonly secrets: readonly SealedSecret[]
  readonly createdAt: string
}

const unknown = { kind: 'provider', unknown: 'fact-provider-unknown' } as const
const purposeOf = (id: string): string => `fact-provider:${id}`
const questionKey = (platform: string, question: Question): string => `fact-question:${platform}:${question}`

type With = { readonly store: Store; readonly seals: Seals; readonly random: Random; readonly at: string }

/**
 * Registers a provider and answers with its secret, which is never readable again. Throws `StoreError` `duplicate-key`
 * when another one answers a question of the platform already: two sources of one fact would have to be told apart.
 */
export const addFactProvider = async (
  parts: With,
  terms: Omit<FactProviderBody, 'secrets' | 'createdAt'>
): Promise<{ id: string; secret: string }> => {
  const id = parts.random.uuid()
  const { secret, stored } = sealNewSecret(parts, purposeOf(id))
  const keys = terms.questions.map(question => questionKey(terms.platform, question))
  await parts.store.put(
    'provider',
    id,
    filed<FactProviderBody>({ ...terms, secrets: [stored], createdAt: parts.at }, [], keys),
    {
      expected: 0
    }
  )
  return { id, secret }
}

/** One provider. Throws `fact-provider-unknown`. */
export const getFactProvider = (store: Store, id: string): Promise<Document<FactProviderBody>> =>
  getKnown<FactProviderBody>(store, 'provider', id, 'fact-provider-unknown')

/** All providers. */
export const listFactProviders = (store: Store): Promise<readonly Document<FactProviderBody>[]> =>
  store.query<FactProviderBody>('provider', { all: true })

/** The provider that answers a question on a platform; null where there is none. */
export const providerFor = async (
  store: Store,
  platform: string,
  question: Question
): Promise<Document<FactProviderBody> | null> => {
  const all = await listFactProviders(store)
  return all.find(({ body }) => body.platform === platform && body.questions.includes(question)) ?? null
}

/** Makes a new secret; the live ones before it end `oldLivesMs` from now at the latest. */
export const rotateFactProvider = async (parts: With, id: string, oldLivesMs: number): Promise<string> => {
  const { secret, stored } = sealNewSecret(parts, purposeOf(id))
  await changeKnown<FactProviderBody>(parts.store, { ...unknown, id }, ({ body }) => {
    return { body: { ...body, secrets: [...endOlder(body.secrets, parts.at, oldLivesMs), stored] } }
  })
  return secret
}

/** Removes a provider: nobody is asked any more, and no answer of its own is taken. */
export const removeFactProvider = async (store: Store, id: string): Promise<Document<FactProviderBody>> => {
  const provider = await getFactProvider(store, id)
  await store.remove('provider', id, provider.revision)
  return provider
}

/** The secrets that hold now, opened; the newest first. */
export const liveProviderSecrets = (
  seals: Seals,
  { id, body }: Document<FactProviderBody>,
  at: string
): readonly string[] => openLive(seals, purposeOf(id), body.secrets, at)
