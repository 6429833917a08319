import type { OwnedObject, Subject } from '../contract.ts'
import { PlatformError } from '../errors.ts'
import { isLiving } from './accounts.ts'
import { readAccount, readList, readNumber, readObject, readText } from './answers.ts'
import { type OperationId, type Rest, refuseAnswer } from './rest.ts'

/** Learning resources are courses or not; both are kept by owners. Groups are kept by coaches. */
export type OwnedCategory = 'course' | 'learning-resource' | 'group'

const pageSize = 100

/** Keys of those who own an object; null when the object is not there. */
export async function listOwners(
  rest: Rest,
  category: string,
  of: string,
  signal: AbortSignal
): Promise<readonly string[] | null> {
  const operation: OperationId = category === 'group' ? 'listGroupOwners' : 'listEntryOwners'
  const answer = await rest.call(operation, { params: { of }, signal })
  if (answer.status === 404) return null
  return readList(operation, answer).map(item => readAccount(operation, item).key)
}

/**
 * Everything that the subject owns or coaches.
 * @throws PlatformError `refused` with `owned-resources-not-found` when OpenOlat counts more than it lets be found
 */
export async function listOwned(rest: Rest, subject: Subject, signal: AbortSignal): Promise<OwnedObject[]> {
  const { courses, totalCount } = await listOwnedCourses(rest, subject.id, signal)
  const others = totalCount > courses.length ? await findOtherResources(rest, subject, courses, signal) : []
  if (courses.length + others.length < totalCount) {
    throw new PlatformError('refused', 'owned-resources-not-found', {
      operation: 'searchEntries',
      mayHaveHappened: false
    })
  }
  return [...courses, ...others, ...(await listCoached(rest, subject.id, signal))]
}

/** What nobody else who lives owns: OpenOlat would give it to its own administrator, or to nobody (fact sheet 3.3). */
export async function keepSolelyOwned(
  rest: Rest,
  subject: Subject,
  owned: readonly OwnedObject[],
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const living = new Map<string, boolean>()
  const sole: OwnedObject[] = []
  for (const object of owned) {
    const owners = (await listOwners(rest, object.category, object.key, signal)) ?? []
    let hasLivingOwner = false
    for (const owner of owners.filter(key => key !== subject.id)) {
      if (!living.has(owner)) living.set(owner, await isLiving(rest, owner, signal))
      hasLivingOwner ||= living.get(owner) === true
    }
    if (!hasLivingOwner) sole.push(object)
  }
  return sole
}

/**
 * Says no while somebody is the last living owner of anything: what came to them after the plan was made, or was given
 * to a successor who has left since, would go to OpenOlat's administrator or to nobody.
 * @throws PlatformError `refused` with `no-successor`
 */
export async function refuseOrphans(rest: Rest, subject: Subject, operation: string, signal: AbortSignal) {
  const sole = await keepSolelyOwned(rest, subject, await listOwned(rest, subject, signal), signal)
  if (sole.length > 0) throw new PlatformError('refused', 'no-successor', { operation, mayHaveHappened: false })
}

// In paged mode the total counts every owned resource, though only courses are listed (fact sheet 3.1).
async function listOwnedCourses(rest: Rest, key: string, signal: AbortSignal) {
  const courses: OwnedObject[] = []
  let totalCount = 0
  for (let start = 0; ; start += pageSize) {
    const query = { start, limit: pageSize }
    const answer = await rest.call('listOwnedCourses', { params: { key }, query, isPaged: true, signal })
    const rows = readList('listOwnedCourses', answer, 'courses')
    totalCount = readNumber('listOwnedCourses', readObject('listOwnedCourses', answer), 'totalCount')
    courses.push(...rows.map(row => toObject('listOwnedCourses', row, 'course', 'repoEntryKey', 'displayName')))
    if (rows.length < pageSize) return { courses, totalCount }
  }
}

// The search matches names fuzzily and never the key: each hit is confirmed by its owners.
async function findOtherResources(
  rest: Rest,
  subject: Subject,
  courses: readonly OwnedObject[],
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const found = new Map<string, OwnedObject>()
  const seen = new Set(courses.map(course => course.key))
  const names = new Set([...(subject.displayName?.split(' ') ?? []), subject.username])
  for (const author of names) {
    const answer = await rest.call('searchEntries', { query: { author }, signal })
    for (const row of readList('searchEntries', answer)) {
      const object = toObject('searchEntries', row, 'learning-resource', 'key', 'displayname')
      if (seen.has(object.key)) continue
      seen.add(object.key)
      const owners = await listOwners(rest, object.category, object.key, signal)
      if (owners?.includes(subject.id)) found.set(object.key, object)
    }
  }
  return [...found.values()]
}

async function listCoached(rest: Rest, key: string, signal: AbortSignal): Promise<OwnedObject[]> {
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
  return { category, key: id, title: readText(row, title) ?? id }
}
