import { type Identity, identityOf, membersOf, type World } from './world.ts'

/** Roles whose holders' first and last names stay after deletion; `owner` is of any resource. */
const namedRoles = [
  'sysadmin',
  'administrator',
  'usermanager',
  'learnresourcemanager',
  'groupmanager',
  'poolmanager',
  'curriculummanager',
  'author',
  'owner'
]

interface Step {
  readonly name: string
  run(world: World, identity: Identity): void
}

/** The beans that delete, highest priority first; each is committed by itself. */
export const deletionSteps: readonly Step[] = [
  { name: 'queue-files', run: queueFiles },
  drop('test-results', 'testSessions'),
  { name: 'portrait', run: dropPortrait },
  drop('home-page', 'businessCard'),
  { name: 'resources', run: (world, identity) => substitute(world, identity, 'entry', 'owner') },
  { name: 'groups', run: leaveGroups },
  { name: 'grading', run: unassignGrading },
  { name: 'assessments', run: dropAssessments },
  { name: 'personal-data', run: dropPersonalData },
  drop('properties', 'settings'),
  { name: 'profile', run: clearProfile },
  { name: 'authentications', run: dropAuthentications }
]

/** What comes after the beans: the rest of the memberships, then name and status. */
export const endSteps: readonly Step[] = [
  { name: 'memberships', run: dropMemberships },
  { name: 'finish', run: finish }
]

/** What the deletion of one account came to; `failed` names the step that threw. */
export type Deletion = { readonly is: 'deleted' | 'protected' } | { readonly is: 'failed'; readonly step: string }

/** Deletes an account as the lifecycle manager does: synchronously, step by step, with no way back. */
export function deleteIdentity(world: World, identity: Identity, doer: Identity | null): Deletion {
  const id = String(identity.key)
  // In 2018 the method did not ask.
  if (identity.status === 1 && world.settings.line === 'current') {
    world.journal.add('delete', id, { because: 'permanent' }, true)
    return { is: 'protected' }
  }
  world.journal.add('delete-begun', id)
  identity.sessions = []
  identity.deletedBy = doer === null ? null : `${doer.profile.lastName}, ${doer.profile.firstName}`
  identity.deletedDate = world.now().getTime()
  identity.deletedRoles = heldRoles(world, identity)
  for (const step of deletionSteps) {
    if (isFailing(world, step.name, identity.key)) {
      world.journal.add('delete-failed', id, { step: step.name })
      return { is: 'failed', step: step.name }
    }
    step.run(world, identity)
  }
  for (const end of endSteps) {
    if (isFailing(world, end.name, identity.key)) {
      world.journal.add('delete-failed', id, { step: end.name })
      return { is: 'failed', step: end.name }
    }
    end.run(world, identity)
  }
  world.journal.add('delete', id)
  return { is: 'deleted' }
}

function heldRoles(world: World, identity: Identity): string[] {
  const held = world.memberships.filter(m => m.person === identity.key)
  const roles = held.filter(m => m.scope === 'organisation').map(m => m.role)
  return [...new Set(held.some(m => m.scope === 'entry' && m.role === 'owner') ? [...roles, 'owner'] : roles)]
}

function isFailing(world: World, step: string, person: number): boolean {
  const failing = world.settings.failingStep
  if (failing === null || failing.step !== step || failing.times < 1) return false
  if (failing.person !== undefined && failing.person !== person) return false
  failing.times -= 1
  return true
}

function drop(name: string, category: string): Step {
  return { name, run: (_, identity) => void delete identity.data[category] }
}

function keepOnly(data: Record<string, number>, category: string): Record<string, number> {
  return data[category] === undefined ? {} : { [category]: data[category] }
}

// Only courses with an assessment entry of the person are queued: files elsewhere stay (fact sheet 6.1).
function queueFiles(world: World, identity: Identity): void {
  const mine = world.assessmentEntries.filter(row => row.person === identity.key)
  world.fileQueue.push(...mine.map(({ person, entry }) => ({ person, entry })))
}

function substitute(world: World, identity: Identity, scope: 'entry' | 'group', role: string): void {
  const held = world.memberships.filter(m => m.scope === scope && m.role === role && m.person === identity.key)
  world.memberships = world.memberships.filter(m => !held.includes(m))
  for (const { of } of held) {
    const entry = scope === 'entry' ? world.entries.find(e => e.key === of) : undefined
    const successor = identityOf(world, world.substitute ?? -1)
    if (entry?.initialAuthor === identity.name) entry.initialAuthor = successor?.name ?? 'administrator'
    if (membersOf(world, scope, of, role).length > 0) continue
    world.journal.add(successor === undefined ? 'orphaned' : 'substituted', String(identity.key), { scope, of })
    if (successor !== undefined) world.memberships.push({ scope, of, role, person: successor.key })
  }
}

function leaveGroups(world: World, identity: Identity): void {
  world.memberships = world.memberships.filter(
    m => !(m.scope === 'group' && m.role !== 'coach' && m.person === identity.key)
  )
  substitute(world, identity, 'group', 'coach')
}

function unassignGrading(world: World, identity: Identity): void {
  for (const assignment of world.assignments) {
    if (assignment.grader !== identity.key) continue
    assignment.grader = null
    assignment.assignmentStatus = 'unassigned'
  }
}

function dropAssessments(world: World, identity: Identity): void {
  world.statements = world.statements.filter(row => row.person !== identity.key)
  world.assessmentEntries = world.assessmentEntries.filter(row => row.person !== identity.key)
}

function dropPortrait(_: World, identity: Identity): void {
  identity.hasPortrait = false
}

function dropPersonalData(_: World, identity: Identity): void {
  identity.data = keepOnly(identity.data, 'settings')
}

function dropAuthentications(_: World, identity: Identity): void {
  identity.authentications = []
}

function dropMemberships(world: World, identity: Identity): void {
  world.memberships = world.memberships.filter(m => m.person !== identity.key)
}

function finish(world: World, identity: Identity): void {
  identity.name = world.settings.line === 'current' ? `del_${identity.key}` : nameBackup(world, identity)
  identity.externalId = null
  identity.status = 199
}

// `yyyyMMddHHmm_bkp_{oldname}`, as it was in 2018.
function nameBackup(world: World, identity: Identity): string {
  return `${world.now().toISOString().replace(/\D/g, '').slice(0, 12)}_bkp_${identity.name}`
}

function clearProfile(_: World, identity: Identity): void {
  const { firstName, lastName } = identity.profile
  const isNamed = identity.deletedRoles.some(role => namedRoles.includes(role))
  identity.profile = isNamed ? { firstName: firstName ?? null, lastName: lastName ?? null } : {}
}
