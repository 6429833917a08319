import { holdsAnywhere, holdsRole } from '../caller.ts'
import { viewEntry } from '../views.ts'
import { type Entry, identityOf, membersOf } from '../world.ts'
import { type Call, ok, page, type Row } from './row.ts'

const isAdministrator = (call: Call) => holdsAnywhere(call.world, call.caller, ['administrator'])

/** Fact sheet 3.1, 4 and 6: resources, what a course keeps of a person, grading. */
export const repository: readonly Row[] = [
  {
    name: 'listEntries',
    method: 'GET',
    path: '/repo/entries',
    may: 'anybody',
    handle: call => page(call, 'repositoryEntries', call.world.entries.map(viewEntry))
  },
  {
    name: 'searchEntries',
    method: 'GET',
    path: '/repo/entries/search',
    may: 'anybody',
    handle: call => ok(call.world.entries.filter(entry => isByAuthor(call, entry)).map(viewEntry))
  },
  {
    name: 'getEntry',
    method: 'GET',
    path: '/repo/entries/:of',
    may: 'anybody',
    handle({ world, param }) {
      const entry = world.entries.find(e => String(e.key) === param('of'))
      return entry === undefined ? { status: 404 } : ok(viewEntry(entry))
    }
  },
  {
    name: 'getStatement',
    method: 'GET',
    path: '/repo/courses/:of/statements/:person',
    may: isAdministrator,
    handle({ world, param }) {
      const entry = world.entries.find(e => String(e.olatResourceId + 1) === param('of'))
      const has = world.statements.some(row => row.entry === entry?.key && String(row.person) === param('person'))
      return has ? ok({ courseTitle: entry!.displayname }) : { status: 404 }
    }
  },
  {
    name: 'getCourseResult',
    method: 'GET',
    path: '/repo/courses/:of/assessments/users/:person',
    may: isAdministrator,
    handle({ world, param }) {
      const entry = world.entries.find(e => String(e.olatResourceId) === param('of'))
      const person = identityOf(world, param('person'))
      if (entry === undefined || person === undefined) return { status: 404 }
      const has = world.assessmentEntries.some(row => row.entry === entry.key && row.person === person.key)
      return ok({ identityKey: person.key, score: has ? 8.5 : null, passed: has ? true : null, attempts: null })
    }
  },
  {
    name: 'headCourseCertificate',
    method: 'HEAD',
    path: '/repo/courses/:of/certificates/:person',
    may: isAdministrator,
    handle({ world, param }) {
      const entry = world.entries.find(e => String(e.olatResourceId + 1) === param('of'))
      const has = world.certificates.some(row => row.entry === entry?.key && String(row.person) === param('person'))
      return { status: has ? 200 : 404 }
    }
  },
  {
    name: 'listGradedTests',
    method: 'GET',
    path: '/grading/assignments/tests',
    may: 'anybody',
    handle(call) {
      const tests = [...new Set(call.world.assignments.map(a => a.test))]
      const entries = call.world.entries.filter(e => tests.includes(e.key) && mayGrade(call, e))
      return ok(entries.map(viewEntry))
    }
  },
  {
    name: 'listGradingAssignments',
    method: 'GET',
    path: '/grading/test/:of/assignments',
    may: 'anybody',
    handle(call) {
      const entry = call.world.entries.find(e => String(e.key) === call.param('of'))
      if (entry === undefined) return { status: 404 }
      if (!mayGrade(call, entry)) return { status: 403 }
      const rows = call.world.assignments.filter(a => a.test === entry.key)
      // The grader is not in the answer.
      return ok(
        rows.map(a => ({
          key: a.key,
          assignmentStatus: a.assignmentStatus,
          assessedIdentityKey: a.assessed,
          assessmentEntry: null
        }))
      )
    }
  }
]

// A fuzzy match on first name, last name or identity name, never on the key.
function isByAuthor(call: Call, entry: Entry): boolean {
  const author = call.query('author')
  if (author === null) return true
  return membersOf(call.world, 'entry', entry.key, 'owner').some(key => {
    const owner = identityOf(call.world, key)!
    const names = [owner.profile.firstName, owner.profile.lastName, owner.name]
    return names.some(name => name?.toLowerCase().includes(author.toLowerCase()))
  })
}

function mayGrade(call: Call, entry: Entry): boolean {
  return holdsRole(call.world, call.caller, entry.organisation, ['administrator', 'learnresourcemanager'])
}
