import type { Confirmation, OutcomeKind, RowReading } from '../../adapters/contract.ts'

/** What is known of one action of the frozen plan when its request is to end. */
export interface ActionResult {
  readonly action: string
  /** Whether the plan expected the thing to be there: `never-existed` counts only where it did not. */
  readonly expected: boolean
  /** Whether the plan said beforehand that the end of it cannot be read back (`readBack: 'none'`). */
  readonly unreadable: boolean
  readonly outcome: { readonly is: OutcomeKind } | null
  readonly confirmation: { readonly is: Confirmation['is']; readonly dueAt: string | null } | null
}

/** Why an action keeps a request from being completed. */
export type Shortfall =
  | 'outcome-missing'
  | 'never-existed'
  | 'no-such-route'
  | 'confirmation-missing'
  | 'still-there'
  | 'cannot-tell'
  /** Not an action, but a row of the platform that should be gone. */
  | 'row-still-there'

/** `confirming`: something is done later by the platform and can be read then; `dueAt` is the earliest time. */
export type DerivedEnd =
  | { readonly is: 'completed' }
  | { readonly is: 'confirming'; readonly dueAt: string }
  | {
      readonly is: 'partially-completed'
      readonly short: readonly { readonly action: string; readonly because: Shortfall }[]
    }

const findShortfall = (result: ActionResult): Shortfall | null => {
  const { outcome, confirmation } = result
  if (outcome === null) return 'outcome-missing'
  if (outcome.is === 'no-such-route') return 'no-such-route'
  if (outcome.is === 'never-existed' && result.expected) return 'never-existed'
  if (confirmation === null) return 'confirmation-missing'
  if (confirmation.is === 'gone') return null
  if (confirmation.is === 'still-there') return 'still-there'
  return result.unreadable ? null : 'cannot-tell'
}

/**
 * The end that follows from the actions: nobody ever writes `completed`, it is derived. A `later`
 * keeps the request in `confirming` unless the plan said that nothing can be read then either. What left a row behind
 * that the platform says it deletes is not completed; a row that nobody could read keeps nothing from its end, as no
 * action of ours rests on it. Where there are no actions, because somebody else deleted, the rows are all that shows
 * anything to be gone: each that was read must say so.
 */
export const deriveEnd = (
  results: readonly ActionResult[],
  rows: readonly Pick<RowReading, 'row' | 'is'>[] = []
): DerivedEnd => {
  const due = results
    .flatMap(({ confirmation, unreadable }) =>
      confirmation?.is === 'later' && !unreadable ? [confirmation.dueAt] : []
    )
    .filter(at => at !== null)
    .sort()
  if (due[0] !== undefined) return { is: 'confirming', dueAt: due[0] }
  const left = rows.filter(({ is }) => is === 'still-there')
  const unread = results.length > 0 ? [] : rows.filter(({ is }) => is === 'cannot-tell')
  const short = [
    ...results.flatMap(result => {
      const because = findShortfall(result)
      return because === null ? [] : [{ action: result.action, because }]
    }),
    ...left.map(({ row }) => ({ action: row, because: 'row-still-there' as const })),
    ...unread.map(({ row }) => ({ action: row, because: 'cannot-tell' as const }))
  ]
  const isShown = results.length > 0 || rows.some(({ is }) => is === 'gone')
  return isShown && short.length === 0 ? { is: 'completed' } : { is: 'partially-completed', short }
}
