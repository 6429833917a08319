import { html } from 'htm/preact'
import { wordFetchFirst } from '../../../texts/consequences/index.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { drawBlocks } from '../../blocks.ts'
import type { Help } from './help.ts'

/** What can be fetched before it goes: what the platform names, and where it has the rest. */
export const drawFetchFirst = ({ language, own, meaning, visit }: Help) => {
  const { title, text, what, where, link } = pageTexts[language].fetch
  const places = where[visit.site.body.kind]
  return html`
    <section id="fetch-first" aria-labelledby="fetch-title">
      <h2 id="fetch-title">${title}</h2>
      <p>${text}</p>
      ${drawBlocks(wordFetchFirst(meaning, language))}
      <ul>
        ${own.keepsakes.map(
          ({ what: keepsake, url }) => html`
            <li>
              <strong>${what[keepsake]}</strong>: ${places[keepsake] ?? ''}
              ${url !== null && html`${' '}<a href=${url} aria-label=${`${link}: ${what[keepsake]}`}>${link}</a>`}
            </li>
          `
        )}
      </ul>
    </section>
  `
}
