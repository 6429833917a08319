import type { Caller } from '../../../adapters/contract.ts'
import type { Demand, Proof } from '../../erasure/demand/demand.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { sessionHash } from '../../store/records/aliases.ts'
import { type LinkPurpose, readLink } from '../../store/records/links.ts'
import type { PageSite } from '../../store/records/platforms/sites.ts'
import type { RequestDocument } from '../../store/records/requests.ts'
import type { PageParts } from '../parts.ts'
import type { PageCaller } from './frame/page.ts'

/** The open request that a link of a mail leads to; null where it leads nowhere any more, or to another platform. */
export const requestOfLink = async (
  { store, keys, clock }: PageParts,
  platform: string,
  purpose: LinkPurpose,
  token: string
): Promise<RequestDocument | null> => {
  const id = readLink(keys, purpose, token, clock.now().toISOString())
  const document = id === null ? null : await store.get<ErasureRequest>('request', id)
  if (document === null || document.body.platform !== platform || isEnd(document.body.state)) return null
  return document
}

/** The subject's own live demands in a request; of one actor only, where that is said. */
export const ownDemands = ({ body }: Pick<RequestDocument, 'body'>, by: string | null): readonly Demand[] =>
  body.demands.filter(
    demand => demand.origin === 'self' && demand.withdrawnAt === null && (by === null || demand.by === by)
  )

/** The demands that somebody proves who came in by a code after they were made; and the proof. */
const answeredByCode = (at: string, demands: readonly Demand[]): Answered => ({
  demands: demands.filter(({ acceptedAt }) => acceptedAt < at),
  proof: { kind: 'mail-code', at, answersDemand: true }
})

/**
 * Which of somebody's demands are proven by how they are here now, and with what proof: by a code of ours, or by a sign-in
 * since, in another session.
 */
export const answeredBy = (
  parts: Pick<PageParts, 'keys'>,
  platform: string,
  caller: PageCaller,
  demands: readonly Demand[]
): Answered => {
  if (caller.byCode !== null) return answeredByCode(caller.byCode.at, demands)
  const proven = answeredBySignIn(parts, platform, caller, demands)
  return { demands: proven, proof: { kind: 'fresh-sign-in', at: caller.signedInAt ?? '', answersDemand: true } }
}

/** Demands, and what proves them. */
export interface Answered {
  readonly demands: readonly Demand[]
  readonly proof: Proof
}

/**
 * The demands that a sign-in proves: one since they were made, in another session than the one they were made in.
 * Whoever took hold of an old session cannot wait for the subject to sign in somewhere.
 */
const answeredBySignIn = (
  { keys }: Pick<PageParts, 'keys'>,
  platform: string,
  { signedInAt, session }: Caller,
  demands: readonly Demand[]
): readonly Demand[] => {
  if (signedInAt === null || session === null) return []
  const shown = sessionHash(keys, platform, session)
  return demands.filter(
    ({ acceptedAt, askedIn }) => acceptedAt < signedInAt && askedIn !== undefined && askedIn !== shown
  )
}

/** Says of each of these demands that its subject means it. */
export const proveDemands = async (
  { store }: PageParts,
  { id }: RequestDocument,
  demands: readonly Demand[],
  proof: Proof
): Promise<void> => {
  for (const demand of demands)
    await store.signal('request', id, { kind: 'prove', demand: demand.id, by: demand.by, proof })
}

/** Takes each of these demands back. */
export const withdrawDemands = async (
  { store, clock }: PageParts,
  { id }: RequestDocument,
  demands: readonly Demand[]
): Promise<void> => {
  const at = clock.now().toISOString()
  for (const { id: demand, by } of demands)
    await store.signal('request', id, { kind: 'withdraw', demand, by, at, sealedNote: null })
}

/**
 * Whether the platform has locked the account already and would not let Lethe undo that: it took a password for one of
 * these demands, and only its own administrators may cancel.
 */
export const isLockedForGood = ({ body }: PageSite, demands: readonly Demand[]): boolean =>
  body.registration.capabilities.cancel === false && demands.some(({ proof }) => proof?.kind === 'lms-password')

/**
 * Whether how a demand stands may be told to whoever has its address: to clients that were given it as an answer. On a
 * platform whose own pages call, addresses stay in logs and histories, and the person has a session to show.
 */
export const isOpenStatus = ({ gateway }: PageSite): boolean =>
  gateway.mode === 'answer-at-once' || gateway.mode === 'wait'
