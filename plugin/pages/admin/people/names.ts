import { peopleTexts } from '../../../texts/admin/people.ts'
import { localeOf } from '../../../texts/locale.ts'
import type { Answer } from '../frame/call-api.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'

/** A person as the API shows them. */
export type Person = Answer<'listPersons'>[number]

/** Names by id of whoever is named in lists; an id of which nothing more may be known stands for itself. */
export const readNames = async (visit: Visit): Promise<(id: string) => string> => {
  const people = visit.may('listPersons') ? await visit.call('listPersons') : []
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return id => names.get(id) ?? (id === visit.staff.person.id ? visit.staff.person.body.name : id)
}

/** The person of the address. Throws the refusal of an address that leads nowhere. */
export const findPerson = async (visit: Visit): Promise<{ person: Person; all: readonly Person[] }> => {
  const all = await visit.call('listPersons')
  const person = all.find(({ id }) => id === visit.params.person)
  if (person === undefined) throw refuse('person-unknown')
  return { person, all }
}

/** Names of the others who count as one with a person. */
export const othersOf = (person: Person, all: readonly Person[]): readonly string[] =>
  all.filter(({ id, countsAs }) => id !== person.id && countsAs === person.countsAs).map(({ name }) => name)

/** Names of things in a row, as the reader's language rows them. */
export const listWords = ({ language }: Pick<Visit, 'language'>, words: readonly string[]): string =>
  new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(words)

/** The page of the person whom an address names. */
export const addressOf = ({ params }: Visit): string => `/admin/people/${params.person}`

/** What the operations on that person are given. */
export const pathOf = ({ params }: Visit): { person: string } => ({ person: params.person! })

/** What lies above a page about what is done with that person. */
export const aboveOf = (visit: Visit) => [{ title: peopleTexts[visit.language].person, href: addressOf(visit) }]
