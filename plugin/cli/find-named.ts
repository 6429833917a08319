import type { Client } from './client.ts'
import { CliError, exitCodes } from './exit-codes.ts'

const lists = { source: '/sources', person: '/persons' } as const

/**
 * Id of a source or a person, by id or by a name that only one has. Throws `name-ambiguous`, and `source-unknown` or
 * `person-unknown` as the API does.
 */
export const findNamed = async (client: Client, what: keyof typeof lists, idOrName: string): Promise<string> => {
  const all = await client.call<{ id: string; name: string }[]>('GET', lists[what])
  const found = all.find(({ id }) => id === idOrName)
  if (found !== undefined) return found.id
  const named = all.filter(({ name }) => name === idOrName)
  const look = `\`lethe ${what} list\` shows them`
  if (named.length === 0)
    throw new CliError(exitCodes.notFound, `${what}-unknown`, `no ${what} has this id or name; ${look}`)
  if (named.length > 1)
    throw new CliError(exitCodes.usage, 'name-ambiguous', `${named.length} have this name: give the id; ${look}`)
  return named[0]!.id
}

/** Names of sources or people by id; none where the caller may not see them. */
export const readNames = async (client: Client, what: keyof typeof lists): Promise<ReadonlyMap<string, string>> => {
  try {
    const all = await client.call<{ id: string; name: string }[]>('GET', lists[what])
    return new Map(all.map(({ id, name }) => [id, name]))
  } catch (error) {
    if (error instanceof CliError && error.code === 'role-missing') return new Map()
    throw error
  }
}
