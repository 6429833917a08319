import type { AskRight, Subject } from '../contract.ts'
import { isLiving } from './accounts.ts'
import { listHolders, listOrganisations, withAncestors } from './ownership/organisations.ts'
import type { Rest } from './rest.ts'

/** Roles that OpenOlat takes for managers of users over REST (fact sheet 1.3). */
const managingRoles = ['administrator', 'usermanager', 'rolesmanager']

/**
 * Whether OpenOlat would let the caller delete the subject: one of the managing roles in an organisation in which the
 * subject holds the plain role `user`, or in one above it. Read with our credentials; who may not read organisations
 * learns nothing, and unknown is never yes.
 */
export async function readAskRight(
  rest: Rest,
  caller: string,
  subject: Subject,
  signal: AbortSignal
): Promise<AskRight> {
  if (!(await isLiving(rest, caller, signal))) return { is: 'no', because: 'caller-not-living' }
  const organisations = await listOrganisations(rest, signal)
  if (organisations === null) return { is: 'unknown', because: 'organisations-not-readable' }
  const managed = new Set<string>()
  for (const { key } of organisations) {
    for (const role of managingRoles) {
      if ((await listHolders(rest, key, role, signal)).includes(caller)) managed.add(key)
    }
  }
  if (managed.size === 0) return { is: 'no', because: 'caller-manages-nobody' }
  for (const { key } of organisations) {
    if (!withAncestors(organisations, key).some(above => managed.has(above))) continue
    if ((await listHolders(rest, key, 'user', signal)).includes(subject.id)) return { is: 'yes' }
  }
  return { is: 'no', because: 'foreign-organisation' }
}
