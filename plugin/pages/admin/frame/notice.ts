import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { frameTexts } from '../../../texts/admin/frame.ts'
import { faultText } from '../../../texts/faults.ts'
import { problemText } from '../../../texts/problems/index.ts'
import type { Area } from './page.ts'
import type { PageProblem } from './page-problem.ts'
import type { Visit } from './visit.ts'

/** What to do, and what the call said beyond it: the code of a platform's own refusal stands in brackets at the end. */
const adviceOf = (problem: PageProblem, language: Visit['language']): string => {
  if (language === 'en') return problem.detail
  const { whatToDo } = problemText(problem.code, language)
  const [beyond = ''] = /\([^()]*\)$/.exec(problem.detail) ?? []
  return beyond === '' || problem.detail === problemText(problem.code, 'en').whatToDo
    ? whatToDo
    : `${whatToDo} ${beyond}`
}

/** One fault: by the label of its field where the form has one, else by its place in the body. */
const drawFault = (
  { fields }: PageProblem,
  fault: PageProblem['faults'][number],
  language: Visit['language']
): ComponentChild => {
  const field = fields.get(fault)
  return field === undefined
    ? html`<li><code>${fault.at}</code> ${faultText(fault.because, language)}</li>`
    : html`<li><a href=${`#${field.name}`}>${field.label}</a>: ${field.says}</li>`
}

/** A refusal in words: what it is, what to do, and where it lies. The call in the log can be found by its number. */
export const drawProblem = ({ language }: Pick<Visit, 'language'>, problem: PageProblem): ComponentChild => {
  const texts = frameTexts[language]
  const { title } = problemText(problem.code, language)
  return html`
    <section class="notice problem" role="alert" aria-labelledby="problem">
      <h2 id="problem">${texts.problem}: ${title}</h2>
      <p>${adviceOf(problem, language)}</p>
      ${problem.faults.length > 0 && html`<ul>${problem.faults.map(fault => drawFault(problem, fault, language))}</ul>`}
      <p><small><a href=${`/problems/${problem.code}`}>${problem.code}</a>${
        problem.instance && html` · ${texts.instance(problem.instance.replace('urn:uuid:', ''))}`
      }</small></p>
    </section>
  `
}

/** What is said above the page: that a form was done, or why it was not. */
export const drawNotice = (visit: Visit, areas: readonly Area[]): ComponentChild => {
  if (visit.problem !== null) return drawProblem(visit, visit.problem)
  const code = visit.query.said
  const said = areas.map(area => area.said[visit.language][code ?? '']).find(text => text !== undefined)
  return said === undefined ? null : html`<p class="notice done" role="status">${said}</p>`
}
