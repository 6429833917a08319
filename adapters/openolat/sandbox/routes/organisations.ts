import { holdsAnywhere } from '../caller.ts'
import { viewEntry, viewUser } from '../views.ts'
import { addMember, identityOf, membersOf, removeMember } from '../world.ts'
import { type Call, ok, type Row } from './row.ts'

const may = (call: Call) => holdsAnywhere(call.world, call.caller, ['administrator', 'sysadmin'])

/** Fact sheet 3.1 and 3.2: organisations, their roles, and the resources that belong to them. */
export const organisations: readonly Row[] = [
  {
    name: 'listOrganisations',
    method: 'GET',
    path: '/organisations',
    may,
    handle: ({ world }) =>
      ok(world.organisations.map(o => ({ key: o.key, displayName: o.displayName, parentOrganisationKey: o.parent })))
  },
  {
    name: 'listOrganisationEntries',
    method: 'GET',
    path: '/organisations/:organisation/entries',
    may,
    handle: call =>
      hasOrganisation(call)
        ? ok(
            call.world.entries.filter(e => String(e.organisation) === call.param('organisation')).map(e => viewEntry(e))
          )
        : { status: 404 }
  },
  {
    name: 'listOrganisationMembers',
    method: 'GET',
    path: '/organisations/:organisation/:role',
    may,
    handle: call =>
      hasOrganisation(call)
        ? ok(
            membersOf(call.world, 'organisation', call.param('organisation'), call.param('role')).map(key =>
              viewUser(call.world, identityOf(call.world, key)!, true)
            )
          )
        : { status: 404 }
  },
  {
    name: 'addOrganisationMember',
    method: 'PUT',
    path: '/organisations/:organisation/:role/:person',
    may,
    handle: call => change(call, addMember)
  },
  {
    name: 'removeOrganisationMember',
    method: 'DELETE',
    path: '/organisations/:organisation/:role/:person',
    may,
    handle: call => change(call, removeMember)
  }
]

function hasOrganisation(call: Call): boolean {
  return call.world.organisations.some(o => String(o.key) === call.param('organisation'))
}

function change(call: Call, apply: typeof addMember) {
  const person = identityOf(call.world, call.param('person'))
  if (person === undefined || !hasOrganisation(call)) return { status: 404 }
  const of = Number(call.param('organisation'))
  apply(call.world, { scope: 'organisation', of, role: call.param('role'), person: person.key })
  return ok()
}
