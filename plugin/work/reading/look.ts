import { askedAs } from '../../erasure/begun-at-platform.ts'
import type { View } from '../../erasure/decision.ts'
import { isProvenHere } from '../../erasure/demand/demand.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { spellItem } from '../../erasure/held.ts'
import { type Policy, resolvePolicy } from '../../erasure/policy.ts'
import type { Declarations } from '../../erasure/preconditions/precondition.ts'
import { policyOfReplay } from '../../erasure/replay.ts'
import type { ErasureRequest, Reading, Work } from '../../erasure/request.ts'
import { isBeforeErasing } from '../../erasure/states.ts'
import { itemsOf } from '../../store/records/holds/body.ts'
import { stoppingHolds } from '../../store/records/holds/in-force.ts'
import { declarationsOf } from '../../store/records/platforms/declarations.ts'
import { keepsBack } from '../../store/records/platforms/keeps-back.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import { keptBackBy } from '../brake/brake.ts'
import { approvalsFor, speakersOf } from '../joining/speakers.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'

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

/** Why everything destructive is kept back: a pause, a hold that nobody can read, the brake, a dry run; null when nothing does. */
const keptBack = async (
  parts: WorkParts,
  { body }: ConnectedPlatform,
  request: ErasureRequest
): Promise<string | null> => {
  const stop = await keepsBack(parts.store, { id: request.platform, body })
  // Another driver seen after the erasing had begun: what is begun next waits until that one is switched off.
  if (stop !== null && (stop.because !== 'another-driver' || request.actions.length > 0)) return stop.because
  return request.state === 'accepted' ? keptBackBy(parts, request) : null
}

/**
 * Today's policy for a request. Where clients of the gateway insist on an answer at once, the site has decided against a
 * cool-off and a notice beforehand for what comes by it.
 */
const policyOf = ({ body }: ConnectedPlatform, request: ErasureRequest): Policy => {
  const { origin, way } = leadingDemand(request)
  const policy = resolvePolicy(body.kind, body.policy, origin)
  if (way === 'replay') return policyOfReplay(policy)
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
  // Once actions are carried out nobody is joined and nothing is assessed any more.
  const isBefore = isBeforeErasing(request.state)
  const plan = work.plan ?? reading?.plan ?? work.reading?.plan ?? null
  const speakers = await speakersOf(parts, connected, request)
  const { codes, spared } = await stoppingHolds(parts.store, request.platform, request.aliases, plan, now)
  return {
    kind: connected.body.kind,
    request,
    work,
    reading,
    policy: { ...policyOf(connected, request), approvals: approvalsFor(connected, request, speakers, now) },
    speakers,
    actions: connected.platform.actions,
    readsRows: (work.plan === null ? connected.platform.readRowsOfDeleted : connected.platform.readRows) !== undefined,
    declarations:
      reading === null || !isBefore ? none : await declarationsOf(parts.store, request.platform, request.aliases, now),
    holds: codes.length,
    holdCodes: codes,
    spared: spared.flatMap(({ body }) => itemsOf(body).map(spellItem)),
    keptBack: await keptBack(parts, connected, request),
    platformStops: platformStops(connected, request, reading),
    isForwarded: isForwarded(connected, request),
    openElsewhere: request.subject === null || !isBefore ? null : await openRequestOf(parts.store, request.subject, id),
    mailConfigured: parts.send !== null,
    now
  }
}
