import type { Identifier } from '../../../adapters/contract.ts'
import { aliasOf } from '../../store/records/aliases.ts'
import type { RequestDocument } from '../../store/records/requests.ts'
import { open } from '../../vault/sealing.ts'
import { shelvedRequests } from '../every-request.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock'>

/** What the *block* compartment holds: keyed hashes of the identifiers of an erased account, and no name. */
export interface Blocked {
  readonly aliases: readonly string[]
}

/**
 * The ended requests that erased whoever is named, as long as the *block* compartment tells: for an answer to somebody
 * who asks again, for a hold that comes too late, and for whoever creates accounts from a list that may be stale.
 */
export const erasedBefore = async (
  parts: Parts,
  platform: string,
  identifier: Identifier
): Promise<readonly RequestDocument[]> => {
  const alias = aliasOf(parts.keys, platform, identifier)
  const found: RequestDocument[] = []
  for await (const request of shelvedRequests(parts)) {
    const { block } = request.body.vault
    if (request.body.platform !== platform || block === null || block.wrapped === null) continue
    const { aliases } = open(block, request.id, parts.keys) as Blocked
    if (aliases.includes(alias)) found.push(request)
  }
  return found
}
