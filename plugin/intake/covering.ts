import type { Subject } from '../../adapters/contract.ts'
import { hourMs } from '../durations.ts'
import { later } from '../erasure/decision.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { shelvedOn } from '../store/every-document.ts'
import { aliasesOf, aliasOf, subjectHash } from '../store/records/aliases.ts'
import {
  aliasKey,
  erasedBy,
  listedEnds,
  type RequestDocument,
  requestsBy,
  staysListedMs,
  subjectKey
} from '../store/records/requests.ts'
import type { Seals } from '../store/records/seals.ts'
import type { Store } from '../store/store.ts'
import type { IntakeParts } from './parts.ts'

type Parts = Pick<IntakeParts, 'store' | 'keys'>

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

const monthsFrom = (from: string, until: Date): readonly string[] => {
  const months: string[] = []
  const start = new Date(from)
  for (let at = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1)); at <= until; ) {
    months.push(at.toISOString().slice(0, 7))
    at = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  }
  return months
}

/** A clock that was ahead is set back by less: what ended after an instant may bear an earlier one. */
const clockSlackMs = hourMs

/**
 * A request of ours that erased this account and has ended since an instant, or up to an hour before; null when there is
 * none. Between two looks a request can begin and end, and what it did must not pass for somebody else's doing.
 */
export const findEndedErasure = async (
  parts: Parts & Pick<IntakeParts, 'clock'>,
  platform: string,
  { id, bornAt }: Subject,
  since: string
): Promise<string | null> => {
  const { store, clock } = parts
  const from = new Date(Date.parse(since) - clockSlackMs).toISOString()
  const isIt = (document: RequestDocument): boolean => {
    if (document.body.platform !== platform || (document.body.endedAt ?? '') < from) return false
    const erased = erasedBy(parts.keys, document)
    return erased?.id === id && (bornAt === '' || erased.bornAt === bornAt)
  }
  const now = clock.now()
  const listed = (await listedEnds(store, platform, { from, until: later(now.toISOString(), clockSlackMs) })).find(isIt)
  if (listed !== undefined) return listed.id
  // Whatever ended lately is in the lists; shelves, which hold a month each, are for a look after a long silence.
  if (now.getTime() - Date.parse(from) < staysListedMs - clockSlackMs) return null
  for (const shelf of monthsFrom(from, now))
    for await (const shelved of shelvedOn<ErasureRequest>(parts, 'request', shelf)) if (isIt(shelved)) return shelved.id
  return null
}
