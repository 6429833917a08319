import { askedAs } from '../erasure/begun-at-platform.ts'
import type { View } from '../erasure/decision.ts'
import { isProvenHere } from '../erasure/demand.ts'
import { leadingDemand } from '../erasure/leading-demand.ts'
import { type Policy, resolvePolicy } from '../erasure/policy.ts'
import type { Declarations } from '../erasure/preconditions/precondition.ts'
import type { ErasureRequest, Reading, Work } from '../erasure/request.ts'
import { declarationsOf } from '../store/records/declarations.ts'
import { holdsOn, isHoldUnknown } from '../store/records/holds.ts'
import { openRequestOf } from '../store/records/requests.ts'
import { isBraked } from './brake.ts'
import type { ConnectedPlatform, WorkParts } from './parts.ts'

const none: Declarations = {
  noInvoices: false,
  isDeclaredGrader: null,
  isDeclaredCourseOwner: null,
  institutionProviders: []
}

/** Through a route that forwards, the platform begins and not Lethe; unless it is proven without the platform. */
const isForwarded = ({ body }: ConnectedPlatform, request: ErasureRequest): boolean => {
  const demand = leadingDemand(request)
  return demand.way === 'gateway' && body.gateway?.mode === 'forward' && !isProvenHere(demand)
}

/** What stops this request on the platform as it was registered: everything, or only what Lethe would have to start. */
const platformStops = (
  connected: ConnectedPlatform,
  request: ErasureRequest,
  reading: Reading | null
): string | null => {
  const { origin } = leadingDemand(request)
  const begunElsewhere = isForwarded(connected, request) || askedAs(origin, reading?.facts ?? {}) === 'platform'
  const problem = connected.body.registration.problems.find(
    ({ stops }) => stops === 'all' || (stops === 'start' && !begunElsewhere)
  )
  return problem?.code ?? null
}

/** Why everything destructive is kept back: a pause, a hold that nobody can read, the brake; null when nothing does. */
const keptBack = async (
  parts: WorkParts,
  { body }: ConnectedPlatform,
  request: ErasureRequest
): Promise<string | null> => {
  if (body.paused !== null) return 'platform-paused'
  if (await isHoldUnknown(parts.store)) return 'hold-damaged'
  // Seen after the erasing had begun: what is begun next waits until the other one is switched off.
  const isDrivenElsewhere = body.registration.problems.some(({ code }) => code === 'another-driver')
  if (isDrivenElsewhere && request.actions.length > 0) return 'another-driver'
  return request.state === 'accepted' && (await isBraked(parts, request)) ? 'brake' : null
}

/**
 * Today's policy for a request. Where clients of the gateway insist on an answer at once, the site has decided against a
 * cool-off and a notice beforehand for what comes by it.
 */
const policyOf = ({ body }: ConnectedPlatform, request: ErasureRequest): Policy => {
  const { origin, way } = leadingDemand(request)
  const policy = resolvePolicy(body.kind, body.policy, origin)
  if (way !== 'gateway' || body.gateway?.mode !== 'wait') return policy
  return { ...policy, coolOffMs: 0, noticeMs: 0, asked: { 'consequences-told': 'notice-only', ...policy.asked } }
}

/** Collects everything that a decision may look at: stored documents, and what was just read of the platform. */
export const look = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  id: string,
  request: ErasureRequest,
  work: Work,
  reading: Reading | null
): Promise<View> => {
  const now = parts.clock.now().toISOString()
  return {
    kind: connected.body.kind,
    request,
    work,
    reading,
    policy: policyOf(connected, request),
    actions: connected.platform.actions,
    readsRows: (work.plan === null ? connected.platform.readRowsOfDeleted : connected.platform.readRows) !== undefined,
    declarations: reading === null ? none : await declarationsOf(parts.store, request.platform, request.aliases, now),
    holds: (await holdsOn(parts.store, request.platform, request.aliases)).length,
    keptBack: await keptBack(parts, connected, request),
    platformStops: platformStops(connected, request, reading),
    isForwarded: isForwarded(connected, request),
    openElsewhere: request.subject === null ? null : await openRequestOf(parts.store, request.subject, id),
    mailConfigured: parts.send !== null,
    now
  }
}
