import { readAccount, readList } from '../answers.ts'
import { isNotAllowed, type OperationId, type Rest, type RestCall, refuseAnswer } from '../rest.ts'

interface Kind {
  readonly list: OperationId
  readonly add: OperationId
}

const entry: Kind = { list: 'listEntryOwners', add: 'addEntryOwner' }

/**
 * What is looked after by people whom REST lists, and the calls for it (fact sheet 3.2). Learning resources are courses
 * or not; both are kept by owners, groups by coaches. `course-coach` is the course's teaching, whoever owns it.
 */
const kinds = {
  course: entry,
  'learning-resource': entry,
  'course-coach': { list: 'listEntryCoaches', add: 'addEntryCoach' },
  group: { list: 'listGroupOwners', add: 'addGroupOwner' },
  curriculum: { list: 'listCurriculumOwners', add: 'addCurriculumOwner' },
  'curriculum-element': { list: 'listElementOwners', add: 'addElementOwner' }
} as const satisfies Readonly<Record<string, Kind>>

/** A category of what can be owned. */
export type OwnedCategory = keyof typeof kinds

/** What can be owned and no call finds for a person: named in each plan, and left to people. */
export const notDiscoverable: readonly string[] = [
  'question-items',
  'lecture-blocks',
  'element-coaches',
  'projects',
  'portfolios',
  'media'
]

/** Whether OpenOlat keeps the name of whoever owns this (fact sheet 6, Profile). */
export function isNamedOwnership(category: string): boolean {
  return category === 'course' || category === 'learning-resource'
}

/** Key of an element: OpenOlat finds it by its curriculum only. */
export function keyOfElement(curriculum: string | number, element: string | number): string {
  return `${curriculum}.${element}`
}

/** Keys of those who look after an object; null when the object is not there. */
export async function listOwners(
  rest: Rest,
  category: string,
  key: string,
  signal: AbortSignal
): Promise<readonly string[] | null> {
  const operation = kindOf(category).list
  const answer = await rest.call(operation, { params: paramsOf(category, key), signal })
  if (answer.status === 404) return null
  if (isNotAllowed(answer)) throw refuseAnswer(operation, answer)
  return readList(operation, answer).map(item => readAccount(operation, item).key)
}

/** The call that makes somebody look after an object. */
export function addingOwner(
  category: string,
  key: string,
  person: string
): { operation: OperationId; params: NonNullable<RestCall['params']> } {
  return { operation: kindOf(category).add, params: { ...paramsOf(category, key), person } }
}

function kindOf(category: string): Kind {
  return Object.hasOwn(kinds, category) ? kinds[category as OwnedCategory] : entry
}

function paramsOf(category: string, key: string): Readonly<Record<string, string>> {
  if (category !== 'curriculum-element') return { of: key }
  const [of = '', element = ''] = key.split('.')
  return { of, element }
}
