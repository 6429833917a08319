import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { platformTexts } from '../../../texts/admin/platforms.ts'
import { fixText, permissionText } from '../../../texts/registration/index.ts'
import { drawTable } from '../blocks/table.ts'
import type { Visit } from '../frame/visit.ts'
import type { Platform } from './about.ts'

const colours = { present: 'good', missing: 'late', 'broader-than-needed': 'soon' } as const

/** What the preflight found: each right with what then does not work, and each problem with how it is mended. */
export const drawRights = (visit: Visit, { kind, registration }: Platform): ComponentChild => {
  const texts = platformTexts[visit.language].rights
  const rights = registration.permissions.map(({ id, state, means }) => {
    const words = permissionText(kind, id, visit.language)
    const isFine = state === 'present'
    return [
      html`${words?.label ?? id}<br /><small><code>${id}</code></small>`,
      html`<span class=${colours[state]}>${texts.states[state]}</span>`,
      isFine ? texts.works : (words?.without ?? means),
      isFine ? texts.nothingToDo : (words?.fix ?? means)
    ]
  })
  const problems = registration.problems.map(({ code, fix, stops }) => [
    html`<code>${code}</code>`,
    html`<span class=${stops === 'all' ? 'late' : 'soon'}>${texts.stops[stops]}</span>`,
    fixText({ code, fix }, visit.language)
  ])
  return html`
    ${
      problems.length === 0
        ? html`<p class="good">${texts.noProblems}</p>`
        : drawTable(visit, { caption: texts.problems, head: texts.problemHead, rows: problems })
    }
    ${drawTable(visit, { caption: texts.caption, head: texts.head, rows: rights, empty: texts.empty })}
  `
}
