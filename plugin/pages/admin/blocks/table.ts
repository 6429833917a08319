import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Language } from '../../../texts/language.ts'
import type { Visit } from '../frame/visit.ts'

/** Rows with a caption and a heading each; the first cell names its row. */
export interface Table {
  readonly caption: string
  /** Where it is in another language than the page. */
  readonly captionLanguage?: Language
  readonly head: readonly ComponentChild[]
  readonly rows: readonly (readonly ComponentChild[])[]
  /** What is said instead of an empty table. */
  readonly empty?: string
  /** The same words stand above it as a heading: the caption is only heard. */
  readonly isHeaded?: boolean
}

/** Draws a table. Where it is wider than the window, it alone scrolls, and can be scrolled by keys. */
export const drawTable = ({ language }: Pick<Visit, 'language'>, table: Table): ComponentChild =>
  table.rows.length === 0
    ? html`<p class="empty">${table.empty ?? frameTexts[language].none}</p>`
    : html`
      <div class="wide" role="region" aria-label=${table.caption} tabindex="0">
        <table>
          <caption lang=${table.captionLanguage} class=${table.isHeaded === true ? 'unseen' : undefined}>${table.caption}</caption>
          <thead><tr>${table.head.map(cell => html`<th scope="col">${cell}</th>`)}</tr></thead>
          <tbody>
            ${table.rows.map(
              ([first, ...rest]) => html`
                <tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>
              `
            )}
          </tbody>
        </table>
      </div>
    `
