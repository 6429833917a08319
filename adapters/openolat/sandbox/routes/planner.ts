import { holdsAnywhere } from '../caller.ts'
import { viewGroup } from '../views.ts'
import { type Call, ok, type Row } from './row.ts'

const managesCurricula = (call: Call) => holdsAnywhere(call.world, call.caller, ['curriculummanager', 'administrator'])

/** Fact sheet 1.3 and 3.1: all groups, and curricula with their elements, to be walked. */
export const planner: readonly Row[] = [
  {
    name: 'listGroups',
    method: 'GET',
    path: '/groups',
    may: call => holdsAnywhere(call.world, call.caller, ['groupmanager', 'administrator']),
    refusal: 401,
    handle: ({ world }) => ok(world.groups.map(viewGroup))
  },
  {
    name: 'listCurricula',
    method: 'GET',
    path: '/curriculum',
    may: managesCurricula,
    handle: ({ world }) =>
      ok(world.curricula.map(({ key, displayName }) => ({ key, displayName, managedFlags: null, externalId: null })))
  },
  {
    name: 'listElements',
    method: 'GET',
    path: '/curriculum/:of/elements',
    may: managesCurricula,
    handle({ world, param }) {
      const curriculum = world.curricula.find(c => String(c.key) === param('of'))
      if (curriculum === undefined) return { status: 404 }
      return ok(curriculum.elements.map(element => ({ ...element, curriculumKey: curriculum.key, managedFlags: null })))
    }
  }
]
