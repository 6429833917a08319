import { html } from 'htm/preact'
import type { ComponentChild, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../texts/language.ts'

/** One page: its language, its title, and what stands in it. */
export interface Page {
  readonly language: Language
  readonly title: string
  /** Whose account is spoken of: the platform, never the person. */
  readonly heading: string
  readonly body: ComponentChild
}

/** Draws a whole page. It needs no script. */
export const drawPage = ({ language, title, heading, body }: Page): string =>
  `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="stylesheet" href="/lethe/assets/pico.min.css" />
      </head>
      <body>
        <main class="container">
          <hgroup>
            <h1>${title}</h1>
            <p>${heading}</p>
          </hgroup>
          ${body}
        </main>
      </body>
    </html>
  ` as VNode
  )}`
