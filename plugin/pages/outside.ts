import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { type Language, otherLanguage } from '../texts/language.ts'
import { languageAddress } from './language.ts'
import { drawShell } from './shell.ts'

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
  const other = otherLanguage(language)
  return drawShell({
    language,
    title: `${title} · Lethe`,
    readers: 'outside',
    assets: '',
    body: html`
      <header class="container">
        <p><strong>Lethe</strong> · <a href=${languageAddress(language, here)} lang=${other} hreflang=${other}>${otherName}</a></p>
      </header>
      <main id="content" class="container">
        <hgroup>
          <h1>${title}</h1>
          <p>${heading}</p>
        </hgroup>
        ${body}
      </main>
    `
  })
}
