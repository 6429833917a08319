import type { Reference } from '../../adapters/contract.ts'
import { Problem } from '../errors.ts'
import type { PersonBody } from '../store/records/bodies.ts'
import type { ApiParts } from './parts.ts'

/**
 * Refuses a demand by somebody whom the platform would not let delete that account. It binds persons with linked
 * accounts and no role but *user-manager*, whatever origin they state; the other roles answer for the whole
 * installation. Throws `not-yours-to-ask`.
 */
export const refuseForeign = async (
  { ownership }: Pick<ApiParts, 'ownership'>,
  { roles, accounts = [] }: PersonBody,
  platform: string,
  reference: Reference,
  signal: AbortSignal
): Promise<void> => {
  if (accounts.length === 0 || roles.some(role => role !== 'user-manager')) return
  const account = accounts.find(one => one.platform === platform)?.id ?? null
  if (!(await ownership.mayAsk(platform, account, reference, signal))) throw new Problem('not-yours-to-ask')
}
