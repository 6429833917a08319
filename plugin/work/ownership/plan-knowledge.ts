import type { PlanKnowledge } from '../../../adapters/contract.ts'
import { aliasesOf } from '../../store/records/aliases.ts'
import { readOwnershipList } from '../../store/records/lists/ownership-lists.ts'
import { hasOpenRequest } from '../../store/records/requests.ts'
import type { WorkParts } from '../parts.ts'

/** What we know and the platform does not: the nightly ownership list, and who has asked to be erased. */
export const planKnowledge = async (
  { store, keys }: Pick<WorkParts, 'store' | 'keys'>,
  platform: string
): Promise<PlanKnowledge> => ({
  ownership: await readOwnershipList({ store, keys }, platform),
  isDeparting: subject => hasOpenRequest(store, aliasesOf(keys, platform, subject))
})
