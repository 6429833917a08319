import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { peopleTexts } from '../../../texts/admin/people.ts'
import type { Answer } from '../frame/call-api.ts'
import type { Visit } from '../frame/visit.ts'
import { listWords, othersOf, type Person } from './names.ts'

type Platforms = Answer<'listPlatforms'>

/** Who let somebody in. */
export const howTheyCameIn = ({ language }: Visit, { addedBy }: Person, nameOf: (id: string) => string): string =>
  addedBy === null ? peopleTexts[language].there : peopleTexts[language].letInBy(nameOf(addedBy))

/** What is known of somebody's accounts, platform by platform. */
export const drawPlaces = ({ language }: Visit, person: Person, platforms: Platforms): ComponentChild => {
  const texts = peopleTexts[language]
  if (platforms.length === 0) return texts.noPlatforms
  const lines = platforms.map(({ id, name }) => {
    const own = person.accounts.filter(({ platform }) => platform === id).map(account => account.id)
    if (own.length > 0) return texts.onPlatform(name, own.join(', '))
    return person.without.includes(id) ? texts.without(name) : texts.notSaid(name)
  })
  return lines.map((line, index) => html`${index > 0 && html`<br />`}${line}`)
}

/** Whether somebody was said to have or not to have an account on every platform. */
export const isPlacedEverywhere = ({ accounts, without }: Person, platforms: Platforms): boolean =>
  platforms.every(({ id }) => without.includes(id) || accounts.some(({ platform }) => platform === id))

/** Who counts as one with somebody, in words. */
export const drawCounts = (visit: Visit, person: Person, all: readonly Person[]): string => {
  const texts = peopleTexts[visit.language]
  const others = othersOf(person, all)
  return others.length === 0 ? texts.alone : texts.oneWith(listWords(visit, others))
}
