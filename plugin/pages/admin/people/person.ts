import { html } from 'htm/preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { peopleTexts } from '../../../texts/admin/people.ts'
import { signInPageTexts } from '../../../texts/admin/sign-in.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage, Operation } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { drawCounts, drawPlaces, howTheyCameIn, isPlacedEverywhere } from './draw.ts'
import { findPerson, listWords, type Person, readNames } from './names.ts'

/** What may be done with somebody: by whom, where, and how it is called. */
const moves = [
  ['linkPerson', 'accounts', 'linkTitle'],
  ['setRoles', 'roles', 'rolesTitle'],
  ['vouchForPerson', 'vouch', 'vouchTitle'],
  ['disablePerson', 'disable', 'disableTitle']
] as const satisfies readonly (readonly [Operation, string, string])[]

/** By which ways somebody can sign in. */
const waysOf = (visit: Visit, { signInName, hasIdentity }: Person): string => {
  const texts = peopleTexts[visit.language]
  const ways = [
    ...(signInName === null ? [] : [texts.byPassword(signInName)]),
    ...(hasIdentity ? [texts.byIdentity] : [])
  ]
  return ways.length === 0 ? texts.noWay : listWords(visit, ways)
}

const drawMoves = (visit: Visit, person: Person) => {
  const texts = peopleTexts[visit.language]
  const may = moves.filter(([operation]) => visit.may(operation))
  if (person.disabledAt !== null || may.length === 0) return null
  return html`
    <h2>${texts.change}</h2>
    <ul class="links">
      ${
        visit.may('linkIdentity') &&
        person.id !== visit.staff.person.id &&
        (['password', 'identity'] as const).map(
          path =>
            html`<li><a href=${`/admin/people/${person.id}/${path}`}>${signInPageTexts[visit.language][path === 'password' ? 'otherTitle' : 'identityTitle']}</a></li>`
        )
      }
      ${may.map(([, path, title]) => html`<li><a href=${`/admin/people/${person.id}/${path}`}>${texts[title]}</a></li>`)}
    </ul>
  `
}

/** One of those who work with Lethe. */
export const personPage: AdminPage = {
  path: '/people/:person',
  needs: 'listPersons',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const [{ person, all }, platforms, nameOf] = await Promise.all([
      findPerson(visit),
      visit.call('listPlatforms'),
      readNames(visit)
    ])
    const pairs = [
      [texts.name, person.name],
      [texts.roles, person.roles.map(role => frameTexts[visit.language].roles[role]).join(', ')],
      [texts.state, person.disabledAt === null ? texts.active : texts.shutOut],
      [texts.since, drawInstant(visit, person.disabledAt ?? person.createdAt)],
      [texts.cameIn, howTheyCameIn(visit, person, nameOf)],
      [texts.signsIn, waysOf(visit, person)],
      [texts.vouched, person.vouchedBy.length === 0 ? texts.nobody : listWords(visit, person.vouchedBy.map(nameOf))],
      [texts.counts, drawCounts(visit, person, all)],
      [texts.accounts, drawPlaces(visit, person, platforms)]
    ] as const
    return {
      title: texts.person,
      body: html`
        ${drawPairs(pairs)}
        <p>${texts.oneBecause}</p>
        ${person.disabledAt === null && !isPlacedEverywhere(person, platforms) && html`<p class="notice wait">${texts.unplaced}</p>`}
        ${drawMoves(visit, person)}
      `
    }
  }
}
