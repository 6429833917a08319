import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import type { Visit } from '../frame/visit.ts'

/** The way to the next page of a list, keeping what it is filtered by; nothing where there is only one. */
export const drawPaging = (visit: Visit, next: string | null | undefined): ComponentChild => {
  const texts = frameTexts[visit.language]
  const { after, said: _, ...kept } = visit.query
  const address = (more: Readonly<Record<string, string>>) => {
    const asked = new URLSearchParams({ ...(kept as Record<string, string>), ...more })
    return asked.size === 0 ? visit.path : `${visit.path}?${asked}`
  }
  if (!next && !after) return null
  return html`
    <nav class="paging" aria-label=${texts.pages}>
      ${after && html`<a href=${address({})}>${texts.first}</a>`}
      ${next && html`<a href=${address({ after: next })} rel="next">${texts.more}</a>`}
    </nav>
  `
}
