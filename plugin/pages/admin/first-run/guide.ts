import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { firstRunTexts } from '../../../texts/admin/first-run.ts'
import { drawProgress } from '../blocks/live.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readSteps, type Step } from './steps.ts'

/** A second way, where a step has one. */
const alsoOf = ({ language }: Visit, { name, also }: Step): ComponentChild => {
  const texts = firstRunTexts[language].steps
  if (name === 'platform') return html`<a href="/admin/platforms/new">${texts.platform.also}</a>`
  return also !== undefined && html`<a href=${also.href}>${texts.way.also(also.name)}</a>`
}

const drawStep = (visit: Visit, step: Step): ComponentChild => {
  const texts = firstRunTexts[visit.language]
  const { title, text, go } = texts.steps[step.name]
  const isDone = step.isDone === true
  return html`
    <li>
      <h2>${title} <small class=${isDone ? 'good' : 'soon'}>(${isDone ? texts.done : texts.open})</small></h2>
      <p>${text}</p>
      <p class="buttons"><a href=${step.go} role=${isDone ? undefined : 'button'}>${go}</a> ${alsoOf(visit, step)}</p>
    </li>
  `
}

/** The way from nothing to a first deletion, step by step, with how each stands. */
export const firstRunPage: AdminPage = {
  path: '/first-run',
  needs: 'listPlatforms',
  async draw(visit) {
    const texts = firstRunTexts[visit.language]
    const steps = await readSteps(visit)
    const done = steps.filter(({ isDone }) => isDone === true).length
    return {
      title: texts.title,
      body: html`
        <p>${texts.lead}</p>
        ${drawProgress(texts.count(done, steps.length), done, steps.length)}
        <ol class="steps">${steps.map(step => drawStep(visit, step))}</ol>
      `
    }
  }
}
