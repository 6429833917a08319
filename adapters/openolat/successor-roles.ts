import type { OwnedObject, SuccessorRole } from '../contract.ts'
import { listOwners } from './ownership/categories.ts'
import { listHolders, type Organisation, withAncestors } from './ownership/organisations.ts'
import type { Rest } from './rest.ts'

/** Who manages objects of a category in an organisation, the narrower role first (fact sheet 1.3). */
const managers: Readonly<Record<string, readonly string[]>> = {
  course: ['learnresourcemanager', 'administrator'],
  'learning-resource': ['learnresourcemanager', 'administrator'],
  'course-coach': ['learnresourcemanager', 'administrator'],
  group: ['groupmanager', 'administrator'],
  curriculum: ['curriculummanager', 'administrator'],
  'curriculum-element': ['curriculummanager', 'administrator']
}

/**
 * Keys of those who have a role for an object, most fitting first. A co-owner of what has one owner is who owns what it
 * belongs to: the course of its teaching, the curriculum of its element. Where REST tells no organisation (groups,
 * curricula) the top one is asked.
 */
export async function listCandidates(
  rest: Rest,
  role: SuccessorRole,
  { category, key }: OwnedObject,
  home: string | null,
  organisations: readonly Organisation[],
  signal: AbortSignal
): Promise<readonly string[]> {
  if (role === 'organisation-manager') return listManagers(rest, category, home, organisations, signal)
  const asked = role === 'coach' ? coachesOf(category, key) : ownersOf(category, key)
  return asked === null ? [] : ((await listOwners(rest, asked.category, asked.key, signal)) ?? [])
}

function coachesOf(category: string, key: string) {
  return category === 'course' || category === 'learning-resource' ? { category: 'course-coach', key } : null
}

function ownersOf(category: string, key: string) {
  if (category === 'curriculum-element') return { category: 'curriculum', key: key.split('.')[0]! }
  return category === 'course-coach' ? { category: 'course', key } : { category, key }
}

async function listManagers(
  rest: Rest,
  category: string,
  home: string | null,
  organisations: readonly Organisation[],
  signal: AbortSignal
): Promise<readonly string[]> {
  const top = organisations.filter(({ parent }) => parent === null).map(({ key }) => key)
  const found: string[] = []
  for (const of of home === null ? top : withAncestors(organisations, home)) {
    for (const role of managers[category] ?? []) found.push(...(await listHolders(rest, of, role, signal)))
  }
  return [...new Set(found)]
}
