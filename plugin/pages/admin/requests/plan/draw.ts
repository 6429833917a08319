import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { actionText } from '../../../../texts/actions.ts'
import { frameTexts } from '../../../../texts/admin/frame.ts'
import { requestTexts, requestWords } from '../../../../texts/admin/requests.ts'
import { thingName } from '../../../../texts/admin/things.ts'
import { writeGround } from '../../../../texts/grounds.ts'
import { keptRowText } from '../../../../texts/kept-rows/index.ts'
import { drawPairs } from '../../blocks/pairs.ts'
import type { Platform } from '../../blocks/platforms.ts'
import { drawTable } from '../../blocks/table.ts'
import { drawInstant } from '../../blocks/when.ts'
import type { Visit } from '../../frame/visit.ts'
import type { Plan } from '../short.ts'

type Kind = Platform['kind']

const drawCounts = ({ language }: Visit, counts: Readonly<Record<string, number>>): ComponentChild =>
  Object.entries(counts).map(
    ([what, count], at) => html`${at > 0 && html`<br />`}${thingName(what, language)}: ${count}`
  )

/** What an action does, in words; its id where the platform is not there to say. */
export const actionWords = (
  { language }: Pick<Visit, 'language'>,
  kind: Kind | undefined,
  { action, covers }: { readonly action: string; readonly covers?: string | undefined }
): ComponentChild =>
  kind === undefined
    ? (covers ?? action)
    : html`${actionText(kind, { id: action, covers: covers ?? action }, language)} <small><code>${action}</code></small>`

const drawActions = (visit: Visit, { actions }: Plan, kind: Kind | undefined): ComponentChild => {
  const { plan } = requestTexts[visit.language]
  const { yes, no } = frameTexts[visit.language]
  const words = requestWords[visit.language]
  return drawTable(visit, {
    caption: plan.actions,
    head: plan.actionHead,
    rows: actions.map(one => [
      actionWords(visit, kind, one),
      words.treatments[one.treatment] ?? one.treatment,
      drawCounts(visit, one.counts),
      one.reversible ? yes : no,
      words.readBack[one.readBack] ?? one.readBack
    ]),
    empty: plan.noPlan
  })
}

const drawHandOvers = (visit: Visit, { handOvers }: Plan): ComponentChild => {
  const { plan } = requestTexts[visit.language]
  return drawTable(visit, {
    caption: plan.handOvers,
    head: plan.handOverHead,
    rows: handOvers.map(({ category, key, successor, problem, managed }) => [
      html`${thingName(category, visit.language)} <small><code>${category}</code></small>`,
      html`<code>${key}</code>`,
      successor ?? '',
      problem === null ? (managed ? plan.managed : '') : html`<span class="fault">${plan.handProblems[problem]}</span>`
    ]),
    empty: plan.noHandOvers
  })
}

const drawRetained = (visit: Visit, { retained }: Plan, kind: Kind | undefined): ComponentChild => {
  const { language } = visit
  const { plan } = requestTexts[language]
  const words = requestWords[language]
  return drawTable(visit, {
    caption: plan.retained,
    head: plan.retainedHead,
    rows: retained.map(row => {
      const sentence = kind === undefined ? `${row.category}: ${row.because}` : keptRowText(kind, row, language)
      const [what, ...why] = sentence.split(': ')
      const mark = row.sensitive === null ? '' : ` (${plan.sensitive[row.sensitive] ?? row.sensitive})`
      return [
        `${row.number === null ? '' : `${row.number} `}${what}${mark}`,
        words.treatments[row.outcome] ?? row.outcome,
        row.count ?? '',
        why.join(': '),
        row.ground === null ? plan.noGround : writeGround(row.ground, language),
        words.checks[row.check] ?? row.check
      ]
    }),
    empty: plan.noRetained
  })
}

const spellChange = ({ language }: Visit, change: string): ComponentChild => {
  const [what = '', ...rest] = change.split(' ')
  return html`${requestWords[language].changes[what] ?? what} <code>${rest.join(' ')}</code>`
}

const drawChanges = (visit: Visit, { sinceApproval }: Plan): ComponentChild => {
  const { plan } = requestTexts[visit.language]
  if (sinceApproval === null) return null
  const { added, gone } = sinceApproval
  return html`
    <h2>${plan.changes}</h2>
    ${added.length + gone.length === 0 && html`<p>${plan.same}</p>`}
    <ul>
      ${added.map(change => html`<li><strong>${plan.added}:</strong> ${spellChange(visit, change)}</li>`)}
      ${gone.map(change => html`<li>${plan.gone}: ${spellChange(visit, change)}</li>`)}
    </ul>
  `
}

const drawWays = (visit: Visit, { actions, wayBack }: Plan, kind: Kind | undefined): ComponentChild => {
  const { plan } = requestTexts[visit.language]
  const { ways } = requestWords[visit.language]
  if (wayBack.length === 0) return null
  const nameOf = (after: string) =>
    actionWords(visit, kind, actions.find(({ action }) => action === after) ?? { action: after })
  return drawTable(visit, {
    caption: plan.wayBack,
    head: plan.wayHead,
    rows: [
      [plan.now, ways['everything-as-before']],
      ...wayBack.map(({ after, way }) => [nameOf(after), ways[way] ?? way])
    ]
  })
}

/** A plan as people decide on it: deleted, anonymised, handed to whom, kept and why, and what can be taken back. */
export const drawPlanOf = async (visit: Visit, plan: Plan, platform: string): Promise<ComponentChild> => {
  const texts = requestTexts[visit.language].plan
  const kind = (await visit.call('listPlatforms')).find(({ id }) => id === platform)?.kind
  return html`
    ${drawChanges(visit, plan)}
    ${drawPairs([
      [texts.names, plan.names === null ? null : texts.nameRules[plan.names]],
      [texts.roles, plan.privilegedRoles.length === 0 ? null : plan.privilegedRoles.join(', ')],
      [texts.snapshot, plan.ownership?.snapshotAt ? drawInstant(visit, plan.ownership.snapshotAt) : null],
      [
        texts.notDiscoverable,
        plan.ownership?.notDiscoverable.map(code => thingName(code, visit.language)).join(', ') || null
      ]
    ])}
    ${drawActions(visit, plan, kind)}
    ${plan.actions.length > 0 && drawHandOvers(visit, plan)}
    ${plan.actions.length > 0 && drawRetained(visit, plan, kind)}
    ${drawWays(visit, plan, kind)}
  `
}
