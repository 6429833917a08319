import type { PlannedRow, RetentionRow } from '../../contract.ts'
import { accountRows } from './account-rows.ts'
import { checks } from './checks.ts'
import { courseRows } from './course-rows.ts'
import { furtherRows } from './further-rows.ts'
import { objectRows } from './object-rows.ts'
import { personalRows } from './personal-rows.ts'
import type { Remembered } from './remember.ts'
import type { RowText } from './row.ts'

/**
 * Every row of the manual's table "What is deleted?" under its own number and name (1 to 51), and those that only the
 * newer manual (20.3 and 21.0) or the code knows; fact sheet 6.
 */
export const retention: readonly RetentionRow[] = [
  ...accountRows,
  ...personalRows,
  ...courseRows,
  ...objectRows,
  ...furtherRows
].map(complete)

/** The rows as they concern one subject. `keepsName`: a role or ownership for whose sake the name stays. */
export function planRows(before: Remembered, keepsName: boolean): readonly PlannedRow[] {
  return retention
    .filter(({ id }) => id !== 'name' || keepsName)
    .map(row => ({ ...row, count: countOf(row.id, before) }))
}

// Results are counted beforehand and not read back: how a course answers about a deleted account is not known.
function countOf(id: string, before: Remembered): number | null {
  return id === 'test-results' ? before.results : (checks[id]?.count(before) ?? null)
}

function complete({ sources, ground, sensitive, ...text }: RowText): RetentionRow {
  const check = checks[text.id]
  return {
    ...text,
    ground: ground ?? null,
    sources: sources === undefined ? null : { manual: null, newerManual: null, code: null, ...sources },
    sensitive: sensitive ?? null,
    check: check?.from ?? 'cannot-tell',
    readBy: check?.by ?? null
  }
}
