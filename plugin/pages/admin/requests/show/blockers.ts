import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts, requestWords } from '../../../../texts/admin/requests.ts'
import { blockerText } from '../../../../texts/blockers.ts'
import type { Visit } from '../../frame/visit.ts'
import { type Full, requestAddress } from '../short.ts'

/**
 * Each thing that stands in the way: what is the matter, who can settle it, and the next step; nobody is asked for one
 * where what ends the request was said already (`isEnding`).
 */
export const drawBlockers = (
  visit: Visit,
  request: string,
  blockers: Full['summary']['blockers'],
  { mayRecheck = false, isEnding = false }: { readonly mayRecheck?: boolean; readonly isEnding?: boolean } = {}
): ComponentChild => {
  const { language } = visit
  const { request: texts } = requestTexts[language]
  const { turns } = requestWords[language]
  if (blockers.length === 0) return html`<p>${texts.noBlockers}</p>`
  return html`
    <ul class="blockers">
      ${blockers.map(({ code, severity, whoCanFix, count }) => {
        const { what, next } = blockerText(code, language)
        return html`
          <li>
            <strong>${what}</strong>${count !== null && ` (${count})`} <small><code>${code}</code></small>
            ${
              !isEnding &&
              html`<br />${severity === 'approval' ? texts.approvedBy : texts.fixedBy}: ${turns[whoCanFix]}<br />
            ${whoCanFix === 'subject' ? texts.nextOfPerson : texts.next}: ${next}`
            }
          </li>
        `
      })}
    </ul>
    ${
      mayRecheck &&
      !isEnding &&
      html`<p><a role="button" class="secondary" href=${requestAddress(request, 'recheck')}>${moveTexts[language].moves.recheck.title}</a></p>`
    }
  `
}
