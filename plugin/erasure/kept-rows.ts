import type { PlannedRow } from '../../adapters/contract.ts'
import type { Ground } from './demand/demand.ts'
import type { ErasureRequest, RetainedOutcome } from './request.ts'

/** A row that the site keeps for a term: when it begins and when it is over, ISO 8601. */
export interface KeptTerm {
  readonly row: string
  readonly startsAt: string
  readonly endsAt: string
}

/** That the term of a row was over, and that somebody has said that it is deleted. Times ISO 8601. */
export interface KeptEnd {
  readonly row: string
  readonly firedAt: string
  readonly settledAt: string | null
  readonly settledBy: string | null
}

/** For how long the site keeps each row of a frozen plan. A term is for what stays and is there. */
export const withTerms = (
  retained: readonly RetainedOutcome[],
  rows: readonly PlannedRow[],
  retainMs: Readonly<Record<string, number>>
): readonly RetainedOutcome[] =>
  retained.map(row => {
    const isThere = rows.some(({ id, count, outcome }) => id === row.id && outcome === 'retain' && count !== 0)
    const keepMs = isThere ? retainMs[row.id] : undefined
    return keepMs === undefined ? row : { ...row, keepMs }
  })

/** The ground on which the site keeps each row, where it has named one; else the one that the platform's table names. */
export const withGrounds = (
  retained: readonly RetainedOutcome[],
  grounds: Readonly<Record<string, Ground>>
): readonly RetainedOutcome[] =>
  retained.map(row => {
    const named = row.outcome === 'retain' ? grounds[row.id] : undefined
    return named === undefined ? row : { ...row, ground: { article: named.article, letter: named.letter ?? null } }
  })

/** The longest term of a request; 0: the platform keeps what it keeps, and that is not ours to end. */
export const longestTermMs = (retained: readonly RetainedOutcome[]): number =>
  Math.max(0, ...retained.map(({ keepMs }) => keepMs ?? 0))

/** The terms of an ended request. They begin with its end. */
export const keptTerms = ({ endedAt, state, retained }: ErasureRequest): readonly KeptTerm[] => {
  if (endedAt === null || (state !== 'completed' && state !== 'partially-completed')) return []
  return retained.flatMap(({ id, keepMs }) =>
    keepMs == null ? [] : [{ row: id, startsAt: endedAt, endsAt: new Date(Date.parse(endedAt) + keepMs).toISOString() }]
  )
}

/** The terms that are over and have not fired. */
export const dueTerms = (request: ErasureRequest, now: string): readonly KeptTerm[] =>
  keptTerms(request).filter(
    ({ row, endsAt }) => endsAt <= now && !(request.keptEnds ?? []).some(end => end.row === row)
  )

/** Whether a term still runs, or nobody has said yet that what was kept is deleted. */
export const isKeptOpen = (request: ErasureRequest): boolean =>
  keptTerms(request).some(({ row }) => (request.keptEnds ?? []).find(end => end.row === row)?.settledAt == null)
