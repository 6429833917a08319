import { html } from 'htm/preact'
import { drawForm } from '../blocks/form.ts'
import { drawLive, drawProgress } from '../blocks/live.ts'
import { drawPairs } from '../blocks/pairs.ts'
import { drawTable } from '../blocks/table.ts'
import { drawInstant } from '../blocks/when.ts'
import type { Answer } from '../frame/call-api.ts'
import type { AdminPage } from '../frame/page.ts'
import type { Visit } from '../frame/visit.ts'
import { textsOf } from './words.ts'

type Check = Answer<'showEvidenceCheck'>
type Report = NonNullable<Check['report']>

const everySeconds = 2

const drawFaults = (visit: Visit, { findings }: Report) => {
  const texts = textsOf(visit)
  const rows = findings.map(({ code, request, n, anchor }) => [
    texts.findings[code],
    request === null ? '' : html`<a href=${`/admin/requests/${request}`}>${request}</a>`,
    n === null ? '' : String(n),
    anchor === null ? '' : String(anchor)
  ])
  const head = [texts.fault, texts.request, texts.entry, texts.batch]
  return html`
    <p class="notice problem">${texts.faults(findings.length)} ${texts.faultsLead}</p>
    ${drawTable(visit, { caption: texts.faultsCaption, head, rows })}
  `
}

const drawReport = (visit: Visit, { begunAt, endedAt }: Check, report: Report) => {
  const texts = textsOf(visit)
  const isFine = report.findings.length === 0
  return html`
    <h2>${texts.result}</h2>
    ${isFine ? html`<p class="notice done">${texts.fine}</p>` : drawFaults(visit, report)}
    ${drawPairs([
      [texts.chains, String(report.chains)],
      [texts.entries, String(report.entries)],
      [texts.batches, String(report.anchors)],
      [texts.unanchored, String(report.unanchored)],
      [texts.begun, begunAt && drawInstant(visit, begunAt)],
      [texts.ended, endedAt && drawInstant(visit, endedAt)]
    ])}
  `
}

const drawStanding = (visit: Visit, check: Check) => {
  const texts = textsOf(visit)
  if (check.is === 'never') return html`<p>${texts.never}</p>`
  if (check.is === 'failed') return html`<p class="notice problem">${texts.failed}</p>`
  if (check.is === 'done') return drawReport(visit, check, check.report!)
  return html`
    ${drawProgress(texts.running, check.done, check.all)}
    <p>${texts.begun} ${drawInstant(visit, check.begunAt!)}</p>
  `
}

/** Whether the stored evidence is still what was signed: begun here, and how far it is. */
export const checkPage: AdminPage = {
  path: '/evidence/check',
  needs: 'showEvidenceCheck',
  acts: 'beginEvidenceCheck',
  async draw(visit) {
    const texts = textsOf(visit)
    const check = await visit.call('showEvidenceCheck')
    const standing = drawStanding(visit, check)
    const isRunning = check.is === 'running'
    return {
      title: texts.links.check,
      ...(isRunning && { renewSeconds: everySeconds }),
      body: html`
        <p>${texts.checkLead}</p>
        ${isRunning ? drawLive(visit, { name: 'check', seconds: everySeconds, children: standing }) : standing}
        ${!isRunning && drawForm(visit, { submit: texts.checkDo })}
      `
    }
  },
  async act({ call }) {
    await call('beginEvidenceCheck')
    return { to: '/admin/evidence/check', said: 'check-begun' }
  }
}
