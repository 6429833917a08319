import type { Reference } from '../../adapters/contract.ts'
import { Problem } from '../errors.ts'
import type { PersonBody } from '../store/records/bodies.ts'
import type { ApiParts } from './parts.ts'

/**
 * Whether a person may ask only for those whom their own account could delete: one with linked accounts and no role but
 * *user-manager*. The other roles answer for the whole installation.
 */
export const isBoundToAccount = ({ roles, accounts = [] }: PersonBody): boolean =>
  accounts.length > 0 && roles.every(role => role === 'user-manager')

/**
 * Refuses a demand by somebody who is bound to their account and whom the platform would not let delete that one,
 * whatever origin they state. Throws `not-yours-to-ask`.
 */
export const refuseForeign = async (
  { ownership }: Pick<ApiParts, 'ownership'>,
  person: PersonBody,
  platform: string,
  reference: Reference,
  signal: AbortSignal
): Promise<void> => {
  if (!isBoundToAccount(person)) return
  const account = person.accounts?.find(one => one.platform === platform)?.id ?? null
  if (!(await ownership.mayAsk(platform, account, reference, signal))) throw new Problem('not-yours-to-ask')
}
