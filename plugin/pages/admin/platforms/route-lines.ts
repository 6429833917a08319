import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { routeLines } from '../../../texts/admin/route-lines.ts'
import type { Visit } from '../frame/visit.ts'
import type { Platform } from './about.ts'

/** What the reverse proxy needs, to be copied. */
export const drawRouteLines = (
  { language }: Visit,
  { kind, baseUrl }: Pick<Platform, 'kind' | 'baseUrl'>,
  publicUrl: string
): ComponentChild => {
  const texts = platformTexts[language].gateway
  const { copy, copied } = frameTexts[language]
  const { folder, caddy, nginx } = routeLines(kind, publicUrl, baseUrl)
  const block = (id: string, lines: string) => html`
    <pre tabindex="0" role="region" aria-label=${id}><code id=${`lines-${id}`}>${lines}</code></pre>
    <p><button type="button" class="outline with-script" data-copy=${`lines-${id}`} data-done=${copied}>${copy}</button></p>
  `
  return html`
    <h2>${texts.lines}</h2>
    <p>${texts.linesLead}</p>
    <h3>${texts.caddy}</h3>
    <p><code>${folder}/caddy/lethe.caddy</code></p>
    ${block('caddy', caddy)}
    <h3>${texts.nginx}</h3>
    <p>${texts.nginxLead(`${folder}/nginx`)}</p>
    ${block('nginx', nginx)}
  `
}
