import { platformTexts } from '../../../texts/admin/platforms.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'

/** A platform as the API shows it. */
export type Platform = Answer<'showPlatform'>

/** The platform of this address, as parameters of a call. */
export const pathOf = ({ params }: Pick<Visit, 'params'>) => ({ platform: params.platform! })

/** Its own page. */
export const addressOf = (visit: Pick<Visit, 'params'>): string => `/admin/platforms/${pathOf(visit).platform}`

/** The platform of this address. Throws `platform-unknown`. */
export const findPlatform = (visit: Visit): Promise<Platform> => visit.call('showPlatform', { path: pathOf(visit) })

/** The page of the platform stands above its further pages. */
export const aboveOf = (platform: Pick<Platform, 'id' | 'name'>) => [
  { title: platform.name, href: `/admin/platforms/${platform.id}` }
]

/** How a platform stands, in a few words, and whether that is good. */
export const stateOf = (
  { language }: Pick<Visit, 'language'>,
  { paused, everythingPaused, registration }: Platform
): { readonly text: string; readonly kind: 'good' | 'late' | 'soon' } => {
  const texts = platformTexts[language].states
  const stopping = registration.problems.filter(({ stops }) => stops === 'all').length
  if (everythingPaused !== null) return { text: texts.allPaused, kind: 'soon' }
  if (paused !== null) return { text: texts.paused, kind: 'soon' }
  if (stopping > 0) return { text: texts.stopped(stopping), kind: 'late' }
  if (registration.problems.some(({ stops }) => stops === 'start')) return { text: texts.noStart, kind: 'soon' }
  return { text: texts.good, kind: 'good' }
}

/** Names of people who work with Lethe by their ids; the id itself where the reader may not list them. */
export const readWho = async ({ may, call }: Visit): Promise<(id: string) => string> => {
  if (!may('listPersons')) return id => id
  const all = await call('listPersons')
  return id => all.find(person => person.id === id)?.name ?? id
}

/** Names of kinds as people know them. */
export const readKinds = async ({ call }: Visit): Promise<(kind: string) => string> => {
  const kinds = await call('listPlatformKinds')
  return wanted => kinds.find(({ kind }) => kind === wanted)?.name ?? wanted
}
