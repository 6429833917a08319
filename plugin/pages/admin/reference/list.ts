import { html } from 'htm/preact'
import { referenceTexts } from '../../../texts/admin/reference.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { type Operation, referenceDocument } from './document.ts'
import { whoMay } from './who.ts'

const rowOf = (visit: Visit, operation: Operation) => [
  html`<a href=${`/admin/reference/${operation.id}`}>${operation.id}</a>`,
  html`<code>${operation.isDelivery ? operation.path : `${operation.method} ${operation.path}`}</code>`,
  html`<span lang="en">${operation.summary}</span>`,
  whoMay(visit, operation)
]

/** Every operation of the document, by what it is about. */
export const referencePage: AdminPage = {
  path: '/reference',
  needs: 'signed-in',
  async draw(visit) {
    const texts = referenceTexts[visit.language]
    const { tags, operations } = referenceDocument()
    const head = [texts.operation, texts.call, texts.what, texts.who]
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        <ul class="links">
          <li><a href="/openapi.yaml">${texts.file}</a></li>
          <li><a href="/problems">${texts.problems}</a></li>
          ${tags.map(({ name }) => html`<li><a href=${`#${name}`} lang="en">${name}</a></li>`)}
        </ul>
        ${tags.map(
          ({ name, description }) => html`
            <h2 id=${name} lang="en">${name}</h2>
            ${drawTable(visit, {
              caption: description,
              captionLanguage: 'en',
              head,
              rows: operations.filter(({ tag }) => tag === name).map(operation => rowOf(visit, operation))
            })}
          `
        )}
      `
    }
  }
}
