import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { practiceTexts } from '../../../texts/admin/practice.ts'
import type { Visit } from '../frame/visit.ts'

/** Marks what belongs to a stand-in with made-up people; nothing for a site. */
export const drawPractice = (
  { language }: Pick<Visit, 'language'>,
  platform: { readonly practice: boolean } | null | undefined
): ComponentChild =>
  platform?.practice === true ? html`<span class="badge">${practiceTexts[language].badge}</span>` : null

/** Says it in a sentence, at the top of a page. */
export const drawPracticeNotice = (
  { language }: Pick<Visit, 'language'>,
  platform: { readonly practice: boolean } | null | undefined
): ComponentChild =>
  platform?.practice === true
    ? html`<p class="notice wait"><strong>${practiceTexts[language].badge}.</strong> ${practiceTexts[language].text}</p>`
    : null
