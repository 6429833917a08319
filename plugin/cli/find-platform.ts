import type { components } from '../../openapi/types/lethe.ts'
import type { Client } from './client.ts'

type Platform = components['schemas']['Platform']

/** A platform by id or name, as people write it. `platform-unknown` comes from the API. */
export const findPlatform = async (client: Client, idOrName: string): Promise<Platform> => {
  const all = await client.call<Platform[]>('GET', '/platforms')
  const found = all.find(({ id }) => id === idOrName) ?? all.find(({ name }) => name === idOrName)
  return found ?? client.call<Platform>('GET', `/platforms/${encodeURIComponent(idOrName.toLowerCase())}`)
}

/** Names of platforms by id. A platform that was removed has none. */
export const readPlatformNames = async (client: Client): Promise<ReadonlyMap<string, string>> =>
  new Map((await client.call<Platform[]>('GET', '/platforms')).map(({ id, name }) => [id, name]))
