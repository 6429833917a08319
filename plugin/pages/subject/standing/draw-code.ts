import { html } from 'htm/preact'
import type { Language } from '../../../texts/language.ts'
import { pageTexts } from '../../../texts/pages.ts'

/** A code of a demand, for whom it belongs to. */
export const drawStatusCode = (code: string, language: Language) => {
  const { yours, keep } = pageTexts[language].statusCode
  return html`
    <div class="once" id="status-code">
      <p>${yours}: <code>${code}</code></p>
      <p><small>${keep}</small></p>
    </div>
  `
}
