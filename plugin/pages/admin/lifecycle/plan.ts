import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { localeOf } from '../../../texts/locale.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { aboveOf, describeBecause, describeFindings, pathOf } from './describe.ts'

type Plan = Answer<'planLifecycleRun'>

/** As many rows as a page shows; it stays a page that a phone can load. */
const mostRows = 500

/** Planned steps in words: `3 deactivate, 2 make a request`. */
export const describeSteps = ({ language }: Pick<Visit, 'language'>, planned: Plan['planned']): string => {
  const { plan, runs } = lifecycleTexts[language]
  const names: Readonly<Record<string, string>> = plan.steps
  const words = Object.entries(planned).map(([step, many]) => `${many} × ${names[step] ?? step}`)
  return words.length === 0 ? runs.nothing : words.join(', ')
}

const drawRows = (visit: Visit, { rows }: Plan): ComponentChild => {
  const { plan } = lifecycleTexts[visit.language]
  const day = new Intl.DateTimeFormat(localeOf[visit.language], { dateStyle: 'medium', timeZone: 'UTC' })
  const why = ({ step, since }: Plan['rows'][number]) => {
    if (since === null) return plan.whys.inactive
    const on = day.format(Date.parse(since))
    return step === 'delete' ? plan.whys.deactivated(on) : plan.whys.term(on)
  }
  const shown = rows.slice(0, mostRows).map(row => [row.key, plan.steps[row.step], why(row)])
  return html`
    ${drawTable(visit, { caption: plan.caption, head: [plan.key, plan.step, plan.why], rows: shown, empty: plan.nothing })}
    ${rows.length > mostRows && html`<p>${plan.more(rows.length - mostRows)}</p>`}
  `
}

/** What a run would do now: whom, how many, why. */
export const planPage: AdminPage = {
  path: '/lifecycle/:platform/plan',
  needs: 'planLifecycleRun',
  async draw(visit) {
    const texts = lifecycleTexts[visit.language]
    const { plan } = texts
    const [above, seen] = await Promise.all([aboveOf(visit), visit.call('planLifecycleRun', { path: pathOf(visit) })])
    const mails = seen.rows.filter(({ step }) => step.startsWith('warn-')).length
    return {
      title: plan.title,
      above,
      body: html`
        <p>${plan.lead}</p>
        ${drawPairs([
          [plan.accounts, seen.accounts],
          [plan.would, describeSteps(visit, seen.planned)],
          [texts.found, seen.findings.length === 0 ? null : describeFindings(visit, seen.findings)],
          [plan.stopped, seen.because && describeBecause(visit, seen.because)]
        ])}
        <p>${plan.mails(mails)}</p>
        ${drawRows(visit, seen)}
        <p><a href=${visit.path}>${plan.again}</a></p>
      `
    }
  }
}
