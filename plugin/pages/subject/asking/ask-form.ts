import { html } from 'htm/preact'
import { consequencesVersion } from '../../../texts/consequences/index.ts'
import type { Language } from '../../../texts/language.ts'
import type { Block } from '../../../texts/mails/block.ts'
import { pageTexts } from '../../../texts/pages.ts'
import { drawBlocks } from '../../blocks.ts'
import type { Help } from '../home/help.ts'

/** Which sentences a form shows: their version, and in which language. */
const toldIn = (language: Language): string => `${consequencesVersion}-${language}`

/** Whether somebody read the sentences as they stand now, in whichever language. */
export const isToldNow = (said: string | null): boolean => said === toldIn('en') || said === toldIn('de')

/** The form by which somebody asks here, with what is lost for good. */
export const drawAsk = (
  { visit: { base }, caller, form, language }: Pick<Help, 'visit' | 'caller' | 'form' | 'language'>,
  consequences: readonly Block[]
) => {
  const { ask } = pageTexts[language]
  return html`
    <section id="ask" aria-labelledby="ask-title">
      <h2 id="ask-title">${ask.title}</h2>
      <p>${caller.byCode === null ? ask.text : ask.textByCode}</p>
      <div id="consequences">${drawBlocks(consequences)}</div>
      <form method="post" action=${`${base}/ask`}>
        <input type="hidden" name="form" value=${form} />
        <input type="hidden" name="told" value=${toldIn(language)} />
        <fieldset id="copy">
          <legend>${ask.copy}</legend>
          <label><input type="radio" name="copy" value="asked" /> ${ask.copyAsked}</label>
          <label><input type="radio" name="copy" value="not-wanted" /> ${ask.copyNotWanted}</label>
        </fieldset>
        <label><input type="checkbox" name="acknowledged" value="yes" required /> ${ask.acknowledge}</label>
        <p class="buttons"><button class="dangerous">${ask.button}</button></p>
      </form>
    </section>
  `
}
