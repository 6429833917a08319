import type { PlatformKind } from '../../adapters/contract.ts'
import { dayMs } from '../durations.ts'
import { type Origin, origins } from '../erasure/demand/demand.ts'
import { type PlatformPolicy, type Policy, resolvePolicy } from '../erasure/policy.ts'
import { defaultAsked } from '../erasure/preconditions/defaults.ts'
import { preconditions } from '../erasure/preconditions/index.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { isBeforeErasing } from '../erasure/states.ts'
import { Problem } from '../errors.ts'
import type { LoweredApprovals, PlatformBody } from '../store/records/bodies.ts'
import type { ActData } from '../store/records/governance.ts'
import { readWhoIsWho } from '../store/records/people/who-is-who.ts'
import { openLinesOn } from '../store/records/requests.ts'
import type { Document } from '../store/store.ts'
import type { Caller } from './authentication.ts'
import { govern } from './govern.ts'
import type { ApiParts } from './parts.ts'
import { refuseMachine } from './separation.ts'

const loweredCountsMs = 30 * dayMs

/** Questions that stop a request by this policy. */
const requiredBy = (kind: PlatformKind, policy: Policy, origin: Origin): readonly string[] =>
  preconditions.flatMap(({ id }) => ((policy.asked[id] ?? defaultAsked(kind, origin, id)) === 'required' ? [id] : []))

/** Numbers that protect the more the larger they are, and those that do the smaller they are. */
const atLeast = ['approvals', 'releasersNeeded', 'coolOffMs', 'noticeMs', 'invitationMs'] as const
const atMost = ['highRiskOwnedObjects', 'brakePerHour', 'brakePercent', 'brakeTimesUsual', 'proofFreshMs'] as const

/**
 * Whether a policy lets something pass that the one before would have stopped, asks fewer people, or leaves the subject
 * less time to answer or to object.
 */
const asksLess = (kind: PlatformKind, before: Policy, after: Policy, origin: Origin): boolean =>
  atLeast.some(number => after[number] < before[number]) ||
  atMost.some(number => after[number] > before[number]) ||
  (after.letUnlinkedAsk && !before.letUnlinkedAsk) ||
  after.waivable.some(id => !before.waivable.includes(id)) ||
  requiredBy(kind, before, origin).some(id => !requiredBy(kind, after, origin).includes(id))

/** Whether a policy asks less than the one before, of any origin. */
export const asksLessAnywhere = (kind: PlatformKind, before: PlatformPolicy, after: PlatformPolicy): boolean =>
  origins.some(origin =>
    asksLess(kind, resolvePolicy(kind, before, origin), resolvePolicy(kind, after, origin), origin)
  )

const recorded = (changes: object): ActData =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([name, value]) => {
      if (name === 'asked')
        return Object.entries(value as Record<string, string>).map(([id, is]) => [`asked.${id}`, is])
      if (typeof value === 'number' || typeof value === 'boolean' || name === 'waivable') return [[name, value]]
      // Who takes something over may be somebody by name: that it was set is enough.
      return [[name, 'set']]
    })
  )

/** What was set, by name and number; of names of people only that some were set. */
const recordedOf = ({ all, byOrigin }: PlatformPolicy): ActData => ({
  ...recorded(all),
  ...Object.fromEntries(
    Object.entries(byOrigin).flatMap(([origin, changes]) =>
      Object.entries(recorded(changes ?? {})).map(([name, value]) => [`${origin}.${name}`, value])
    )
  )
})

/**
 * Refuses what would let a request pass to whoever has asked for one that is open on the platform, also by another
 * name. Throws `policy-lets-own-request-pass`, `machine-may-not-approve`.
 */
export const refuseForOwnRequest = async (
  { store }: Pick<ApiParts, 'store'>,
  caller: Caller,
  platform: string
): Promise<void> => {
  refuseMachine(caller)
  const who = await readWhoIsWho(store)
  const isOwn = (by: string): boolean => who.humanOf(by) === who.humanOf(caller.person.id)
  for (const { id, state, askedBy } of await openLinesOn(store, platform)) {
    if (!isBeforeErasing(state) || !askedBy.some(isOwn)) continue
    const request = await store.get<ErasureRequest>('request', id)
    if (request?.body.demands.some(({ by, withdrawnAt }) => withdrawnAt === null && isOwn(by)))
      throw new Problem('policy-lets-own-request-pass')
  }
}

/**
 * Judges and records a change of policy, and answers who has lowered the number of approvals lately. Nobody lets a
 * request of their own pass by it: with one that is open it is refused, and what they ask for in the next 30 days goes by
 * the former number. Throws `policy-lets-own-request-pass`, `machine-may-not-approve`.
 */
export const judgePolicyChange = async (
  parts: ApiParts,
  caller: Caller,
  { id, body }: Document<PlatformBody>,
  after: PlatformPolicy
): Promise<readonly LoweredApprovals[]> => {
  const at = parts.clock.now().toISOString()
  const pairs = origins.map(origin => ({
    origin,
    before: resolvePolicy(body.kind, body.policy, origin),
    after: resolvePolicy(body.kind, after, origin)
  }))
  if (pairs.some(pair => asksLess(body.kind, pair.before, pair.after, pair.origin)))
    await refuseForOwnRequest(parts, caller, id)
  const stood = { before: recordedOf(body.policy), after: recordedOf(after) }
  await govern(parts, caller, 'policy-set', { kind: 'platform', id }, stood)
  const fewer = pairs.filter(pair => pair.after.approvals < pair.before.approvals)
  const still = (body.lowered ?? []).filter(one => Date.parse(one.at) + loweredCountsMs > Date.parse(at))
  if (fewer.length === 0) return still
  const was = Object.fromEntries(fewer.map(({ origin, before }) => [origin, before.approvals]))
  return [...still, { by: caller.person.id, at, was }]
}
