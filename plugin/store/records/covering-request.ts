import type { Subject } from '../../../adapters/contract.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import type { Store } from '../store.ts'
import { aliasesOf, aliasOf, subjectHash } from './aliases.ts'
import { aliasKey, type RequestDocument, requestsBy, subjectKey } from './requests.ts'
import type { Seals } from './seals.ts'

/**
 * The open request that is about this account, or null. One that is not resolved yet counts when every identifier that
 * it came with is one of this account.
 */
export const findCovering = async (
  { store, keys }: { readonly store: Store; readonly keys: Seals },
  platform: string,
  subject: Subject
): Promise<RequestDocument | null> => {
  const hash = subjectHash(keys, platform, subject)
  const [resolved] = await requestsBy(store, subjectKey(hash))
  if (resolved !== undefined) return resolved
  const aliases = aliasesOf(keys, platform, subject)
  const byId = aliasOf(keys, platform, { kind: 'platform-id', value: subject.id })
  const isMeant = (body: ErasureRequest): boolean => {
    // Whoever is deleted no longer tells when they were born: the number alone must do.
    if (body.subject !== null) return subject.bornAt === '' && body.aliases.includes(byId)
    return body.aliases.length > 0 && body.aliases.every(alias => aliases.includes(alias))
  }
  for (const alias of aliases) {
    const found = (await requestsBy(store, aliasKey(alias))).find(({ body }) => isMeant(body))
    if (found !== undefined) return found
  }
  return null
}
