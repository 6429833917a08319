import type { Facts } from '../../../adapters/contract.ts'
import { calendarFor } from '../../calendar/controller-calendar.ts'
import { assess } from '../../erasure/assess.ts'
import { isBegunAtPlatform } from '../../erasure/begun-at-platform.ts'
import { legalDeadline } from '../../erasure/deadline/deadline.ts'
import type { Demand } from '../../erasure/demand/demand.ts'
import { isWithdrawn, leadingDemand } from '../../erasure/demand/leading-demand.ts'
import { emptyRequest } from '../../erasure/empty-request.ts'
import type { Foreseen, Thinkable } from '../../erasure/foreseen.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { Verdict } from '../../erasure/preconditions/precondition.ts'
import type { ErasureRequest, Work } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import { heldAliasesOf } from '../../store/records/holds/in-force.ts'
import { openRequestOf } from '../../store/records/requests.ts'
import { hear } from '../hear.ts'
import { openWork } from '../held-request.ts'
import { planKnowledge } from '../ownership/plan-knowledge.ts'
import type { ConnectedPlatform, WorkParts } from '../parts.ts'
import { askProviders } from './ask-providers.ts'
import { look } from './look.ts'
import { readPlatform } from './read-platform.ts'

const noWork: Omit<Work, 'identifiers' | 'subject' | 'reading'> = {
  plan: null,
  decidedSet: [],
  approvedSet: [],
  notes: [],
  openings: {}
}

/**
 * The demand is looked at as if it were proven, which answers the question of the password too: whoever has none hears
 * it all the same, because the platform would never say so.
 */
const withPassword = (verdicts: readonly Verdict[], facts: Facts): readonly Verdict[] => {
  const usable = facts['password-usable']
  if (usable?.is !== 'known' || usable.value) return verdicts
  const blocker = { code: 'no-usable-password', severity: 'stops', whoCanFix: 'subject', count: null } as const
  const said = { precondition: 'password-set', is: 'unmet', source: 'adapter', blockers: [blocker] } as const
  return verdicts.map(verdict => (verdict.precondition === 'password-set' && verdict.is === 'met' ? said : verdict))
}

/** An id that no request has: it is never stored. */
const unstored = 'foreseen'

/** A request as it would be with one more demand in it. */
interface Imagined {
  readonly id: string
  readonly request: ErasureRequest
  readonly work: Work
}

const asDemand = ({ by, demand }: Thinkable, now: string): Demand => ({
  ...demand,
  id: unstored,
  by,
  receivedAt: now,
  acceptedAt: now,
  arrival: null,
  withdrawnAt: null,
  way: 'gateway'
})

const imagineNew = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  thinkable: Thinkable,
  now: string
): Promise<Imagined> => {
  const { platform, subject, demand } = thinkable
  const request: ErasureRequest = {
    ...emptyRequest,
    id: unstored,
    platform,
    state: 'checking',
    stateSince: now,
    demands: [asDemand(thinkable, now)],
    deliveries: [],
    evidence: [],
    vault: { work: null, replay: null, block: null },
    aliases: heldAliasesOf(parts.keys, platform, subject),
    deadlineAt: legalDeadline(now, await calendarFor(parts.store, connected.body, demand.origin)),
    lastAt: now
  }
  const identifiers = [{ kind: 'platform-id', value: subject.id }] as const
  return { id: unstored, request, work: { ...noWork, identifiers, subject, reading: null } }
}

/** The open request, with all that was said to it: what it was given for this subject counts for this demand too. */
const imagineOpen = async (
  parts: WorkParts,
  connected: ConnectedPlatform,
  thinkable: Thinkable,
  open: string,
  now: string
): Promise<Imagined | null> => {
  const document = await parts.store.get<ErasureRequest>('request', open)
  const work = document === null ? null : openWork(parts, document)
  if (document === null || work === null || isEnd(document.body.state)) return null
  const heard = await hear(parts, connected, { id: open, request: document.body, work }, document.signals)
  if (isWithdrawn(heard.request)) return null
  const { demands, aliases } = heard.request
  const own = heldAliasesOf(parts.keys, thinkable.platform, thinkable.subject)
  return {
    id: open,
    request: {
      ...heard.request,
      demands: [...demands, asDemand(thinkable, now)],
      aliases: [...new Set([...aliases, ...own])]
    },
    work: heard.work
  }
}

/**
 * The same decisions as the worker's on a demand that is not stored, with everything that the open request of the subject
 * has been given: for a caller who waits for the answer. Reads the platform and asks fact providers, changes nothing.
 * @throws PlatformError when the platform cannot be asked; null when the platform is not registered any more
 */
export const foresee = async (
  parts: WorkParts,
  thinkable: Thinkable,
  signal: AbortSignal
): Promise<Foreseen | null> => {
  const { platform, subject, facts } = thinkable
  const connected = await parts.platforms.get(platform)
  if (connected === null) return null
  const now = parts.clock.now().toISOString()
  const open = await openRequestOf(parts.store, subjectHash(parts.keys, platform, subject), unstored)
  const standing = open === null ? null : await imagineOpen(parts, connected, thinkable, open, now)
  const { id, request, work } = standing ?? (await imagineNew(parts, connected, thinkable, now))
  const asked: Work = { ...work, ...(Object.keys(facts).length === 0 ? {} : { asCaller: { at: now, facts } }) }
  const { kind, policy: stored } = connected.body
  const { origin } = leadingDemand(request)
  const policy = resolvePolicy(kind, stored, origin)
  const known = await planKnowledge(parts, platform)
  const { reading } = await readPlatform(connected.platform, asked, policy, origin, now, known, signal)
  const before: Work = { ...asked, subject: asked.subject ?? subject, reading }
  const told = await askProviders(parts, connected, { id, request, work: before }, reading, signal)
  const view = await look(parts, connected, id, request, { ...before, reading: told }, told)
  const { to, because, assessed } = assess(view)
  const isBegun = isBegunAtPlatform(reading.facts)
  const verdicts = withPassword(assessed?.verdicts ?? [], reading.facts)
  const { facts: read, plan } = reading
  return { to, because, verdicts, facts: read, plan, open: standing === null ? null : open, isBegun }
}
