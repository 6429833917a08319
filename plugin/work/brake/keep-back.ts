import { leadingDemand } from '../../erasure/demand/leading-demand.ts'
import type { Told } from '../../erasure/fold.ts'
import type { Foreseen, KeptBack } from '../../erasure/kept-back.ts'
import { commit, type HeldRequest } from '../held-request.ts'
import { dryRun } from '../reading/dry-run.ts'
import type { Turn } from '../turn.ts'
import { raiseAlarm } from './alarm.ts'

const foreseeOf = async ({ parts, signal }: Turn, { id, request }: HeldRequest): Promise<Foreseen> => {
  const { at, next, because, verdicts, plan } = await dryRun(parts, { id, body: request }, signal)
  const blockers = verdicts.flatMap(verdict => verdict.blockers.map(({ code }) => code))
  return {
    at,
    next,
    because,
    blockers: [...new Set(blockers)],
    actions: (plan?.actions ?? []).map(({ action }) => action)
  }
}

const toldOf = ({ request }: HeldRequest, because: KeptBack['because'], foreseen: Foreseen | null): Told => {
  const { by, arrival } = leadingDemand(request)
  if (foreseen === null) return { kind: 'brake-kept', actor: 'lethe', data: { source: by, count: arrival } }
  const { at: _, ...would } = foreseen
  return { kind: because, actor: 'lethe', data: { source: by, ...would } } as Told
}

/**
 * Writes down, once for each reason, that a request stays `accepted`. The brake raises an alarm for its hour; a dry run
 * reads the platform and writes down what would have been done: nothing is. Throws `PlatformError` when the platform
 * cannot be asked.
 */
export const keepBack = async (turn: Turn, held: HeldRequest, because: KeptBack['because']): Promise<HeldRequest> => {
  const { parts } = turn
  const foreseen = because === 'dry-run' ? await foreseeOf(turn, held) : null
  const at = parts.clock.now().toISOString()
  const request = { ...held.request, keptBack: { because, at, foreseen } }
  const kept = await commit(parts, held, { request, told: [toldOf(held, because, foreseen)] })
  if (because === 'brake') await raiseAlarm(parts, leadingDemand(request))
  return kept
}
