import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Visit } from '../frame/visit.ts'

/** Where whoever is ticked is taken to. */
export const pickAddress = '/admin/selections/new'

/** Keys of the accounts that a form carries: ticked ones, and a list of them in one field. Each once. */
export const keysOf = (form: URLSearchParams): readonly string[] => [
  ...new Set([...form.getAll('key'), ...(form.get('keys') ?? '').split(' ').filter(key => key !== '')])
]

/** A box that ticks all of its table; it shows where the script runs. */
export const drawTickAll = ({ language }: Visit): ComponentChild =>
  html`<input type="checkbox" class="with-script" data-all aria-label=${frameTexts[language].selectAll} /> `

/** A box for one account, with what names it. */
export const drawTick = (key: string, name: string): ComponentChild =>
  html`<label><input type="checkbox" name="key" value=${key} /> ${name}</label>`

/** A form around a table with boxes, which leads on to ground and mandate. */
export const drawPickForm = (
  { formToken }: Visit,
  {
    platform,
    keys,
    submit,
    children
  }: {
    readonly platform: string
    /** Picked whatever is ticked. */
    readonly keys?: readonly string[]
    readonly submit: string
    readonly children?: ComponentChild
  }
): ComponentChild => html`
  <form method="post" action=${pickAddress}>
    <input type="hidden" name="form" value=${formToken} />
    <input type="hidden" name="platform" value=${platform} />
    <input type="hidden" name="step" value="pick" />
    ${keys !== undefined && html`<input type="hidden" name="keys" value=${keys.join(' ')} />`}
    ${children}
    <p class="buttons"><button>${submit}</button></p>
  </form>
`
