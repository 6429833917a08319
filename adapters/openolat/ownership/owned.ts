import type { OwnedObject, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { readList, readNumber, readObject, readText } from '../answers.ts'
import { readPages } from '../paging.ts'
import { type OperationId, type Rest, refuseAnswer } from '../rest.ts'
import { isNamedOwnership, listOwners, type OwnedCategory } from './categories.ts'
import { isManaged, listOwnedCurricula } from './curricula.ts'
import type { KnownOwnership } from './known.ts'

/**
 * Everything that the subject owns, coaches or looks after, as far as REST tells.
 * @throws PlatformError `refused` with `owned-resources-not-found` when OpenOlat counts more than it lets be found
 */
export async function listOwned(
  rest: Rest,
  subject: Subject,
  known: KnownOwnership,
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const { courses, totalCount } = await listCourses(rest, 'listOwnedCourses', 'course', subject.id, signal)
  const others: OwnedObject[] = []
  for (const look of [findByAuthor, findInSnapshot]) {
    if (courses.length + others.length >= totalCount) break
    others.push(...(await look(rest, subject, [...courses, ...others], known, signal)))
  }
  if (courses.length + others.length < totalCount) {
    throw new PlatformError('refused', 'owned-resources-not-found', {
      operation: 'searchEntries',
      mayHaveHappened: false
    })
  }
  const coached = await listCourses(rest, 'listCoachedCourses', 'course-coach', subject.id, signal)
  const groups = await listCoachedGroups(rest, subject.id, signal)
  return [
    ...courses,
    ...others,
    ...coached.courses,
    ...groups,
    ...(await listOwnedCurricula(rest, subject.id, known, signal))
  ]
}

/** The ownerships for whose sake a name stays: courses and other learning resources, without groups and teaching. */
export async function listOwnedEntries(
  rest: Rest,
  subject: Subject,
  known: KnownOwnership,
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const owned = await listOwned(rest, subject, known, signal)
  return owned.filter(({ category }) => isNamedOwnership(category))
}

// In paged mode the total counts every owned resource, though only courses are listed (fact sheet 3.1).
async function listCourses(
  rest: Rest,
  operation: 'listOwnedCourses' | 'listCoachedCourses',
  category: OwnedCategory,
  key: string,
  signal: AbortSignal
) {
  const courses: OwnedObject[] = []
  let totalCount = 0
  const list = { field: 'courses', key: 'repoEntryKey', params: { key } }
  for await (const { answer, rows } of readPages(rest, operation, list, signal)) {
    totalCount = readNumber(operation, readObject(operation, answer), 'totalCount')
    courses.push(...rows.map(row => toObject(operation, row, category, 'repoEntryKey', 'displayName')))
  }
  return { courses, totalCount }
}

// The search matches names fuzzily and never the key: each hit is confirmed by its owners.
async function findByAuthor(
  rest: Rest,
  subject: Subject,
  found: readonly OwnedObject[],
  _known: KnownOwnership,
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const hits: OwnedObject[] = []
  const seen = new Set(found.map(({ key }) => key))
  const names = new Set([...(subject.displayName?.split(' ') ?? []), subject.username])
  for (const author of names) {
    const answer = await rest.call('searchEntries', { query: { author }, signal })
    for (const row of readList('searchEntries', answer)) {
      const object = toObject('searchEntries', row, 'learning-resource', 'key', 'displayname')
      if (seen.has(object.key)) continue
      seen.add(object.key)
      const owners = await listOwners(rest, object.category, object.key, signal)
      if (owners?.includes(subject.id)) hits.push(object)
    }
  }
  return hits
}

// What no name leads to (its owner was renamed, or has none): the nightly list, confirmed by the owners of now.
async function findInSnapshot(
  rest: Rest,
  subject: Subject,
  found: readonly OwnedObject[],
  known: KnownOwnership,
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const seen = new Set(found.map(({ key }) => key))
  const rows = known.rows.filter(
    row => row.category === 'learning-resource' && row.owners.includes(subject.id) && !seen.has(row.key)
  )
  const hits: OwnedObject[] = []
  for (const { key } of rows) {
    const owners = await listOwners(rest, 'learning-resource', key, signal)
    if (owners?.includes(subject.id)) hits.push(await describeEntry(rest, 'learning-resource', key, signal))
  }
  return hits
}

/** A learning resource with its title, and whether another system keeps it. */
export async function describeEntry(
  rest: Rest,
  category: string,
  key: string,
  signal: AbortSignal
): Promise<OwnedObject> {
  const answer = await rest.call('getEntry', { params: { of: key }, signal })
  const row = readObject('getEntry', answer)
  return { category, key, title: readText(row, 'displayname') ?? key, ...isManaged(row) }
}

async function listCoachedGroups(rest: Rest, key: string, signal: AbortSignal): Promise<OwnedObject[]> {
  const answer = await rest.call('listCoachedGroups', { params: { key }, signal })
  if (answer.status !== 200) throw refuseAnswer('listCoachedGroups', answer)
  return readList('listCoachedGroups', answer).map(row => toObject('listCoachedGroups', row, 'group', 'key', 'name'))
}

function toObject(
  operation: OperationId,
  row: Readonly<Record<string, unknown>>,
  category: OwnedCategory,
  key: string,
  title: string
): OwnedObject {
  const id = String(readNumber(operation, row, key))
  return { category, key: id, title: readText(row, title) ?? id, ...isManaged(row) }
}
