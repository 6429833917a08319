import type { Subject } from '../../../adapters/contract.ts'
import { PlatformError } from '../../../adapters/errors.ts'
import { endedAsTold, type FoundAgain, wasFinished, whoIsThere } from '../../erasure/replay.ts'
import { type ErasureRequest, endedBefore } from '../../erasure/request.ts'
import type { ReplayDocument } from '../../store/records/replays.ts'
import { erasedBy, type RequestDocument } from '../../store/records/requests.ts'
import { VaultError } from '../../vault/errors.ts'
import type { Reading, ReplayParts } from './parts.ts'

/** Who stands under the number now; the account itself where it came back. */
export interface Found {
  readonly is: FoundAgain
  readonly because: string | null
  readonly subject: Subject | null
}

const found = (is: FoundAgain, because: string | null = null): Found => ({ is, because, subject: null })

/** Number and birth of whom a request erased, or the code of why nobody knows any more. */
export const erasedAccount = (
  keys: Parameters<typeof erasedBy>[0],
  request: RequestDocument
): Pick<Subject, 'id' | 'bornAt'> | string => {
  try {
    return erasedBy(keys, request) ?? 'replay-key-destroyed'
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
}

/**
 * Looks for whom an ended request erased, by number and birth: reads only. A refusal or a surprise is `cannot-tell`;
 * *unavailable* is thrown, because it says nothing of anybody.
 */
export const findAgain = async (
  { parts, connected, snapshotAt, signal }: Reading,
  request: RequestDocument
): Promise<Found> => {
  const erased = erasedAccount(parts.keys, request)
  if (typeof erased === 'string') return found('cannot-be-known', erased)
  try {
    const there = await connected.platform.find({ identifiers: [{ kind: 'platform-id', value: erased.id }] }, signal)
    if (there.is === 'none') return found('not-there')
    if (there.is === 'several') return found('cannot-tell', 'subject-ambiguous')
    const is = whoIsThere(erased, there.subject, snapshotAt)
    if (is === 'cannot-tell') return found(is, 'birth-unknown')
    if (is === 'another-person') return found(is)
    if (wasFinished(request.body)) return { is, because: null, subject: there.subject }
    // Only its end is known, not what of it was done.
    return endedAsTold(request.body) ? found('cannot-tell', endedBefore) : found('not-finished')
  } catch (error) {
    if (!(error instanceof PlatformError) || error.failure === 'unavailable') throw error
    return found('cannot-tell', `platform-${error.code}`)
  }
}

/** The platform's ids of whoever came back on a list. */
export const accountsOnList = async (
  { store, keys }: Pick<ReplayParts, 'store' | 'keys'>,
  { body }: ReplayDocument
): Promise<readonly string[]> => {
  const ids: string[] = []
  for (const { is, request } of body.rows) {
    const former = is === 'came-back' ? await store.get<ErasureRequest>('request', request) : null
    const erased = former === null ? null : erasedAccount(keys, former)
    if (erased !== null && typeof erased !== 'string') ids.push(erased.id)
  }
  return ids
}
