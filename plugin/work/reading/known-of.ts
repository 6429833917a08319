import { wayBackNow } from '../../erasure/demand/withdrawal.ts'
import type { KnownOf } from '../../erasure/known-of.ts'
import { providerSource } from '../../erasure/preconditions/answer-provided.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import type { Document } from '../../store/store.ts'
import type { WorkParts } from '../parts.ts'
import { workOf } from './dry-run.ts'

/** Opens the vault for what may be told of it to everybody who may see the request. */
export const knownOf = (parts: WorkParts, document: Document<ErasureRequest>): KnownOf => {
  const work = workOf(parts, document)
  const { facts = {}, provided = {}, plan: read = null } = work?.reading ?? {}
  const plan = work?.plan ?? read
  const ofPlatform = Object.entries(facts).map(([fact, { is, at, ...rest }]) => ({
    fact,
    source: 'platform',
    is,
    at,
    because: 'because' in rest ? rest.because : null
  }))
  const ofProviders = Object.entries(provided).map(([fact, answer]) => ({
    fact,
    source: providerSource(answer.provider),
    is: answer.is === 'unknown' ? ('unknown' as const) : ('known' as const),
    at: answer.at,
    because: answer.is === 'unknown' ? answer.because : null
  }))
  return {
    facts: [...ofPlatform, ...ofProviders],
    wayBack: plan === null || isEnd(document.body.state) ? null : wayBackNow(plan, document.body.actions)
  }
}
