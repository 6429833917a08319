import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Visit } from '../frame/visit.ts'

/**
 * A part of a page that is drawn anew while something is under way: by the script after so many seconds, without it by
 * the page coming anew (`renewSeconds` of the page) or by the link.
 */
export const drawLive = (
  { language, path }: Visit,
  { name, seconds, children }: { readonly name: string; readonly seconds: number; readonly children: ComponentChild }
): ComponentChild => html`
  <div data-live=${name} data-every=${seconds}>${children}</div>
  <noscript><p><a href=${path}>${frameTexts[language].renewNow}</a></p></noscript>
`

/** How far something is, as a bar with its numbers in words. */
export const drawProgress = (label: string, done: number, all: number): ComponentChild => html`
  <label class="progress">${label} <span>${done} / ${all}</span>
    <progress value=${done} max=${Math.max(all, 1)}></progress>
  </label>
`
