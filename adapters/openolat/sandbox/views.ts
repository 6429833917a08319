import type { Entry, Group, Identity, World } from './world.ts'

/** UserVO. Callers who manage the person see all properties, others only the first ones. */
export function viewUser(world: World, identity: Identity, isManager: boolean): Record<string, unknown> {
  const { firstName, lastName, email, ...properties } = identity.profile
  const names = Object.keys(properties).filter(name => isManager || name === 'nickName')
  return {
    key: identity.key,
    login: world.settings.generatedNames ? null : identity.name,
    externalId: identity.externalId,
    password: null,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    email: email ?? null,
    portrait: null,
    [world.settings.propertyListName]: names
      .filter(name => properties[name] != null)
      .map(name => ({ name, value: properties[name] }))
  }
}

/** UserLifecycleVO; dates are epoch milliseconds. */
export function viewLifecycle(identity: Identity): Record<string, unknown> {
  return {
    key: identity.key,
    externalId: identity.externalId,
    creationDate: identity.creationDate,
    expirationDate: identity.expirationDate,
    inactivationDate: identity.inactivationDate,
    status: identity.status
  }
}

/** RepositoryEntryVO, its main fields. */
export function viewEntry(entry: Entry): Record<string, unknown> {
  return {
    key: entry.key,
    softkey: `sandbox_${entry.key}`,
    resourcename: entry.displayname,
    displayname: entry.displayname,
    authors: entry.initialAuthor,
    externalId: null,
    managedFlags: entry.managedFlags,
    olatResourceKey: entry.olatResourceId + 1,
    olatResourceId: entry.olatResourceId,
    olatResourceTypeName: entry.olatResourceTypeName
  }
}

/** CourseVO, the fields that name it. */
export function viewCourse(entry: Entry): Record<string, unknown> {
  return {
    key: entry.olatResourceId,
    softKey: `sandbox_${entry.key}`,
    repoEntryKey: entry.key,
    displayName: entry.displayname,
    title: entry.displayname
  }
}

/** GroupVO, its main fields. */
export function viewGroup(group: Group): Record<string, unknown> {
  return {
    key: group.key,
    name: group.name,
    description: null,
    type: 'BusinessGroup',
    externalId: null,
    managedFlags: group.managedFlags ?? null
  }
}
