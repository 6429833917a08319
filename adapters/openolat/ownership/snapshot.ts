import type { Orphan, OwnershipRow, OwnershipSnapshot } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { findFallback, readMe, readStatus, searchAccounts } from '../accounts.ts'
import { readList, readNumber } from '../answers.ts'
import { readPages } from '../paging.ts'
import { isNotAllowed, type Rest } from '../rest.ts'
import { statuses } from '../statuses.ts'
import { listOwners } from './categories.ts'
import { listCurricula, listElements } from './curricula.ts'
import { listEntriesOf, listOrganisations } from './organisations.ts'

/** Objects asked about together; the door lets only a few calls through at once. */
const batchSize = 50

type Listed = Omit<OwnershipRow, 'owners'>

/**
 * Who owns what on the whole platform: one call an object, so it is read at night and shared. Keys only.
 * @throws PlatformError `refused` if these credentials do not see everything: an incomplete list is none
 */
export async function takeOwnershipSnapshot(rest: Rest, signal: AbortSignal): Promise<OwnershipSnapshot> {
  const at = rest.now().toISOString()
  const me = await readMe(rest, signal)
  if ((await readStatus(rest, me.key, signal)) === 'out-of-reach') throw incomplete('getUserStatus')
  const listed = [
    ...(await listEntries(rest, signal)),
    ...(await listGroups(rest, signal)),
    ...(await listPlanner(rest, signal))
  ]
  const rows: OwnershipRow[] = []
  for (let start = 0; start < listed.length; start += batchSize) {
    const batch = listed.slice(start, start + batchSize)
    const owners = await Promise.all(batch.map(({ category, key }) => listOwners(rest, category, key, signal)))
    for (const [index, row] of batch.entries()) {
      const found = owners[index]
      // Deleted while we read: not there any more, so nobody's.
      if (found != null) rows.push({ ...row, owners: found })
    }
  }
  return { at, rows, orphans: findOrphans(rows, await listLiving(rest, signal), await findFallback(rest, signal)) }
}

/** What nobody living looks after. A course without a coach is taught by its owners, and is none. */
function findOrphans(rows: readonly OwnershipRow[], living: ReadonlySet<string>, fallback: string | null): Orphan[] {
  return rows
    .filter(({ category }) => category !== 'course-coach')
    .flatMap(({ category, key, organisation, owners }) => {
      const alive = owners.filter(owner => living.has(owner))
      if (alive.some(owner => owner !== fallback)) return []
      const because = owners.length === 0 ? 'no-owner' : alive.length === 0 ? 'no-living-owner' : 'fallback-only'
      return [{ category, key, organisation, because } as const]
    })
}

async function listEntries(rest: Rest, signal: AbortSignal): Promise<Listed[]> {
  const organisations = await listOrganisations(rest, signal)
  if (organisations === null) throw incomplete('listOrganisations')
  const homes = new Map<string, string>()
  for (const { key } of organisations) {
    for (const entry of await listEntriesOf(rest, key, signal)) homes.set(entry, key)
  }
  const listed: Listed[] = []
  const all = { field: 'repositoryEntries', key: 'key' }
  for await (const { rows } of readPages(rest, 'listEntries', all, signal)) {
    for (const row of rows) {
      const key = String(readNumber('listEntries', row, 'key'))
      const organisation = homes.get(key) ?? null
      const isCourse = row.olatResourceTypeName === 'CourseModule'
      listed.push({ category: isCourse ? 'course' : 'learning-resource', key, organisation })
      if (isCourse) listed.push({ category: 'course-coach', key, organisation })
    }
  }
  return listed
}

async function listGroups(rest: Rest, signal: AbortSignal): Promise<Listed[]> {
  const answer = await rest.call('listGroups', { signal })
  if (isNotAllowed(answer) || answer.status === 404) throw incomplete('listGroups')
  return readList('listGroups', answer).map(row => {
    return { category: 'group', key: String(readNumber('listGroups', row, 'key')), organisation: null }
  })
}

async function listPlanner(rest: Rest, signal: AbortSignal): Promise<Listed[]> {
  const listed: Listed[] = []
  for (const curriculum of await listCurricula(rest, signal)) {
    for (const { category, key } of [curriculum, ...(await listElements(rest, curriculum.key, signal))]) {
      listed.push({ category, key, organisation: null })
    }
  }
  return listed
}

// The status is not in a list of accounts, but a list can be asked for a status.
async function listLiving(rest: Rest, signal: AbortSignal): Promise<Set<string>> {
  const living = new Set<string>()
  for (const status of [statuses.permanent, statuses.active]) {
    for (const { key } of await searchAccounts(rest, { status }, signal)) living.add(key)
  }
  return living
}

function incomplete(operation: string): PlatformError {
  return new PlatformError('refused', 'snapshot-incomplete', { operation, mayHaveHappened: false })
}
