import { dueTerms, keptTerms } from '../../erasure/kept-rows.ts'
import type { ErasureRequest } from '../../erasure/request.ts'
import { Problem } from '../../errors.ts'
import { appendEntry } from '../../evidence/chain.ts'
import { erasedBy, shelvedEntry } from '../../store/records/requests.ts'
import type { Document } from '../../store/store.ts'
import { shelvedRequests } from '../every-request.ts'
import type { WorkParts } from '../parts.ts'

type Parts = Pick<WorkParts, 'store' | 'keys' | 'clock' | 'canonicalise' | 'log'>

/** What a platform keeps for a term that the site has set. Times ISO 8601. */
export interface KeptRow {
  readonly request: string
  readonly platform: string
  readonly row: string
  readonly number: number | null
  readonly article: string | null
  readonly letter: string | null
  readonly startsAt: string
  readonly endsAt: string
  /** `due`: the term is over, and nobody has said that it is deleted. */
  readonly is: 'running' | 'due' | 'settled'
  readonly firedAt: string | null
  readonly settledAt: string | null
  /** The platform's id of the account, for who must delete it there; null once the vault has forgotten. */
  readonly account: string | null
}

/**
 * A request whose terms that are over have fired: an entry in its chain, which goes on after the end, and a line in
 * the log. Nothing is read anew: that would take the login, which died with the work. An administrator deletes it at
 * the platform, and says so.
 */
export const fireTerms = (
  parts: Pick<Parts, 'clock' | 'canonicalise' | 'log'>,
  body: ErasureRequest
): ErasureRequest => {
  const at = parts.clock.now().toISOString()
  const due = dueTerms(body, at)
  if (due.length === 0) return body
  let { evidence } = body
  for (const { row } of due) {
    parts.log.error({ request: body.id, row, code: 'kept-row-due' }, 'the term of what a platform keeps is over')
    const told = { at, kind: 'retention-over', actor: 'lethe', data: { row } } as const
    evidence = appendEntry(evidence, told, parts.canonicalise)
  }
  const ends = due.map(({ row }) => ({ row, firedAt: at, settledAt: null, settledBy: null }))
  return { ...body, evidence, keptEnds: [...(body.keptEnds ?? []), ...ends] }
}

const rowsOf = (parts: Parts, document: Document<ErasureRequest>): readonly KeptRow[] => {
  const { id, body } = document
  return keptTerms(body).map(({ row, startsAt, endsAt }) => {
    const end = body.keptEnds?.find(each => each.row === row)
    const { number, ground } = body.retained.find(each => each.id === row)!
    return {
      request: id,
      platform: body.platform,
      row,
      number,
      article: ground?.article ?? null,
      letter: ground?.letter ?? null,
      startsAt,
      endsAt,
      is: end === undefined ? 'running' : end.settledAt === null ? 'due' : 'settled',
      firedAt: end?.firedAt ?? null,
      settledAt: end?.settledAt ?? null,
      account: erasedBy(parts.keys, document)?.id ?? null
    }
  })
}

/** Everything that is kept for a term, the end that comes next first. */
export const listKeptRows = async (parts: Parts): Promise<readonly KeptRow[]> => {
  const rows: KeptRow[] = []
  for await (const document of shelvedRequests(parts)) rows.push(...rowsOf(parts, document))
  return rows.sort((one, other) => one.endsAt.localeCompare(other.endsAt))
}

/** Somebody says that what was kept is deleted at the platform. Throws `request-unknown`, `kept-row-not-due`. */
export const settleKeptRow = async (parts: Parts, request: string, row: string, by: string): Promise<KeptRow> => {
  const document = await parts.store.get<ErasureRequest>('request', request)
  if (document === null) throw new Problem('request-unknown')
  const { body, revision } = document
  const due = body.keptEnds?.find(end => end.row === row && end.settledAt === null)
  if (due === undefined) throw new Problem('kept-row-not-due')
  const at = parts.clock.now().toISOString()
  const after: ErasureRequest = {
    ...body,
    keptEnds: body.keptEnds!.map(end => (end === due ? { ...end, settledAt: at, settledBy: by } : end)),
    evidence: appendEntry(
      body.evidence,
      { at, kind: 'retention-settled', actor: by, data: { row } },
      parts.canonicalise
    )
  }
  await parts.store.put('request', request, shelvedEntry(after), { expected: revision })
  return rowsOf(parts, { ...document, body: after }).find(each => each.row === row)!
}
