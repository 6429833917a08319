import type { OwnedObject } from '../../contract.ts'
import { PlatformError } from '../../errors.ts'
import { readList, readNumber, readText } from '../answers.ts'
import { isNotAllowed, type OperationId, type Rest } from '../rest.ts'
import { keyOfElement, listOwners } from './categories.ts'
import type { KnownOwnership } from './known.ts'

/** All curricula. A release without them has none. @throws PlatformError `refused` with `curricula-not-readable` */
export async function listCurricula(rest: Rest, signal: AbortSignal): Promise<OwnedObject[]> {
  const operation = 'listCurricula'
  const answer = await rest.call(operation, { signal })
  if (answer.status === 404) return []
  if (isNotAllowed(answer)) {
    throw new PlatformError('refused', 'curricula-not-readable', { operation, mayHaveHappened: false })
  }
  return readList(operation, answer).map(row => toCurriculum(operation, row, 'curriculum', null))
}

/** The elements of a curriculum; none when it is gone. */
export async function listElements(rest: Rest, curriculum: string, signal: AbortSignal): Promise<OwnedObject[]> {
  const operation = 'listElements'
  const answer = await rest.call(operation, { params: { of: curriculum }, signal })
  if (answer.status === 404) return []
  return readList(operation, answer).map(row => toCurriculum(operation, row, 'curriculum-element', curriculum))
}

/**
 * Curricula and elements that a person owns. No call lists them by person (fact sheet 3.1): curricula are walked; so
 * are elements, but where the nightly list is there, only those in which it names the person.
 */
export async function listOwnedCurricula(
  rest: Rest,
  person: string,
  known: KnownOwnership,
  signal: AbortSignal
): Promise<OwnedObject[]> {
  const curricula = await listCurricula(rest, signal)
  const mine = known.rows.filter(row => row.category === 'curriculum-element' && row.owners.includes(person))
  const listed = new Set(mine.map(({ key }) => key))
  const owned: OwnedObject[] = []
  for (const curriculum of curricula) {
    const isWorthIt = !known.hasElements || [...listed].some(key => key.startsWith(`${curriculum.key}.`))
    const elements = isWorthIt ? await listElements(rest, curriculum.key, signal) : []
    const asked = !known.hasElements ? elements : elements.filter(({ key }) => listed.has(key))
    for (const object of [curriculum, ...asked]) {
      const owners = await listOwners(rest, object.category, object.key, signal)
      if (owners?.includes(person)) owned.push(object)
    }
  }
  return owned
}

function toCurriculum(
  operation: OperationId,
  row: Readonly<Record<string, unknown>>,
  category: string,
  curriculum: string | null
): OwnedObject {
  const id = String(readNumber(operation, row, 'key'))
  const key = curriculum === null ? id : keyOfElement(curriculum, id)
  return { category, key, title: readText(row, 'displayName') ?? id, ...isManaged(row) }
}

/** `managed`, where another system keeps an object. */
export function isManaged(row: Readonly<Record<string, unknown>>): { managed?: true } {
  return readText(row, 'managedFlags') === null ? {} : { managed: true }
}
