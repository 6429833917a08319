import type { Subject } from '../../adapters/contract.ts'
import { hourMs } from '../durations.ts'
import { later } from '../erasure/decision.ts'
import type { ErasureRequest } from '../erasure/request.ts'
import { shelvedOn } from '../store/every-document.ts'
import { erasedBy, listedEnds, type RequestDocument, staysListedMs } from '../store/records/requests.ts'
import type { IntakeParts } from './parts.ts'

type Parts = Pick<IntakeParts, 'store' | 'keys'>

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
export const clockSlackMs = hourMs

/** An account that a request of ours erased. */
type Erased = { readonly request: string } & Pick<Subject, 'id' | 'bornAt'>

/**
 * What requests of ours erased on a platform and ended since an instant, or up to an hour before. Between two looks a
 * request can begin and end, and what it did must not pass for somebody else's doing.
 */
export async function* endedErasures(
  parts: Parts & Pick<IntakeParts, 'clock'>,
  platform: string,
  since: string
): AsyncGenerator<Erased> {
  const { store, clock, keys } = parts
  const from = new Date(Date.parse(since) - clockSlackMs).toISOString()
  const erasedSince = (document: RequestDocument): Erased | null => {
    if (document.body.platform !== platform || (document.body.endedAt ?? '') < from) return null
    const erased = erasedBy(keys, document)
    return erased === null ? null : { request: document.id, ...erased }
  }
  const now = clock.now()
  for (const document of await listedEnds(store, platform, { from, until: later(now.toISOString(), clockSlackMs) })) {
    const erased = erasedSince(document)
    if (erased !== null) yield erased
  }
  // Whatever ended lately is in the lists; shelves, which hold a month each, are for a look after a long silence.
  if (now.getTime() - Date.parse(from) < staysListedMs - clockSlackMs) return
  for (const shelf of monthsFrom(from, now))
    for await (const shelved of shelvedOn<ErasureRequest>(parts, 'request', shelf)) {
      const erased = erasedSince(shelved)
      if (erased !== null) yield erased
    }
}

/** Whether what was erased is this account. Whoever is deleted no longer tells when they were born: then the number alone must do. */
export const isSameAccount = (erased: Erased, { id, bornAt }: Subject): boolean =>
  erased.id === id && (bornAt === '' || erased.bornAt === bornAt)

/** The request of ours that erased this account and ended lately, as `endedErasures`; null when there is none. */
export const findEndedErasure = async (
  parts: Parts & Pick<IntakeParts, 'clock'>,
  platform: string,
  subject: Subject,
  since: string
): Promise<string | null> => {
  for await (const erased of endedErasures(parts, platform, since))
    if (isSameAccount(erased, subject)) return erased.request
  return null
}
