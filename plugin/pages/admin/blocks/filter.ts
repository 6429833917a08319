import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import type { Visit } from '../frame/visit.ts'
import { drawField, type Field } from './field.ts'

/** What a list is narrowed by: an address that can be kept, so codes and ids only, and nothing personal. */
export const drawFilter = (
  visit: Visit,
  { fields, submit, name }: { readonly fields: readonly Field[]; readonly submit: string; readonly name: string }
): ComponentChild => {
  const about = { language: visit.language, form: new URLSearchParams(), problem: null }
  const asked = (field: Field): Field => ({ ...field, value: visit.query[field.name] ?? field.value })
  return html`
    <form method="get" action=${visit.path} class="filter" aria-label=${name}>
      ${fields.map(field => drawField(about, asked(field)))}
      <p class="buttons"><button class="secondary">${submit}</button></p>
    </form>
  `
}
