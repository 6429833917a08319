import { html } from 'htm/preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { peopleTexts } from '../../../texts/admin/people.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { drawCounts, drawPlaces, howTheyCameIn } from './draw.ts'
import { type Person, readNames } from './names.ts'

const drawLinks = (visit: Visit) => {
  const texts = peopleTexts[visit.language]
  return html`
    <ul class="links">
      ${visit.may('addPerson') && html`<li><a role="button" href="/admin/people/new">${texts.add}</a></li>`}
      <li><a href="/admin/tokens">${texts.tokens}</a></li>
      <li><a href="/admin/governance">${texts.log}</a></li>
    </ul>
  `
}

/** Everybody who works with Lethe: with their roles, how they came in, and who counts as one. */
export const peoplePage: AdminPage = {
  path: '/people',
  needs: 'listPersons',
  async draw(visit) {
    const texts = peopleTexts[visit.language]
    const [people, platforms, nameOf] = await Promise.all([
      visit.call('listPersons'),
      visit.call('listPlatforms'),
      readNames(visit)
    ])
    const row = (person: Person) => [
      html`<a href=${`/admin/people/${person.id}`}>${person.name}</a>`,
      person.roles.map(role => frameTexts[visit.language].roles[role]).join(', '),
      howTheyCameIn(visit, person, nameOf),
      drawPlaces(visit, person, platforms),
      drawCounts(visit, person, people),
      person.disabledAt === null ? texts.active : html`${texts.shutOut} (${drawInstant(visit, person.disabledAt)})`
    ]
    const head = [texts.name, texts.roles, texts.cameIn, texts.accounts, texts.counts, texts.state]
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead} ${texts.oneBecause}</p>
        ${drawLinks(visit)}
        ${drawTable(visit, { caption: texts.caption, head, rows: people.map(row) })}
      `
    }
  }
}
