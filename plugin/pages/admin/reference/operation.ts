import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { referenceTexts } from '../../../texts/admin/reference.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import {
  type Body,
  type Described,
  nameOf,
  type Operation,
  type Parameter,
  type ReferenceDocument,
  type Response,
  referenceDocument,
  type Schema
} from './document.ts'
import { exampleOf } from './example.ts'
import { fieldsOf, shapesOf } from './shapes.ts'
import { drawType } from './type.ts'
import { whoMay } from './who.ts'

type Drawing = { readonly visit: Visit; readonly document: ReferenceDocument }

const inEnglish = (text: string | undefined) => (text === undefined ? '' : html`<span lang="en">${text}</span>`)

const drawExample = ({ visit, document }: Drawing, schema: Schema): ComponentChild => html`
  <details>
    <summary>${referenceTexts[visit.language].example}</summary>
    <pre tabindex="0"><code>${JSON.stringify(exampleOf(document, schema), null, 2)}</code></pre>
  </details>
`

const drawFields = ({ visit, document }: Drawing, caption: string, schema: Schema): ComponentChild => {
  const texts = referenceTexts[visit.language]
  const rows = fieldsOf(schema).map(({ place, schema: field, isNeeded }) => [
    html`<code>${place}</code>`,
    drawType(visit, document, field),
    isNeeded ? texts.yes : texts.no,
    inEnglish(field.description)
  ])
  if (rows.length === 0) return html`<p>${drawType(visit, document, schema)}</p>`
  return drawTable(visit, { caption, head: [texts.field, texts.type, texts.needed, texts.means], rows })
}

const drawParameters = ({ visit, document }: Drawing, { parameters = [] }: Described) => {
  const texts = referenceTexts[visit.language]
  if (parameters.length === 0) return null
  const rows = parameters.map(given => {
    const { name, in: where, required = false, schema, description } = document.resolve<Parameter>(given)
    return [
      html`<code>${name}</code>`,
      texts.places[where] ?? where,
      drawType(visit, document, schema),
      required ? texts.yes : texts.no,
      inEnglish(description)
    ]
  })
  const head = [texts.field, texts.where, texts.type, texts.needed, texts.means]
  return drawTable(visit, { caption: texts.parameters, head, rows })
}

/** Schemas of a body by the types in which it is sent. */
const contentsOf = ({ content = {} }: Partial<Body>): readonly (readonly [string, Schema])[] =>
  Object.entries(content).flatMap(([type, { schema }]) => (schema === undefined ? [] : [[type, schema] as const]))

const drawBody = (drawing: Drawing, { requestBody }: Described) => {
  if (requestBody === undefined) return null
  const { visit, document } = drawing
  const texts = referenceTexts[visit.language]
  return contentsOf(document.resolve<Body>(requestBody)).map(
    ([type, schema]) => html`
      <h2>${texts.body}</h2>
      <p><code>${type}</code></p>
      ${nameOf(schema) === null ? drawFields(drawing, texts.body, schema) : html`<p>${texts.bodyIs} ${drawType(visit, document, schema)}.</p>`}
      ${drawExample(drawing, schema)}
    `
  )
}

const drawAnswers = ({ visit, document }: Drawing, { responses = {} }: Described) => {
  const texts = referenceTexts[visit.language]
  const rows = Object.entries(responses).map(([status, given]) => {
    const response = document.resolve<Response>(given)
    const contents = contentsOf(response)
    const drawn = contents.map(
      ([type, schema]) => html`<code>${type}</code>: ${drawType(visit, document, schema)}<br />`
    )
    return [status, inEnglish(response.description), contents.length === 0 ? texts.noContent : drawn]
  })
  return html`
    <h2>${texts.answers}</h2>
    ${drawTable(visit, { caption: texts.answers, head: [texts.status, texts.means, texts.content], rows })}
    <p>${texts.problemsLead} <a href="/problems">${texts.problems}</a></p>
  `
}

/** Everything that is sent or answered, of which the shapes are told below. */
const schemasOf = ({ document }: Drawing, described: Described): readonly Schema[] => {
  const body = described.requestBody === undefined ? [] : contentsOf(document.resolve<Body>(described.requestBody))
  const answers = Object.values(described.responses ?? {}).flatMap(given =>
    contentsOf(document.resolve<Response>(given))
  )
  const parameters = (described.parameters ?? []).map(given => document.resolve<Parameter>(given).schema)
  const called = callbacksOf(described).flatMap(callback => schemasOf({ document } as Drawing, callback))
  return [...[...body, ...answers].map(([, schema]) => schema), ...parameters, ...called]
}

const callbacksOf = ({ callbacks = {} }: Described): readonly Described[] =>
  Object.values(callbacks).flatMap(addresses => Object.values(addresses).flatMap(item => Object.values(item)))

const drawShapes = (drawing: Drawing, operation: Operation) => {
  const names = shapesOf(drawing.document, schemasOf(drawing, operation))
  if (names.length === 0) return null
  return html`
    <h2>${referenceTexts[drawing.visit.language].schemas}</h2>
    ${names.map(name => {
      const shape = drawing.document.resolve<Schema>({ $ref: `#/components/schemas/${name}` })
      return html`
        <h3 id=${`shape-${name}`} lang="en">${name}</h3>
        ${shape.description !== undefined && html`<p lang="en">${shape.description}</p>`}
        ${drawFields(drawing, referenceTexts[drawing.visit.language].fieldsOf(name), shape)}
      `
    })}
  `
}

/** One operation: its call, who may make it, what it takes and answers, every shape in it, and an example. */
export const operationPage: AdminPage = {
  path: '/reference/:operation',
  needs: 'signed-in',
  async draw(visit) {
    const texts = referenceTexts[visit.language]
    const document = referenceDocument()
    const operation = document.operations.find(({ id }) => id === visit.params.operation)
    if (operation === undefined) throw refuse('route-unknown')
    const drawing = { visit, document }
    const address = operation.isDelivery ? operation.path : `${operation.method} ${operation.path}`
    return {
      title: operation.id,
      above: [{ title: operation.tag, href: `/admin/reference#${operation.tag}` }],
      body: html`
        <p lang="en"><strong>${operation.summary}</strong></p>
        ${operation.description !== undefined && html`<p lang="en">${operation.description}</p>`}
        ${drawPairs([
          [texts.call, html`<code>${address}</code>`],
          [texts.who, whoMay(visit, operation)]
        ])}
        ${drawParameters(drawing, operation)}
        ${drawBody(drawing, operation)}
        ${drawAnswers(drawing, operation)}
        ${callbacksOf(operation).map(
          callback => html`<h2>${texts.callback}</h2><p lang="en">${callback.summary}</p>${drawBody(drawing, callback)}`
        )}
        ${drawShapes(drawing, operation)}
      `
    }
  }
}
