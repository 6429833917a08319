import { html } from 'htm/preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import { readNames } from '../people/names.ts'

/** What was picked lately, and the ways to pick. */
export const listPage: AdminPage = {
  path: '/selections',
  needs: 'listSelections',
  async draw(visit) {
    const texts = selectionTexts[visit.language]
    const [all, platformName, nameOf] = await Promise.all([
      visit.call('listSelections'),
      readPlatformNames(visit),
      readNames(visit)
    ])
    const youngestFirst = [...all].sort((one, other) => other.at.localeCompare(one.at))
    const rows = youngestFirst.map(({ id, at, platform, state, total, by }) => [
      html`<a href=${`/admin/selections/${id}`}>${drawInstant(visit, at)}</a>`,
      platformName(platform),
      texts.people(total),
      texts.states[state],
      nameOf(by)
    ])
    const head = [texts.at, texts.platform, texts.people(2).replace(/^2 /, ''), texts.state, texts.by]
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${
          visit.may('makeSelection') &&
          html`
            <ul class="links">
              <li><a role="button" href="/admin/selections/search">${texts.doSearch}</a></li>
              <li><a role="button" class="secondary" href="/admin/selections/from-list">${texts.doList}</a></li>
            </ul>
          `
        }
        ${drawTable(visit, { caption: texts.caption, head, rows, empty: texts.empty })}
      `
    }
  }
}
