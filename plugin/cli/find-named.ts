import type { Client } from './client.ts'
import { CliError, exitCodes } from './exit-codes.ts'

const lists = {
  source: '/sources',
  person: '/persons',
  endpoint: '/endpoints',
  'fact-provider': '/fact-providers'
} as const

/** What has a name beside its id. */
export type Named = keyof typeof lists

/**
 * Id of something, by id or by a name that only one has. Throws `name-ambiguous`, and `source-unknown`, `person-unknown`
 * or the like as the API does.
 */
export const findNamed = async (client: Client, what: Named, idOrName: string): Promise<string> => {
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

/** Names by id; none where the caller may not see them. */
export const readNames = async (client: Client, what: Named): Promise<ReadonlyMap<string, string>> => {
  try {
    const all = await client.call<{ id: string; name: string }[]>('GET', lists[what])
    return new Map(all.map(({ id, name }) => [id, name]))
  } catch (error) {
    if (error instanceof CliError && error.code === 'role-missing') return new Map()
    throw error
  }
}

/** With two sources of a name, no command finds either by it any more. Throws `name-taken`. */
export const checkSourceNameFree = async (client: Client, name: string): Promise<void> => {
  const taken = [...(await readNames(client, 'source'))].find(([, other]) => other === name)
  if (taken === undefined) return
  const instead = `take another name, or make it a new secret: lethe source rotate ${taken[0]}`
  throw new CliError(exitCodes.usage, 'name-taken', `a source has this name already: ${instead}`)
}
