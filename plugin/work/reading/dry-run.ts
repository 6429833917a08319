import type { Reference } from '../../../adapters/contract.ts'
import { assess } from '../../erasure/assess.ts'
import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { DryRun } from '../../erasure/dry-run.ts'
import { changesSince } from '../../erasure/fingerprint.ts'
import { resolvePolicy } from '../../erasure/policy.ts'
import type { ErasureRequest, Work } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { heldAliasesOf } from '../../store/records/holds/in-force.ts'
import { getPlatform } from '../../store/records/platforms/platforms.ts'
import type { Document } from '../../store/store.ts'
import { open } from '../../vault/sealing.ts'
import { planKnowledge } from '../ownership/plan-knowledge.ts'
import type { WorkParts } from '../parts.ts'
import { askProviders } from './ask-providers.ts'
import { look } from './look.ts'
import { readPlatform } from './read-platform.ts'

/** What names the subject, opened; null once its key is gone. */
export const workOf = (parts: WorkParts, { id, body }: Pick<Document<ErasureRequest>, 'id' | 'body'>): Work | null => {
  const sealed = body.vault.work
  return sealed === null || sealed.wrapped === null ? null : (open(sealed, id, parts.keys) as Work)
}

const asItStands = (body: ErasureRequest, now: string): DryRun => ({
  at: now,
  found: 'none',
  next: body.state,
  because: body.because,
  verdicts: body.verdicts,
  fingerprint: body.fingerprint,
  plan: null,
  sinceApproval: null
})

/**
 * The same decisions as the worker's, only written down: reads the platform, changes nothing anywhere. An ended
 * request, and one that is being erased, answers as it stands. Throws `PlatformError` when the platform cannot be
 * asked.
 */
export const dryRun = async (
  parts: WorkParts,
  document: Pick<Document<ErasureRequest>, 'id' | 'body'>,
  signal: AbortSignal
): Promise<DryRun> => {
  const { id, body } = document
  const now = parts.clock.now().toISOString()
  const work = workOf(parts, document)
  if (work === null || isEnd(body.state) || body.actions.length > 0) {
    return { ...asItStands(body, now), plan: work?.plan ?? null, found: work?.subject ? 'one' : 'none' }
  }
  const { body: platform } = await getPlatform(parts.store, body.platform)
  const connected = (await parts.platforms.get(body.platform))!
  const { origin } = leadingDemand(body)
  const policy = resolvePolicy(platform.kind, platform.policy, origin)
  const known = await planKnowledge(parts, body.platform)
  const { reading, subject } = await readPlatform(connected.platform, work, policy, origin, now, known, signal)
  const aliases =
    subject === null ? body.aliases : [...body.aliases, ...heldAliasesOf(parts.keys, body.platform, subject)]
  const request = { ...body, aliases }
  const found = { ...work, subject, reading }
  const told = await askProviders(parts, connected, { id, request, work: found }, reading, signal)
  const view = await look(parts, connected, id, request, { ...found, reading: told }, told)
  const { to, because, assessed } = assess(view)
  return {
    at: now,
    found: reading.found,
    next: to,
    because,
    verdicts: assessed?.verdicts ?? [],
    fingerprint: assessed?.fingerprint ?? null,
    plan: reading.plan,
    sinceApproval: changesSince(work.approvedSet, assessed?.decidedSet ?? [])
  }
}

/** The account by its id once it was resolved, else as the sender named it; null once the vault has forgotten. */
export const subjectOf = (parts: WorkParts, document: Document<ErasureRequest>): string | Reference | null => {
  const work = workOf(parts, document)
  return work === null ? null : (work.subject?.id ?? { identifiers: work.identifiers })
}

/** What the vault still holds of who the subject is and who may ask for them; null once it is gone. */
export const namesOf = (parts: WorkParts, document: Document<ErasureRequest>) => {
  const work = workOf(parts, document)
  return work === null ? null : { identifiers: work.identifiers, mandates: work.mandates ?? [] }
}
