import { html } from 'htm/preact'
import type { ComponentChild } from 'preact'
import { lifecycleTexts } from '../../../texts/admin/lifecycle.ts'
import { drawForm } from '../blocks/form.ts'
import { drawLive } from '../blocks/live.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import { refuse } from '../frame/page-problem.ts'
import type { Visit } from '../frame/visit.ts'
import { readNames } from '../people/names.ts'
import { aboveOf, addressOf, describeBecause, describeFindings, pathOf } from './describe.ts'
import { describeSteps } from './plan.ts'

type Run = Answer<'listLifecycleRuns'>[number]

const everySeconds = 3
const mostRuns = 100

const describeDid = ({ language }: Visit, { did }: Run): string => {
  const { runs } = lifecycleTexts[language]
  const words = Object.entries(did).map(([what, many]) => `${many} × ${runs.didNames[what] ?? what}`)
  return words.length === 0 ? runs.nothing : words.join(', ')
}

const drawState = (visit: Visit, { id, state, because, candidates }: Run): ComponentChild => {
  const { runs } = lifecycleTexts[visit.language]
  return html`
    ${runs.states[state]}${because !== null && `: ${describeBecause(visit, because)}`}
    ${state === 'braked' && html`<br />${runs.kept(candidates)}`}
    ${
      state === 'braked' &&
      visit.may('releaseLifecycleRun') &&
      html`<br /><a href=${addressOf(visit, `/runs/${id}/release`)}>${runs.release}</a>`
    }
  `
}

/** The runs so far, with what came of them. */
export const runsPage: AdminPage = {
  path: '/lifecycle/:platform/runs',
  needs: 'listLifecycleRuns',
  async draw(visit) {
    const { runs, ways, found } = lifecycleTexts[visit.language]
    const [above, all] = await Promise.all([aboveOf(visit), visit.call('listLifecycleRuns', { path: pathOf(visit) })])
    const rows = all
      .slice(0, mostRuns)
      .map(run => [
        drawInstant(visit, run.at),
        drawState(visit, run),
        run.accounts,
        describeSteps(visit, run.planned),
        describeDid(visit, run),
        describeFindings(visit, run.findings)
      ])
    const head = [runs.at, runs.state, runs.accounts, runs.planned, runs.did, found]
    const table = drawTable(visit, { caption: runs.caption, head, rows, empty: runs.empty })
    // One that was just asked for begins a moment later.
    const isLive = all[0]?.state === 'running' || visit.query.said === 'lifecycle-run'
    return {
      title: runs.title,
      above,
      body: html`
        ${visit.may('runLifecycleNow') && html`<ul class="links"><li><a href=${addressOf(visit, '/run')}>${ways.run}</a></li></ul>`}
        ${isLive ? drawLive(visit, { name: 'runs', seconds: everySeconds, children: table }) : table}
      `,
      ...(isLive && { renewSeconds: everySeconds })
    }
  }
}

/** Begins a run now. */
export const runPage: AdminPage = {
  path: '/lifecycle/:platform/run',
  needs: 'runLifecycleNow',
  async draw(visit) {
    const { run, ways } = lifecycleTexts[visit.language]
    return {
      title: run.title,
      above: await aboveOf(visit),
      body: html`
        <p>${run.lead} <a href=${addressOf(visit, '/plan')}>${ways.plan}</a></p>
        ${drawForm(visit, { submit: run.submit, cancel: addressOf(visit) })}
      `
    }
  },
  async act(visit) {
    await visit.call('runLifecycleNow', { path: pathOf(visit) })
    const isShown = visit.may('listLifecycleRuns')
    return { to: addressOf(visit, isShown ? '/runs' : ''), said: 'lifecycle-run' }
  }
}

/** Another person agrees to what a run found. */
export const releasePage: AdminPage = {
  path: '/lifecycle/:platform/runs/:run/release',
  needs: 'releaseLifecycleRun',
  async draw(visit) {
    const { release, runs, nobody } = lifecycleTexts[visit.language]
    const [above, all, nameOf] = await Promise.all([
      aboveOf(visit),
      visit.call('listLifecycleRuns', { path: pathOf(visit) }),
      readNames(visit)
    ])
    const run = all.find(({ id }) => id === visit.params.run)
    if (run === undefined) throw refuse('run-unknown')
    const agreed = run.releases.map(({ by, at }) => html`<li>${nameOf(by)}, ${drawInstant(visit, at)}</li>`)
    return {
      title: release.title,
      above,
      body: html`
        <p>${release.lead(run.candidates)}</p>
        ${drawPairs([
          [runs.at, drawInstant(visit, run.at)],
          [runs.planned, describeSteps(visit, run.planned)],
          [release.agreed, agreed.length === 0 ? nobody : html`<ul>${agreed}</ul>`]
        ])}
        ${drawForm(visit, { submit: release.submit, dangerous: true, cancel: addressOf(visit, '/runs') })}
      `
    }
  },
  async act(visit) {
    await visit.call('releaseLifecycleRun', { path: { run: visit.params.run! } })
    return { to: addressOf(visit, '/runs'), said: 'lifecycle-released' }
  }
}
