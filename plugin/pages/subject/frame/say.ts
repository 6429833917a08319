import { html } from 'htm/preact'
import type { PageTexts } from '../../../texts/page-texts.ts'
import { pageTexts } from '../../../texts/pages.ts'
import type { Shown, Visit } from './page.ts'

/** Chooses what is said out of the texts of a language. */
export type Choose = (texts: PageTexts) => { readonly title: string; readonly text: string }

/** A page of one sentence. */
export const say = ({ language }: Pick<Visit, 'language'>, choose: Choose, status = 200): Shown => {
  const { title, text } = choose(pageTexts[language])
  return { status, title, body: html`<p>${text}</p>` }
}
