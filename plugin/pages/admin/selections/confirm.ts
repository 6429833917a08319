import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { selectionTexts } from '../../../texts/admin/selections.ts'
import { stateName } from '../../../texts/admin/states.ts'
import { blockerText } from '../../../texts/blockers.ts'
import { drawForm } from '../blocks/form.ts'
import { drawPaging } from '../blocks/paging.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { readPlatformNames } from '../blocks/platforms.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import { drawProblem } from '../frame/notice.ts'
import type { AdminPage } from '../frame/page.ts'
import { PageProblem } from '../frame/page-problem.ts'
import { refuseFields } from '../frame/refuse-fields.ts'
import type { Visit } from '../frame/visit.ts'

type Plan = Answer<'planSelection'>
type Selection = Answer<'showSelection'>

/** Null where the platform cannot be read now: who is meant is then asked again for each before anything happens. */
const readPlan = async (visit: Visit): Promise<Plan | PageProblem> => {
  const path = { selection: visit.params.selection! }
  const query = visit.query.after === undefined ? {} : { after: visit.query.after }
  return visit.call('planSelection', { path, query }).catch((error: unknown) => {
    if (error instanceof PageProblem && error.status >= 500) return error
    throw error
  })
}

const drawHowMany = (visit: Visit, { total, brake }: Selection, plan: Plan | null): ComponentChild => {
  const { confirm } = selectionTexts[visit.language]
  if (plan === null) return drawPairs([[confirm.total, total]])
  const { alreadyOpen, held, holdsUnknown, overBrake } = plan.totals
  return html`
    ${drawPairs([
      [confirm.total, total],
      [confirm.alreadyOpen, alreadyOpen],
      [confirm.held, held],
      [confirm.overBrake(brake.perHour), overBrake],
      [confirm.releasers, overBrake === 0 ? null : brake.releasersNeeded]
    ])}
    ${holdsUnknown !== null && html`<p class="notice wait">${confirm.holdsUnknown[holdsUnknown]}</p>`}
  `
}

const drawWho = (visit: Visit, plan: Plan): ComponentChild => {
  const { language } = visit
  const { search, confirm } = selectionTexts[language]
  const rows = plan.items.map(one => [
    one.username ?? one.key,
    one.displayName ?? '',
    one.key,
    one.open === null
      ? html`${confirm.is[one.is]}${one.next !== null && `: ${stateName(one.next, language)}`}`
      : html`<a href=${`/admin/requests/${one.open}`}>${confirm.is[one.is]}</a>`,
    one.blockers.length === 0
      ? one.isHeld
        ? confirm.isHeld
        : confirm.nothing
      : html`<ul>${one.blockers.map(code => html`<li>${blockerText(code, language).what}</li>`)}</ul>`
  ])
  return html`
    <p>${confirm.dryRun}</p>
    ${drawTable(visit, { caption: confirm.who, head: [search.account, search.name, search.key, confirm.next, confirm.stops], rows })}
    ${drawPaging(visit, plan.next)}
  `
}

const drawYes = (visit: Visit, { by, digest, total }: Selection): ComponentChild => {
  const { confirm, people } = selectionTexts[visit.language]
  if (by !== visit.staff.person.id) return html`<p class="notice wait">${confirm.notYours}</p>`
  return drawForm(visit, {
    fields: [{ is: 'tick', name: 'understood', label: confirm.understood(people(total)), required: true }],
    children: html`<input type="hidden" name="digest" value=${digest} />`,
    submit: confirm.submit(people(total)),
    dangerous: true,
    cancel: '/admin/selections'
  })
}

/** Who, how many, and what it means; whoever picked them confirms by the digest of exactly this. */
export const confirmPage: AdminPage = {
  path: '/selections/:selection/confirm',
  needs: 'confirmSelection',
  async draw(visit) {
    const { confirm, people, show } = selectionTexts[visit.language]
    const address = `/admin/selections/${visit.params.selection}`
    const [selection, platformName] = await Promise.all([
      visit.call('showSelection', {
        path: { selection: visit.params.selection! },
        query: { language: visit.language }
      }),
      readPlatformNames(visit)
    ])
    const above = [{ title: show.title, href: address }]
    if (selection.state !== 'draft')
      return { title: confirm.title, above, body: html`<p>${confirm.started} <a href=${address}>${show.title}</a></p>` }
    const plan = await readPlan(visit)
    const read = plan instanceof PageProblem ? null : plan
    return {
      title: confirm.title,
      above,
      body: html`
        <p><strong>${confirm.lead(people(selection.total), platformName(selection.platform))}</strong></p>
        <h2>${confirm.consequences}</h2>
        <ul>${selection.consequences.map(({ text }) => html`<li>${text}</li>`)}</ul>
        <h2>${confirm.howMany}</h2>
        ${drawHowMany(visit, selection, read)}
        <h2>${confirm.who}</h2>
        ${
          plan instanceof PageProblem
            ? html`<p>${confirm.dryRunFailed}</p>${visit.problem === null && drawProblem(visit, plan)}`
            : drawWho(visit, plan)
        }
        ${drawYes(visit, selection)}
      `
    }
  },
  async act(visit) {
    const { form, params } = visit
    if (form.get('understood') !== 'yes')
      throw refuseFields({ '/understood': "must have required property 'understood'" })
    const path = { selection: params.selection! }
    await visit.call('confirmSelection', { path, body: { digest: form.get('digest') ?? '' } })
    return { to: `/admin/selections/${params.selection}`, said: 'selection-confirmed' }
  }
}
