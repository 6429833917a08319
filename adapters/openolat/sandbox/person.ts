import { identityOf, type World } from './world.ts'

/** What the database holds about one person, by category; undefined when it never knew the key. */
export function describePerson(world: World, id: string): Record<string, unknown> | undefined {
  const identity = identityOf(world, id)
  if (identity === undefined) return undefined
  const mine = <Row extends { person: number }>(rows: readonly Row[]) => rows.filter(row => row.person === identity.key)
  return {
    key: identity.key,
    name: identity.name,
    status: identity.status,
    isDeleted: identity.status === 199,
    externalId: identity.externalId,
    profile: identity.profile,
    hasPortrait: identity.hasPortrait,
    authentications: identity.authentications.map(({ provider, authUsername }) => ({ provider, authUsername })),
    sessions: identity.sessions.length,
    deletedRoles: identity.deletedRoles,
    data: identity.data,
    kept: identity.kept,
    memberships: mine(world.memberships).map(({ scope, of, role }) => ({ scope, of, role })),
    relations: world.relations.filter(r => r.source === identity.key || r.target === identity.key).length,
    certificates: mine(world.certificates).length,
    statements: mine(world.statements).length,
    assessmentEntries: mine(world.assessmentEntries).length,
    files: mine(world.files).reduce((sum, row) => sum + row.count, 0),
    queuedFiles: mine(world.fileQueue).length
  }
}
