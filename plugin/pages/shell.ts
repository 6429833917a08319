import { html } from 'htm/preact'
import type { ComponentChild, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../texts/language.ts'
import { assetAddress } from './assets/register.ts'
import { endOfPage, expectEnd } from './whole-at-once.ts'

/** A whole page, before its head and the tags around it. */
export interface Shell {
  readonly language: Language
  /** The title of the window. Names nobody. */
  readonly title: string
  /** Whom it is for: the style sheet tells them apart. */
  readonly readers: 'staff' | 'subject' | 'outside'
  /** Below this the assets lie: empty on our own host. */
  readonly assets: string
  /** Without the script the page comes anew after so many seconds. */
  readonly renewSeconds?: number | undefined
  readonly body: ComponentChild
}

/**
 * Draws a page from `<!doctype>` to its end, the only way in which pages that we serve begin. What nobody need be signed
 * in for (`outside`) takes no script; what speaks of one subject is kept out of search machines.
 */
export const drawShell = ({ language, title, readers, assets, renewSeconds, body }: Shell): string =>
  `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        ${readers === 'subject' && html`<meta name="robots" content="noindex" />`}
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${expectEnd}
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${assetAddress(assets, 'pico.min.css')} />
        <link rel="stylesheet" href=${assetAddress(assets, 'lethe.css')} />
        ${readers !== 'outside' && html`<script type="module" src=${assetAddress(assets, 'lethe.js')}></script>`}
        ${renewSeconds !== undefined && html`<noscript><meta http-equiv="refresh" content=${renewSeconds} /></noscript>`}
      </head>
      <body class=${readers}>
        ${body}
        ${endOfPage}
      </body>
    </html>
  ` as VNode
  )}`
