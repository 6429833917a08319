import { practiceTexts } from '../../../texts/admin/practice.ts'
import type { Answer } from '../frame/call-api.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import type { Field } from './field.ts'

/** A platform as the API shows it. */
export type Platform = Answer<'listPlatforms'>[number]

/** Its name, and beside it that it is for practice only. */
const nameOf = (
  { language }: Pick<Visit, 'language'>,
  { name, practice }: Pick<Platform, 'name' | 'practice'>
): string => (practice ? `${name} (${practiceTexts[language].badge})` : name)

/** The name of a platform by its id, with the mark of practice; the id itself once the platform is gone. */
export const readPlatformNames = async (visit: Visit): Promise<(id: string) => string> => {
  const names = new Map((await visit.call('listPlatforms')).map(one => [one.id, nameOf(visit, one)]))
  return id => names.get(id) ?? id
}

/** The platform of the address. Throws the refusal of an address that leads nowhere. */
export const findPlatform = async (visit: Visit): Promise<Platform> => {
  const found = (await visit.call('listPlatforms')).find(({ id }) => id === visit.params.platform)
  if (found === undefined) throw refuse('platform-unknown')
  return found
}

/** Which platform is meant. */
export const platformField = (label: string, platforms: readonly Platform[], value?: string): Field => ({
  is: 'choice',
  name: 'platform',
  label,
  required: true,
  value: value ?? platforms[0]?.id,
  choices: platforms.map(({ id, name }) => ({ value: id, label: name }))
})
