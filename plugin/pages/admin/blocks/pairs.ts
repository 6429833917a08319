import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'

/** Names with what they are, in two columns where there is room. Absent ones are left out. */
export const drawPairs = (
  pairs: readonly (readonly [string, ComponentChild | null | undefined])[]
): ComponentChild => html`
  <dl class="pairs">
    ${pairs
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>
`
