import { holdsAnywhere, holdsRole } from '../caller.ts'
import { viewUser } from '../views.ts'
import { addMember, identityOf, type Membership, membersOf, removeMember } from '../world.ts'
import { type Call, ok, type Row } from './row.ts'

interface Kind {
  readonly scope: Membership['scope']
  /** Path of the object, with `:of`. */
  readonly base: string
  /** Words of the path and the roles behind them. */
  readonly roles: Readonly<Record<string, string>>
  readonly names: Readonly<Record<string, { list: string; add: string; remove: string }>>
  readonly refusal?: number
  keyOf(call: Call): number | undefined
  may(call: Call, key: number): boolean
}

const entryKind: Kind = {
  scope: 'entry',
  base: '/repo/entries/:of',
  roles: { owners: 'owner', coaches: 'coach', participants: 'participant' },
  names: {
    owners: { list: 'listEntryOwners', add: 'addEntryOwner', remove: 'removeEntryOwner' },
    coaches: { list: 'listEntryCoaches', add: 'addEntryCoach', remove: 'removeEntryCoach' },
    participants: { list: 'listEntryParticipants', add: 'addEntryParticipant', remove: 'removeEntryParticipant' }
  },
  keyOf: call => call.world.entries.find(e => String(e.key) === call.param('of'))?.key,
  may: (call, key) => mayEntry(call, key)
}

const courseKind: Kind = {
  scope: 'entry',
  base: '/repo/courses/:of',
  roles: { authors: 'owner', tutors: 'coach' },
  names: {
    authors: { list: 'listCourseAuthors', add: 'addCourseAuthor', remove: 'removeCourseAuthor' },
    tutors: { list: 'listCourseTutors', add: 'addCourseTutor', remove: 'removeCourseTutor' }
  },
  keyOf: call => call.world.entries.find(e => String(e.olatResourceId) === call.param('of'))?.key,
  may: (call, key) => mayEntry(call, key)
}

const groupKind: Kind = {
  scope: 'group',
  base: '/groups/:of',
  roles: { owners: 'coach', participants: 'participant' },
  names: {
    owners: { list: 'listGroupOwners', add: 'addGroupOwner', remove: 'removeGroupOwner' },
    participants: { list: 'listGroupParticipants', add: 'addGroupParticipant', remove: 'removeGroupParticipant' }
  },
  refusal: 401,
  keyOf: call => call.world.groups.find(g => String(g.key) === call.param('of'))?.key,
  may: call => holdsAnywhere(call.world, call.caller, ['groupmanager', 'administrator'])
}

const curriculumKind: Kind = {
  scope: 'curriculum',
  base: '/curriculum/:of',
  roles: { curriculumowners: 'curriculumowner' },
  names: {
    curriculumowners: { list: 'listCurriculumOwners', add: 'addCurriculumOwner', remove: 'removeCurriculumOwner' }
  },
  keyOf: call => call.world.curricula.find(c => String(c.key) === call.param('of'))?.key,
  may: call => holdsAnywhere(call.world, call.caller, ['curriculummanager', 'administrator'])
}

const elementRoles = ['owner', 'coach', 'mastercoach', 'participant', 'curriculumelementowner']
const toName = (role: string) => role.charAt(0).toUpperCase() + role.slice(1)

const elementKind: Kind = {
  scope: 'element',
  base: '/curriculum/:of/elements/:element',
  roles: Object.fromEntries(
    elementRoles.map(role => [
      role === 'coach' ? 'coaches' : role === 'mastercoach' ? 'mastercoaches' : `${role}s`,
      role
    ])
  ),
  names: Object.fromEntries(
    elementRoles.map(role => {
      const name = role === 'curriculumelementowner' ? 'ElementOwner' : `Element${toName(role)}Member`
      const word = role === 'coach' ? 'coaches' : role === 'mastercoach' ? 'mastercoaches' : `${role}s`
      return [word, { list: `list${name}s`, add: `add${name}`, remove: `remove${name}` }]
    })
  ),
  keyOf: call =>
    call.world.curricula
      .find(c => String(c.key) === call.param('of'))
      ?.elements.find(e => String(e.key) === call.param('element'))?.key,
  may: curriculumKind.may
}

const lectureKind: Kind = {
  scope: 'lecture-block',
  base: '/repo/courses/:course/lectureblocks/:of',
  roles: { teachers: 'teacher' },
  names: { teachers: { list: 'listLectureTeachers', add: 'addLectureTeacher', remove: 'removeLectureTeacher' } },
  keyOf: call => keyByMembers(call, 'lecture-block'),
  may: call => holdsAnywhere(call.world, call.caller, ['learnresourcemanager', 'administrator'])
}

const questionKind: Kind = {
  scope: 'question',
  base: '/qpool/items/:of',
  roles: { authors: 'author' },
  names: { authors: { list: 'listQuestionAuthors', add: 'addQuestionAuthor', remove: 'removeQuestionAuthor' } },
  refusal: 401,
  keyOf: call => keyByMembers(call, 'question'),
  may: call => holdsAnywhere(call.world, call.caller, ['poolmanager', 'administrator'])
}

const kinds = [entryKind, courseKind, groupKind, curriculumKind, elementKind, lectureKind, questionKind]

/** Fact sheet 3.2: listing and changing owners. Removing the last one is not refused. */
export const members: readonly Row[] = kinds.flatMap(kind =>
  Object.entries(kind.roles).flatMap(([word, role]) => memberRows(kind, word, role))
)

function memberRows(kind: Kind, word: string, role: string): Row[] {
  const names = kind.names[word]!
  const path = `${kind.base}/${word}`
  const guarded = (handle: (call: Call, of: number) => ReturnType<Row['handle']>): Row['handle'] => {
    return call => {
      const of = kind.keyOf(call)
      if (of === undefined) return { status: 404 }
      return kind.may(call, of) ? handle(call, of) : { status: kind.refusal ?? 403 }
    }
  }
  const change = (call: Call, of: number, apply: typeof addMember) => {
    const person = identityOf(call.world, call.param('person'))
    if (person === undefined) return { status: 404 }
    apply(call.world, { scope: kind.scope, of, role, person: person.key })
    return ok()
  }
  return [
    {
      name: names.list,
      method: 'GET',
      path,
      may: 'anybody',
      handle: guarded(({ world }, of) =>
        ok(membersOf(world, kind.scope, of, role).map(key => viewUser(world, identityOf(world, key)!, false)))
      )
    },
    {
      name: names.add,
      method: 'PUT',
      path: `${path}/:person`,
      may: 'anybody',
      handle: guarded((call, of) => {
        const answer = change(call, of, addMember)
        // Only the course endpoint grants the author role along with the ownership.
        if (kind === courseKind && role === 'owner' && answer.status === 200) {
          const organisation = call.world.entries.find(e => e.key === of)!.organisation
          addMember(call.world, {
            scope: 'organisation',
            of: organisation,
            role: 'author',
            person: Number(call.param('person'))
          })
        }
        return answer
      })
    },
    {
      name: names.remove,
      method: 'DELETE',
      path: `${path}/:person`,
      may: 'anybody',
      handle: guarded((call, of) => change(call, of, removeMember))
    }
  ]
}

function keyByMembers({ world, param }: Call, scope: Membership['scope']): number | undefined {
  return world.memberships.find(m => m.scope === scope && String(m.of) === param('of'))?.of
}

function mayEntry(call: Call, key: number): boolean {
  const { world, caller } = call
  const organisation = world.entries.find(e => e.key === key)!.organisation
  const isOwner = membersOf(world, 'entry', key, 'owner').includes(caller.key)
  return isOwner || holdsRole(world, caller, organisation, ['administrator', 'learnresourcemanager'])
}
