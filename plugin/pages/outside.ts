import { html } from 'htm/preact'
import type { ComponentChild, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Language } from '../texts/language.ts'
import { assetAddress } from './assets/register.ts'

/** A page that nobody need be signed in for. */
export interface OutsidePage {
  readonly language: Language
  readonly title: string
  readonly heading: string
  /** Its own address, where the reader comes back to after the language was changed. */
  readonly here: string
  /** Name of the other language, in that language. */
  readonly otherName: string
  readonly body: ComponentChild
}

/** Draws a whole page on our own host, for everybody: no menu, no script. */
export const drawOutside = ({ language, title, heading, here, otherName, body }: OutsidePage): string => {
  const other = language === 'en' ? 'de' : 'en'
  return `<!doctype html>${renderToString(
    html`
    <html lang=${language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Lethe</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${assetAddress('', 'pico.min.css')} />
        <link rel="stylesheet" href=${assetAddress('', 'lethe.css')} />
      </head>
      <body class="outside">
        <header class="container">
          <p><strong>Lethe</strong> · <a href=${`/language/${other}?to=${encodeURIComponent(here)}`} lang=${other} hreflang=${other}>${otherName}</a></p>
        </header>
        <main id="content" class="container">
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
}
