import { type Call, createClient } from './client.ts'

type Roles = readonly ('administrator' | 'privacy-officer' | 'user-manager' | 'system-administrator' | 'auditor')[]

/** Says of whoever calls that they have no account on these platforms: who is not placed there agrees to nothing. */
export async function placeMyself(call: Call, platforms: readonly string[]): Promise<void> {
  const { person } = await call<{ person: { id: string } }>('GET', '/me')
  await call('PUT', `/persons/${person.id}/accounts`, { accounts: [], without: platforms })
}

/**
 * Lets another person in, as a site with one administrator does: it says on record that whoever they let in counts
 * beside them, and each changes the token that they were given for one of their own. Answers a client with that token.
 */
export async function letIn(
  address: () => string,
  call: Call,
  platforms: readonly string[],
  { name = 'Colleague', roles = ['privacy-officer'] }: { readonly name?: string; readonly roles?: Roles } = {}
): Promise<Call> {
  await call('PUT', '/controller', { agreement: { people: 2, countsWhoWasLetIn: true, knowingly: true } })
  const { id } = await call<{ id: string }>('POST', '/persons', { name, roles })
  await call('PUT', `/persons/${id}/accounts`, { accounts: [], without: platforms })
  const given = await call<{ token: string }>('POST', '/tokens', { person: id, label: 'handed over', days: 1 })
  const own = await createClient(address(), given.token)<{ token: string }>('POST', '/me/token', { days: 1 })
  return (method, path, body) => createClient(address(), own.token)(method, path, body)
}
