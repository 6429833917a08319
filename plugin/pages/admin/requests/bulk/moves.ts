import type { Operation } from '../../frame/page.ts'
import type { Visit } from '../../frame/visit.ts'

/** What can be said to many, and by which operation it is said to one. */
export const bulkMoves = {
  recheck: 'recheckRequest',
  approve: 'approveRequest',
  withdraw: 'withdrawRequest',
  refuse: 'refuseRequest',
  retry: 'retryRequest'
} as const satisfies Readonly<Record<string, Operation>>

/** One of them. */
export type BulkMove = keyof typeof bulkMoves

/** What this person may say to many. */
export const movesOf = (visit: Pick<Visit, 'may'>): readonly BulkMove[] =>
  visit.may('moveRequests') ? (Object.keys(bulkMoves) as BulkMove[]).filter(move => visit.may(bulkMoves[move])) : []
