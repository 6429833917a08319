import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Visit } from '../frame/visit.ts'
import { drawField, type Field } from './field.ts'

/** A form that is sent to the page it stands on, unless said otherwise. */
export interface Form {
  readonly submit: string
  readonly fields?: readonly Field[]
  /** What stands between the fields and the button. */
  readonly children?: ComponentChild
  readonly action?: string
  /** It loses something. */
  readonly dangerous?: boolean
  /** Where somebody goes who does not want this after all. */
  readonly cancel?: string
  /** What the button does, for those who hear it without what stands around; else its own words. */
  readonly name?: string
}

/** Draws a form with the mark that shows who opened it. */
export const drawForm = (visit: Visit, form: Form): ComponentChild => html`
  <form method="post" action=${form.action ?? visit.path}>
    <input type="hidden" name="form" value=${visit.formToken} />
    ${form.fields?.map(field => drawField(visit, field))}
    ${form.children}
    <p class="buttons">
      <button class=${form.dangerous === true ? 'dangerous' : undefined} aria-label=${form.name}>${form.submit}</button>
      ${form.cancel !== undefined && html`<a href=${form.cancel}>${frameTexts[visit.language].cancel}</a>`}
    </p>
  </form>
`
