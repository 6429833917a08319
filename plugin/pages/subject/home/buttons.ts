import { html } from 'htm/preact'
import type { Help } from './help.ts'

/** A button of the page, which does something in the name of whoever opened it. */
export const drawButton = (
  { visit, form }: Pick<Help, 'visit' | 'form'>,
  action: string,
  label: string,
  look: string
) => html`
  <form method="post" action=${`${visit.base}/${action}`}>
    <input type="hidden" name="form" value=${form} />
    <p class="buttons"><button class=${look}>${label}</button></p>
  </form>
`
