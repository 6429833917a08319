import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { blockerText } from '../../../texts/blockers.ts'
import { drawLive, drawProgress } from '../blocks/live.ts'
import { drawPaging } from '../blocks/paging.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import { drawDay, drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'

type Selection = Answer<'showSelection'>
type Items = Answer<'listSelectionItems'>

const everySeconds = 3
const itemsAPage = 200

const drawStates = ({ language }: Visit, { states }: Selection): ComponentChild =>
  html`<ul class="links">${Object.entries(states).map(([state, many]) => html`<li>${stateName(state, language)}: ${many}</li>`)}</ul>`

const drawNumbers = (visit: Visit, selection: Selection, about: { platform: string; by: string }): ComponentChild => {
  const { show, platform, by, state, states } = selectionTexts[visit.language]
  const { outcomes, overBrake, brake, releases, confirmedAt, endedAt } = selection
  const agreed = brake.isReleased ? show.released : show.agreed(releases.length, brake.releasersNeeded)
  return drawPairs([
    [platform, about.platform],
    [by, about.by],
    [state, states[selection.state]],
    [show.requested, outcomes.requested],
    [show.alreadyOpen, outcomes['already-open']],
    [show.notYours, outcomes['not-yours-to-ask']],
    [show.overBrake, overBrake === 0 ? null : `${overBrake} (${agreed})`],
    [show.requests, Object.keys(selection.states).length === 0 ? null : drawStates(visit, selection)],
    [show.confirmedAt, confirmedAt && drawInstant(visit, confirmedAt)],
    [show.endedAt, endedAt && drawInstant(visit, endedAt)],
    [show.forgetAt, drawDay(visit, selection.forgetAt)]
  ])
}

const drawItems = (visit: Visit, { items, next }: Items): ComponentChild => {
  const { language } = visit
  const { show, confirm, state } = selectionTexts[language]
  const rows = items.map(one => [
    one.key ?? show.forgotten,
    show.outcomeNames[one.outcome ?? 'waits'],
    one.request === null ? '' : html`<a href=${`/admin/requests/${one.request}`}>${show.request}</a>`,
    one.state === null ? '' : stateName(one.state, language),
    one.blockers.map((code, index) => html`${index > 0 && html`<br />`}${blockerText(code, language).what}`)
  ])
  const head = [show.key, show.outcome, show.request, state, confirm.stops]
  return html`${drawTable(visit, { caption: show.caption, head, rows })}${drawPaging(visit, next)}`
}

const drawWays = (visit: Visit, { id, state, overBrake, brake, by }: Selection): ComponentChild => {
  const { show } = selectionTexts[visit.language]
  const mayRelease = visit.may('releaseSelection') && overBrake > 0 && !brake.isReleased
  return html`
    <ul class="links">
      ${
        state === 'draft' &&
        visit.may('confirmSelection') &&
        by === visit.staff.person.id &&
        html`<li><a role="button" href=${`/admin/selections/${id}/confirm`}>${show.confirm}</a></li>`
      }
      ${mayRelease && html`<li><a role="button" href=${`/admin/selections/${id}/release`}>${show.release}</a></li>`}
      ${
        state !== 'draft' &&
        visit.may('showSelectionAsCsv') &&
        html`<li><a href=${`/admin/selections/${id}/outcome.csv`}>${show.csv}</a></li>`
      }
    </ul>
  `
}

/** How far a selection is, in numbers and person by person. */
export const showPage: AdminPage = {
  path: '/selections/:selection',
  needs: 'showSelection',
  async draw(visit) {
    const { show } = selectionTexts[visit.language]
    const path = { selection: visit.params.selection! }
    const after = visit.query.after === undefined ? {} : { after: visit.query.after }
    const [selection, items, platformName, nameOf] = await Promise.all([
      visit.call('showSelection', { path }),
      visit.may('listSelectionItems')
        ? visit.call('listSelectionItems', { path, query: { limit: itemsAPage, ...after } })
        : null,
      readPlatformNames(visit),
      readNames(visit)
    ])
    const isRunning = selection.state === 'running'
    const about = { platform: platformName(selection.platform), by: nameOf(selection.by) }
    const inside = html`
      ${selection.state !== 'draft' && drawProgress(show.progress, selection.taken, selection.total)}
      ${drawNumbers(visit, selection, about)}
      ${drawWays(visit, selection)}
      ${items !== null && selection.state !== 'draft' && drawItems(visit, items)}
    `
    return {
      title: show.title,
      body: isRunning ? drawLive(visit, { name: 'selection', seconds: everySeconds, children: inside }) : inside,
      ...(isRunning && { renewSeconds: everySeconds })
    }
  }
}
