import type { OwnedObject, Plan, Subject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { listAuthentications } from '../accounts.ts'
import { readList, readNumber } from '../answers.ts'
import { exists, hasResult, listTakenCourses, readCourseKeys } from '../earned.ts'
import { isNotAllowed, type Rest, refuseAnswer } from '../rest.ts'
import type { OrganisationRole } from '../roles.ts'

/** A place in the list of an object: whose members are asked for again afterwards. */
export interface Seat {
  readonly of: string
  readonly as: 'owners' | 'coaches' | 'participants'
}

/**
 * What must be known before the deletion to read it back: afterwards nearly every call about the account is a 403
 * (fact sheet 6). Null where these credentials cannot see it.
 */
export interface Remembered {
  readonly logins: readonly { readonly provider: string; readonly name: string }[] | null
  readonly roles: readonly OrganisationRole[] | null
  readonly groups: readonly Seat[] | null
  readonly entries: readonly Seat[] | null
  /** Resource keys of the courses in which there is one. */
  readonly statements: readonly string[] | null
  readonly certificates: readonly string[] | null
  /** In how many courses there are results. */
  readonly results: number | null
  /** `end`: at which end of the relation the subject stands. */
  readonly relations: readonly { readonly partner: string; readonly end: 'source' | 'target' }[] | null
  /** Curricula and their elements. */
  readonly planned: readonly Pick<OwnedObject, 'category' | 'key'>[]
  readonly portraits: number | null
}

/** What the plan has read already. */
export interface KnownBefore {
  readonly roles: readonly OrganisationRole[] | null
  readonly owned: readonly OwnedObject[]
}

const key = 'rows'

/** Collects what the rows need, as it goes into the plan's sealed `before`. Reads only. */
export async function rememberRows(
  rest: Rest,
  { id }: Subject,
  { roles, owned }: KnownBefore,
  signal: AbortSignal
): Promise<Remembered> {
  const seats = (as: Seat['as'], keys: readonly string[]): readonly Seat[] => keys.map(of => ({ of, as }))
  const among = (...categories: readonly string[]) => owned.filter(({ category }) => categories.includes(category))
  const looksAfter = (as: Seat['as'], ...categories: readonly string[]) =>
    seats(
      as,
      among(...categories).map(object => object.key)
    )
  const [logins, groups, courses, relations, portraits] = await Promise.all([
    unlessRefused(() => listLogins(rest, id, signal)),
    unlessRefused(() => listGroups(rest, id, signal)),
    unlessRefused(() => listTakenCourses(rest, id, signal)),
    unlessRefused(() => listRelations(rest, id, signal)),
    unlessRefused(async () => ((await exists(rest, 'headUserPortrait', { key: id }, signal)) ? 1 : 0))
  ])
  const earned = courses === null ? null : await unlessRefused(() => listEarned(rest, id, courses, signal))
  return {
    logins,
    roles,
    groups: groups === null ? null : [...looksAfter('owners', 'group'), ...seats('participants', groups)],
    entries:
      courses === null
        ? null
        : [
            ...looksAfter('owners', 'course', 'learning-resource'),
            ...looksAfter('coaches', 'course-coach'),
            ...seats('participants', courses)
          ],
    statements: earned?.statements ?? null,
    certificates: earned?.certificates ?? null,
    // None in the courses that are listed is not none.
    results: earned?.results || null,
    relations,
    planned: among('curriculum', 'curriculum-element').map(({ category, key }) => ({ category, key })),
    portraits
  }
}

/** As it lies in the plan. */
export function writeRemembered(remembered: Remembered): Readonly<Record<string, string>> {
  return { [key]: JSON.stringify(remembered) }
}

/** What the plan remembers; null where it remembers nothing. */
export function readRemembered(plan: Plan): Remembered | null {
  const remembered = plan.before[key]
  return typeof remembered === 'string' ? (JSON.parse(remembered) as Remembered) : null
}

async function unlessRefused<Value>(read: () => Promise<Value>): Promise<Value | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof PlatformError && error.failure !== 'unavailable') return null
    throw error
  }
}

async function listLogins(rest: Rest, id: string, signal: AbortSignal) {
  const logins = await listAuthentications(rest, id, signal)
  return logins.flatMap(({ provider, authUsername: name }) => (name === null ? [] : [{ provider, name }]))
}

async function listGroups(rest: Rest, id: string, signal: AbortSignal): Promise<string[]> {
  const operation = 'listGroupsTakenPart'
  const answer = await rest.call(operation, { params: { key: id }, signal })
  if (isNotAllowed(answer)) throw refuseAnswer(operation, answer)
  return readList(operation, answer).map(row => String(readNumber(operation, row, 'key')))
}

async function listRelations(rest: Rest, id: string, signal: AbortSignal) {
  const list = async (end: 'source' | 'target') => {
    const operation = end === 'source' ? 'listRelationsFrom' : 'listRelationsTo'
    const partner = end === 'source' ? 'identityTargetKey' : 'identitySourceKey'
    const answer = await rest.call(operation, { params: { key: id }, signal })
    return readList(operation, answer).map(row => ({ partner: String(readNumber(operation, row, partner)), end }))
  }
  return [...(await list('source')), ...(await list('target'))]
}

async function listEarned(rest: Rest, person: string, entries: readonly string[], signal: AbortSignal) {
  const rows = await Promise.all(
    entries.map(async entry => {
      const { resource: of, course } = await readCourseKeys(rest, entry, signal)
      const statement = await exists(rest, 'getStatement', { of, person }, signal)
      const certificate = await exists(rest, 'headCourseCertificate', { of, person }, signal)
      return { of, statement, certificate, result: await hasResult(rest, course, person, signal) }
    })
  )
  const keep = (what: 'statement' | 'certificate') => rows.filter(row => row[what]).map(({ of }) => of)
  const isRead = rows.every(({ result }) => result !== null)
  const results = isRead ? rows.filter(({ result }) => result).length : null
  return { statements: keep('statement'), certificates: keep('certificate'), results }
}
