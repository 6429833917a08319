import type { FactValues, Subject } from '../../contract.ts'
import { listAuthentications } from '../accounts.ts'
import type { Rest } from '../rest.ts'

/** Authentications that are no login at another provider, and why (fact sheet 2.5). */
const notLinked: Readonly<Record<string, string>> = {
  OLAT: 'the password of the platform itself',
  WEBDAV: 'a copy of the password for network drives',
  REST: 'a token of the REST interface',
  'API-Key': 'a key for machines',
  'RSS-OLAT': 'the secret in addresses of feeds',
  feed: 'the secret in addresses of feeds',
  VMS: 'an account that OpenOlat keeps at Vitero',
  ACONNECT: 'an account that OpenOlat keeps at Adobe Connect'
}

/** Logins at other providers; those of the institution are among them, as only the site can tell. */
export async function gatherLogins(
  rest: Rest,
  subject: Subject,
  signal: AbortSignal
): Promise<FactValues['linked-logins']> {
  const authentications = await listAuthentications(rest, subject.id, signal)
  const providers = authentications.map(row => row.provider).filter(provider => !Object.hasOwn(notLinked, provider))
  return [...new Set(providers)].map(provider => ({ provider }))
}
