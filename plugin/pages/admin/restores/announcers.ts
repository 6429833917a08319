import { restoreTexts } from '../../../texts/admin/restores.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

/** Who announced a restore, by id: a person, or a source of deliveries. */
export const readAnnouncers = async (visit: Visit): Promise<(id: string) => string> => {
  const nameOf = await readNames(visit)
  const sources = visit.may('listSources') ? await visit.call('listSources') : []
  const names = new Map(sources.map(({ id, name }) => [id, name]))
  return id => {
    const name = names.get(id)
    return name === undefined ? nameOf(id) : `${restoreTexts[visit.language].source} (${name})`
  }
}
