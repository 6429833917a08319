import type { OwnershipRow, OwnershipSnapshot, Plan, RowReading, Subject } from '../../contract.ts'
import { findFallback, isLiving } from '../accounts.ts'
import { listOwners } from '../ownership/categories.ts'
import type { Rest } from '../rest.ts'
import { checks, type Finding } from './checks.ts'
import { planRows } from './index.ts'
import { unlessRefused } from './read-back.ts'
import { openReader } from './reader.ts'
import type { Remembered } from './remember.ts'

const nothing: Remembered = {
  logins: null,
  roles: null,
  groups: null,
  entries: null,
  statements: null,
  certificates: null,
  results: null,
  relations: null,
  planned: [],
  portraits: null
}

/** Rows that the account itself shows, so that nothing need be known from before. */
const shown = Object.keys(checks).filter(id => checks[id]!.from === 'read-back')

/**
 * Reads the rows of an account that OpenOlat, or somebody in it, deleted: what the tombstone shows, and, for what the
 * nightly list says they owned, whether somebody living looks after it now or OpenOlat put its own administrator in.
 * @throws PlatformError `unavailable`; a refusal makes the one row `cannot-tell`
 */
export async function readRowsOfDeleted(
  rest: Rest,
  subject: Subject,
  ownership: OwnershipSnapshot | null,
  signal: AbortSignal
): Promise<RowReading[]> {
  const reader = openReader(rest, subject, planOf(subject), nothing, signal)
  const owned = (ownership?.rows ?? []).filter(({ owners }) => owners.includes(subject.id))
  const asked: readonly (readonly [string, () => Promise<Finding>])[] = [
    ...shown.map(id => [id, () => checks[id]!.read(reader)] as const),
    ...(owned.length === 0 ? [] : [['owner-role', () => readOwned(rest, subject, owned, signal)] as const])
  ]
  return Promise.all(
    asked.map(async ([row, read]) => {
      const { is, because = null } = await unlessRefused(read)
      return { row, is, dueAt: null, because }
    })
  )
}

// OpenOlat keeps the names of some by its own rule, and nobody knows from before whether this was one of them.
function planOf(subject: Subject): Plan {
  return {
    subject,
    names: 'keep-name',
    actions: [],
    handOvers: [],
    privilegedRoles: [],
    retained: planRows(nothing, true),
    wayBack: [],
    before: {}
  }
}

async function readOwned(
  rest: Rest,
  subject: Subject,
  owned: readonly OwnershipRow[],
  signal: AbortSignal
): Promise<Finding> {
  const fallback = await findFallback(rest, signal)
  let because: string | null = null
  for (const { category, key, owners: before } of owned) {
    const owners = await listOwners(rest, category, key, signal)
    if (owners === null) continue
    if (owners.includes(subject.id)) return { is: 'still-there' }
    const isFallback = (owner: string) => owner === fallback && !before.includes(owner)
    const others = owners.filter(owner => !isFallback(owner))
    if (!(await someLiving(rest, others, signal)))
      because = others.length < owners.length ? 'fallback-only' : 'no-owner'
  }
  return because === null ? { is: 'gone' } : { is: 'gone', because }
}

async function someLiving(rest: Rest, owners: readonly string[], signal: AbortSignal): Promise<boolean> {
  for (const owner of owners) if (await isLiving(rest, owner, signal)) return true
  return false
}
