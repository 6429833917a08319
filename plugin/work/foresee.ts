import type { Facts, Subject } from '../../adapters/contract.ts'
import { assess } from '../erasure/assess.ts'
import { isBegunAtPlatform } from '../erasure/begun-at-platform.ts'
import { legalDeadline } from '../erasure/deadline.ts'
import { emptyRequest } from '../erasure/empty-request.ts'
import type { SaidDemand } from '../erasure/incoming.ts'
import { resolvePolicy } from '../erasure/policy.ts'
import type { Verdict } from '../erasure/preconditions/precondition.ts'
import type { ErasureRequest, Work } from '../erasure/request.ts'
import type { State } from '../erasure/states.ts'
import { aliasesOf, subjectHash } from '../store/records/aliases.ts'
import { openRequestOf } from '../store/records/requests.ts'
import { look } from './look.ts'
import type { WorkParts } from './parts.ts'
import { planKnowledge } from './plan-knowledge.ts'
import { readPlatform } from './read-platform.ts'

/** A demand that nobody has stored yet. */
export interface Thinkable {
  readonly platform: string
  readonly subject: Subject
  readonly by: string
  readonly demand: SaidDemand
  /** What the caller could read of the subject. */
  readonly facts: Facts
}

/** What would become of it. */
export interface Foresight {
  /** Where it would go: `cooling-off` or `erasing` when nothing stops it. */
  readonly to: State
  readonly because: string
  readonly verdicts: readonly Verdict[]
  /** Id of the open request that has this subject, if one has. */
  readonly open: string | null
  /** Whether the platform has begun to delete the account already. */
  readonly isBegun: boolean
}

const noWork: Omit<Work, 'identifiers' | 'subject' | 'reading'> = {
  plan: null,
  decidedSet: [],
  approvedSet: [],
  notes: [],
  openings: {}
}

/** An id that no request has: it is never stored. */
const unstored = 'foreseen'

/**
 * The same decisions as the worker's on a demand that is not stored: for a caller who waits for the answer. Reads the
 * platform, changes nothing anywhere.
 * @throws PlatformError when the platform cannot be asked; null when the platform is not registered any more
 */
export const foresee = async (
  parts: WorkParts,
  { platform, subject, by, demand, facts }: Thinkable,
  signal: AbortSignal
): Promise<Foresight | null> => {
  const connected = await parts.platforms.get(platform)
  if (connected === null) return null
  const { kind, policy: stored } = connected.body
  const now = parts.clock.now().toISOString()
  const policy = resolvePolicy(kind, stored, demand.origin)
  const said = {
    ...demand,
    id: unstored,
    by,
    receivedAt: now,
    acceptedAt: now,
    arrival: null,
    withdrawnAt: null,
    way: 'gateway'
  } as const
  const request: ErasureRequest = {
    ...emptyRequest,
    id: unstored,
    platform,
    state: 'checking',
    stateSince: now,
    demands: [said],
    deliveries: [],
    evidence: [],
    vault: { work: null, replay: null, block: null },
    aliases: aliasesOf(parts.keys, platform, subject),
    deadlineAt: legalDeadline(now, policy.timeZone),
    lastAt: now
  }
  const identifiers = [{ kind: 'platform-id', value: subject.id }] as const
  const before: Work = { ...noWork, identifiers, subject, reading: null, asCaller: { at: now, facts } }
  const { reading } = await readPlatform(
    connected.platform,
    before,
    policy,
    demand.origin,
    now,
    await planKnowledge(parts, platform),
    signal
  )
  const view = await look(parts, connected, unstored, request, { ...before, reading }, reading)
  const { to, because, assessed } = assess(view)
  const open = await openRequestOf(parts.store, subjectHash(parts.keys, platform, subject), unstored)
  return { to, because, verdicts: assessed?.verdicts ?? [], open, isBegun: isBegunAtPlatform(reading.facts) }
}
