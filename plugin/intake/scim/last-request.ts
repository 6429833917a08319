import type { Subject } from '../../../adapters/contract.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { isEnd } from '../../erasure/states.ts'
import { subjectHash } from '../../store/records/aliases.ts'
import { leadingTo } from '../../store/records/requests.ts'
import type { Document } from '../../store/store.ts'
import { idOfDelivery } from '../delivery-id.ts'
import type { IntakeParts } from '../parts.ts'

/** What a source has said of an account by SCIM so far. */
export interface SaidOf {
  /** The key under which it says it now: the same for every repetition, another one when all before has ended. */
  readonly key: string
  /** The open request that carries what it said; null: none. */
  readonly open: Document<ErasureRequest> | null
}

/**
 * Follows what a source has said of an account. A demand that has ended otherwise than by erasing the account, because it
 * was withdrawn or refused, is over: the next one is new.
 */
export const saidOf = async (
  { store, keys }: Pick<IntakeParts, 'store' | 'keys'>,
  source: string,
  platform: string,
  subject: Pick<Subject, 'id' | 'bornAt'>
): Promise<SaidOf> => {
  const about = [source, subjectHash(keys, platform, subject)]
  for (let n = 0; ; n += 1) {
    const key = keys.hashForIndex('scim', JSON.stringify([...about, n]))
    const request = await leadingTo(store, idOfDelivery(key))
    if (request === null) return { key, open: null }
    if (!isEnd(request.body.state)) return { key, open: request }
  }
}
