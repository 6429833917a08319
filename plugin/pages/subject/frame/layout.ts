import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { type Language, otherLanguage } from '../../../texts/language.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { drawShell } from '../../shell.ts'

/** One page, and what stands around it. */
export interface Around {
  readonly language: Language
  readonly title: string
  readonly body: ComponentChild
  /** Below this the assets lie: empty on our own host. */
  readonly assets: string
  /** Whose account is spoken of: the platform, never the person. Null: no platform. */
  readonly heading: string | null
  /** Below this the pages of the platform stand; null: there are none. */
  readonly base: string | null
  /** Where the other language is chosen; null where that is not possible. */
  readonly languageAddress: string | null
  /** What shows that whoever leaves opened the page; null: nobody is in. */
  readonly leave: string | null
  readonly contact: string | null
}

/** An address to write to, as a link where it is one. */
export const drawContact = (contact: string): ComponentChild => {
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return html`<a href=${`mailto:${contact}`}>${contact}</a>`
  return /^https?:\/\//.test(contact) ? html`<a href=${contact}>${contact}</a>` : contact
}

/** Draws a whole page. It needs no script. */
export const drawPage = (around: Around): string => {
  const { language, title, body, assets, heading, base, languageAddress, leave, contact } = around
  const texts = pageTexts[language].frame
  const other = otherLanguage(language)
  return drawShell({
    language,
    title,
    readers: 'subject',
    assets,
    body: html`
      <a class="skip" href="#content">${texts.skip}</a>
      <header class="container top">
        <p>${heading}</p>
        ${
          languageAddress !== null &&
          html`<a href=${languageAddress} lang=${other} hreflang=${other}>${texts.language}</a>`
        }
        ${
          leave !== null &&
          html`
            <form method="post" action=${`${base}/leave`}>
              <input type="hidden" name="form" value=${leave} />
              <button class="outline secondary">${texts.signOut}</button>
            </form>
          `
        }
      </header>
      <main class="container" id="content" tabindex="-1">
        <h1>${title}</h1>
        ${body}
      </main>
      <footer class="container">
        ${
          base !== null &&
          html`
            <nav aria-label=${heading}>
              <ul class="links">
                <li><a href=${`${base}/`}>${texts.home}</a></li>
                <li><a href=${`${base}/status`}>${texts.status}</a></li>
              </ul>
            </nav>
          `
        }
        ${contact !== null && html`<p>${texts.questions}: ${drawContact(contact)}</p>`}
      </footer>
    `
  })
}
