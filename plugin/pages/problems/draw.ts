import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { type ProblemCode, problems } from '../../errors.ts'
import type { Language } from '../../texts/language.ts'
import { causes } from '../../texts/problems/causes/index.ts'
import { problemText } from '../../texts/problems/index.ts'
import { problemPageTexts } from '../../texts/problems/page.ts'
import { drawTable } from '../admin/blocks/table.ts'
import { drawOutside } from '../outside.ts'

/** A sentence in which what stands between backticks is code. */
const drawSentence = (text: string): ComponentChild =>
  text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))

/** Draws what one refusal means, why it usually comes and what to do. */
export const drawProblemPage = (code: ProblemCode, language: Language): string => {
  const texts = problemPageTexts[language]
  const { title, whatToDo } = problemText(code, language)
  const cause = causes[code]
  return drawOutside({
    language,
    title,
    heading: texts.heading,
    here: `/problems/${code}`,
    otherName: texts.language,
    body: html`
      <h2>${texts.whatToDo}</h2>
      <p>${drawSentence(whatToDo)}</p>
      ${cause !== undefined && html`<h2>${texts.because}</h2><p>${drawSentence(cause.because[language])}</p>`}
      <p><small>${texts.forPrograms(code, problems[code].status)}</small></p>
      <p><a href="/problems">${texts.all}</a></p>
    `
  })
}

/** Draws the list of all refusals. */
export const drawProblemList = (language: Language): string => {
  const texts = problemPageTexts[language]
  const codes = Object.keys(problems) as ProblemCode[]
  return drawOutside({
    language,
    title: texts.all,
    heading: texts.heading,
    here: '/problems',
    otherName: texts.language,
    body: drawTable(
      { language },
      {
        caption: texts.all,
        head: [texts.means, texts.code],
        rows: codes.map(code => [
          html`<a href=${`/problems/${code}`}>${problemText(code, language).title}</a>`,
          html`<code>${code}</code>`
        ])
      }
    )
  })
}
