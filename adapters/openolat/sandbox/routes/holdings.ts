import { viewCourse, viewGroup } from '../views.ts'
import type { World } from '../world.ts'
import { type Call, ok, page, type Row, targetOf } from './row.ts'

/** Fact sheet 3.1: what a person owns, coaches and takes part in. */
export const holdings: readonly Row[] = [
  {
    name: 'listOwnedCourses',
    method: 'GET',
    path: '/users/:key/courses/owned',
    may: 'manager',
    handle(call) {
      // The query has no type filter: what is no course is dropped silently, but counted.
      const owned = heldEntries(call, 'owner')
      return page(call, 'courses', owned.filter(isCourse).map(viewCourse), owned.length)
    }
  },
  {
    name: 'listCoachedCourses',
    method: 'GET',
    path: '/users/:key/courses/teached',
    may: 'manager',
    handle: call => page(call, 'courses', heldEntries(call, 'coach').filter(isCourse).map(viewCourse))
  },
  {
    name: 'listMyCourses',
    method: 'GET',
    path: '/users/:key/courses/my',
    may: 'manager',
    handle: call => page(call, 'courses', heldEntries(call, 'participant').filter(isCourse).map(viewCourse))
  },
  {
    name: 'listUserGroups',
    method: 'GET',
    path: '/users/:key/groups',
    may: 'manager',
    handle: call => page(call, 'groups', heldGroups(call, ['coach', 'participant']))
  },
  {
    name: 'listCoachedGroups',
    method: 'GET',
    path: '/users/:key/groups/owner',
    may: 'manager',
    handle: call => ok(heldGroups(call, ['coach']))
  },
  {
    name: 'listGroupsTakenPart',
    method: 'GET',
    path: '/users/:key/groups/participant',
    may: 'manager',
    handle: call => ok(heldGroups(call, ['participant']))
  }
]

function isCourse(entry: World['entries'][number]): boolean {
  return entry.olatResourceTypeName === 'CourseModule'
}

function heldEntries(call: Call, role: string) {
  const { world } = call
  const mine = world.memberships.filter(m => m.scope === 'entry' && m.role === role && m.person === targetOf(call).key)
  return mine.map(m => world.entries.find(e => e.key === m.of)!)
}

function heldGroups(call: Call, roles: readonly string[]) {
  const mine = call.world.memberships.filter(
    m => m.scope === 'group' && roles.includes(m.role) && m.person === targetOf(call).key
  )
  return call.world.groups.filter(group => mine.some(m => m.of === group.key)).map(viewGroup)
}
