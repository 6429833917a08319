import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Visit } from '../frame/visit.ts'

/** A secret that was made just now: shown on this page and nowhere again. */
export const drawOnce = ({ language }: Pick<Visit, 'language'>, label: string, secret: string): ComponentChild => {
  const texts = frameTexts[language]
  return html`
    <section class="once" aria-labelledby="once-label">
      <h2 id="once-label">${label}</h2>
      <p>${texts.once}</p>
      <p><code id="once" tabindex="0">${secret}</code></p>
      <button type="button" class="outline with-script" data-copy="once" data-done=${texts.copied}>${texts.copy}</button>
    </section>
  `
}
