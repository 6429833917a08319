import { html } from 'htm/preact'
import { sourceTexts } from '../../../texts/admin/sources.ts'
import { localeOf } from '../../../texts/locale.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readPlatforms, type Source } from './about.ts'

const stateOf = ({ language }: Visit, { isOnTrial, secrets }: Source) => {
  const texts = sourceTexts[language]
  if (isOnTrial) return html`<span class="soon">${texts.trial}</span>`
  return secrets.some(({ live }) => live)
    ? html`<span class="good">${texts.live}</span>`
    : html`<span class="late">${texts.noSecret}</span>`
}

/** Who may send demands. */
export const sourcesPage: AdminPage = {
  path: '/sources',
  needs: 'listSources',
  async draw(visit) {
    const { language, call, may } = visit
    const texts = sourceTexts[language]
    const [all, nameOf] = await Promise.all([call('listSources'), readPlatforms(visit)])
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${may('addSource') && html`<p><a role="button" href="/admin/sources/new">${texts.add}</a></p>`}
        ${drawTable(visit, {
          caption: texts.caption,
          head: texts.head,
          empty: texts.empty,
          rows: all.map(source => [
            html`<a href=${`/admin/sources/${source.id}`}>${source.name}</a>`,
            source.platforms.map(nameOf).join(', '),
            source.origins.map(origin => texts.originNames[origin]).join(', '),
            source.dailyCap.toLocaleString(localeOf[language]),
            texts.inHour(source.brakePerHour),
            source.kept === 0 ? 0 : html`<a href=${`/admin/sources/${source.id}/kept`}>${source.kept}</a>`,
            stateOf(visit, source)
          ])
        })}
      `
    }
  }
}
