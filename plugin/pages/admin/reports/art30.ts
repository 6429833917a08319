import { html } from 'htm/preact'
import { reportTexts } from '../../../texts/admin/reports.ts'
import { drawInstant } from '../blocks/when.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'

const languages = ['en', 'de'] as const

const languageOf = ({ query, language }: Visit) => languages.find(each => each === query.language) ?? language

/** The entry in the record of processing activities, as a page to print. */
export const art30Page: AdminPage = {
  path: '/reports/art30',
  needs: 'showProcessingRecord',
  async draw(visit) {
    const texts = reportTexts[visit.language]
    const language = languageOf(visit)
    const record = await visit.call('showProcessingRecord', { query: { language } })
    return {
      title: texts.art30,
      body: html`
        <div class="on-screen">
          <p>${texts.art30Lead}</p>
          <ul class="links">
            ${languages.map(
              each => html`
                <li><a href=${`/admin/reports/art30?language=${each}`} aria-current=${each === language ? 'true' : undefined}>${texts.art30Language[each]}</a></li>
              `
            )}
            <li><a href=${`/admin/reports/art30/markdown?language=${language}`}>${texts.markdown}</a></li>
          </ul>
        </div>
        <article class="record" lang=${language}>
          <p><strong>${record.title}</strong></p>
          ${record.sections.map(
            ({ title, lines }) => html`<h2>${title}</h2><ul>${lines.map(line => html`<li>${line}</li>`)}</ul>`
          )}
        </article>
        <p><small>${texts.madeAt} ${drawInstant(visit, record.madeAt)}</small></p>
      `
    }
  }
}

/** The same as Markdown. */
export const art30MarkdownPage: AdminPage = {
  path: '/reports/art30/markdown',
  needs: 'showProcessingRecord',
  async draw(visit) {
    const language = languageOf(visit)
    const { markdown } = await visit.call('showProcessingRecord', { query: { language } })
    return { file: `lethe-article-30-${language}.md`, type: 'text/markdown; charset=utf-8', content: markdown }
  }
}
