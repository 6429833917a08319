import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

/** Names of persons, sources and fact providers, as far as the reader may know them; any other id by its beginning. */
export const readActorNames = async (visit: Visit): Promise<(id: string) => string> => {
  const [nameOf, sources, providers] = await Promise.all([
    readNames(visit),
    visit.may('listSources') ? visit.call('listSources') : [],
    visit.may('listFactProviders') ? visit.call('listFactProviders') : []
  ])
  const names = new Map([...sources, ...providers].map(({ id, name }) => [id, name]))
  return id => {
    const person = nameOf(id)
    return names.get(id) ?? (person === id && id.length > 20 ? id.slice(0, 8) : person)
  }
}
