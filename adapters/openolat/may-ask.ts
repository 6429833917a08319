import type { AskRight } from '../contract.ts'
import { isLiving } from './accounts.ts'
import { listHolders, listOrganisations, withAncestors } from './ownership/organisations.ts'
import type { Rest } from './rest.ts'

/** Roles that OpenOlat takes for managers of users over REST (fact sheet 1.3). */
const managingRoles = ['administrator', 'usermanager', 'rolesmanager']

/**
 * Whether OpenOlat would let the caller delete each of these accounts: one of the managing roles in an organisation in
 * which the account holds the plain role `user`, or in one above it. Read with our credentials, once for all of them;
 * who may not read organisations learns nothing, and unknown is never yes.
 */
export async function readAskRights(
  rest: Rest,
  caller: string,
  accounts: readonly string[],
  signal: AbortSignal
): Promise<AskRight[]> {
  const all = (right: AskRight) => accounts.map(() => right)
  if (!(await isLiving(rest, caller, signal))) return all({ is: 'no', because: 'caller-not-living' })
  const organisations = await listOrganisations(rest, signal)
  if (organisations === null) return all({ is: 'unknown', because: 'organisations-not-readable' })
  const managed = new Set<string>()
  for (const { key } of organisations) {
    for (const role of managingRoles) {
      if ((await listHolders(rest, key, role, signal)).includes(caller)) managed.add(key)
    }
  }
  if (managed.size === 0) return all({ is: 'no', because: 'caller-manages-nobody' })
  const inReach = new Set<string>()
  for (const { key } of organisations) {
    if (!withAncestors(organisations, key).some(above => managed.has(above))) continue
    for (const holder of await listHolders(rest, key, 'user', signal)) inReach.add(holder)
  }
  return accounts.map(id => (inReach.has(id) ? { is: 'yes' } : { is: 'no', because: 'foreign-organisation' }))
}
