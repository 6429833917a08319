import { html } from 'htm/preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { drawPractice } from '../blocks/practice.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'
import { readKinds, stateOf } from './about.ts'

/** Every registered platform. */
export const platformsPage: AdminPage = {
  path: '/platforms',
  needs: 'listPlatforms',
  async draw(visit) {
    const { language, call, may } = visit
    const texts = platformTexts[language]
    const [all, nameOf] = await Promise.all([call('listPlatforms'), readKinds(visit)])
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${
          may('addPlatform') &&
          html`<p class="buttons">
            <a role="button" href="/admin/platforms/new">${texts.add.do}</a>
            ${all.length === 0 && html`<a href="/admin/first-run">${texts.list.firstRun}</a>`}
          </p>`
        }
        ${drawTable(visit, {
          caption: texts.list.caption,
          head: texts.list.head,
          empty: texts.list.empty,
          rows: all.map(platform => {
            const { text, kind } = stateOf(visit, platform)
            return [
              html`<a href=${`/admin/platforms/${platform.id}`}>${platform.name}</a> ${drawPractice(visit, platform)}`,
              nameOf(platform.kind),
              platform.baseUrl,
              html`<span class=${kind}>${text}</span>`
            ]
          })
        })}
      `
    }
  }
}
