import type { Answer } from '../frame/call-api.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

/** A source as the API shows it. */
export type Source = Answer<'listSources'>[number]

/** The source of this address, as parameters of a call. */
export const pathOf = ({ params }: Pick<Visit, 'params'>) => ({ source: params.source! })

/** Its own page. */
export const addressOf = (visit: Pick<Visit, 'params'>): string => `/admin/sources/${pathOf(visit).source}`

/** The source of this address. Throws `source-unknown`. */
export const findSource = async (visit: Visit): Promise<Source> => {
  const found = (await visit.call('listSources')).find(({ id }) => id === visit.params.source)
  if (found === undefined) throw refuse('source-unknown')
  return found
}

/** The page of the source stands above its further pages. */
export const aboveOf = ({ id, name }: Source) => [{ title: name, href: `/admin/sources/${id}` }]

/** Names of platforms by their ids. */
export const readPlatforms = async ({ call }: Visit): Promise<(id: string) => string> => {
  const all = await call('listPlatforms')
  return id => all.find(platform => platform.id === id)?.name ?? id
}
