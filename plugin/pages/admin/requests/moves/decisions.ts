import { html } from 'htm/preact'
import { isBeforeErasing, isEnd, type State } from '../../../../erasure/states.ts'
import { moveTexts } from '../../../../texts/admin/moves.ts'
import { requestTexts, requestWords } from '../../../../texts/admin/requests.ts'
import type { Visit } from '../../frame/visit.ts'
import { drawPlanOf } from '../plan/draw.ts'
import { type Full, requestAddress } from '../short.ts'
import { groundField, noteField, readGround, readNote, refusalGrounds } from './fields.ts'
import type { Move } from './move-page.ts'

const before = ({ summary }: Full): boolean => isBeforeErasing(summary.state as State)
const open = ({ summary }: Full): boolean => !isEnd(summary.state as State)

const recheck: Move = {
  name: 'recheck',
  operation: 'recheckRequest',
  isOffered: before,
  say: ({ call }, request) => call('recheckRequest', { path: { request }, body: {} })
}

const approve: Move = {
  name: 'approve',
  operation: 'approveRequest',
  dangerous: true,
  isOffered: full =>
    full.fingerprint !== null && (full.summary.state === 'awaiting-approval' || full.summary.state === 'stalled'),
  async before(visit, { fingerprint, summary, said }) {
    const texts = moveTexts[visit.language]
    const { request } = requestTexts[visit.language]
    if (fingerprint === null) return html`<p class="notice problem">${texts.noPlan}</p>`
    const plan = await visit.call('planRequest', { path: { request: summary.id } })
    const given = said.filter(one => one.kind === 'approval' && one.fingerprint === fingerprint)
    return html`
      <p><strong>${request.fingerprint}:</strong> <code>${fingerprint}</code></p>
      <p>${texts.already}: ${given.length}</p>
      ${
        plan.fingerprint !== null &&
        plan.fingerprint !== fingerprint &&
        html`<p class="notice wait">${texts.stale} <a href=${requestAddress(summary.id, 'recheck')}>${texts.moves.recheck.title}</a></p>`
      }
      ${plan.sinceApproval !== null && html`<p class="notice wait">${texts.changed}</p>`}
      <h2>${texts.plan}</h2>
      ${await drawPlanOf(visit, plan, summary.platform)}
    `
  },
  carried: ({ fingerprint }) => ({ fingerprint: fingerprint ?? '' }),
  say: ({ call, form }, request) =>
    call('approveRequest', { path: { request }, body: { fingerprint: form.get('fingerprint') ?? '' } })
}

const refuse: Move = {
  name: 'refuse',
  operation: 'refuseRequest',
  dangerous: true,
  isOffered: before,
  fields: visit => [groundField(visit, refusalGrounds), noteField(visit, true)],
  say: ({ call, form }, request) =>
    call('refuseRequest', {
      path: { request },
      body: { ground: readGround(form) as never, note: form.get('note') ?? '' }
    })
}

const drawWithdrawal = ({ language }: Visit, { wayBack }: Full) =>
  html`<p><strong>${requestWords[language].ways[wayBack ?? 'everything-as-before']}</strong></p>`

const withdraw: Move = {
  name: 'withdraw',
  operation: 'withdrawRequest',
  dangerous: true,
  isOffered: full => open(full) && full.wayBack !== 'none',
  before: async (visit, full) => drawWithdrawal(visit, full),
  fields: ({ language }, { demands }) => {
    const texts = moveTexts[language]
    const standing = demands.filter(({ withdrawnAt }) => withdrawnAt === null)
    return standing.length < 2
      ? []
      : [
          {
            is: 'choice',
            name: 'demand',
            label: texts.which,
            choices: [
              { value: '', label: texts.allDemands },
              ...standing.map(({ id, origin }) => ({
                value: id,
                label: `${id.slice(0, 8)}: ${requestWords[language].origins[origin] ?? origin}`
              }))
            ]
          }
        ]
  },
  say: ({ call, form }, request) => {
    const demand = form.get('demand') ?? ''
    return call('withdrawRequest', { path: { request }, body: demand === '' ? {} : { demand } })
  }
}

const attestable = ['identity-proven', 'no-open-grading-orders', 'no-unpaid-invoices', 'records-archived'] as const

const attest: Move = {
  name: 'attest',
  operation: 'attestRequest',
  isOffered: before,
  fields: visit => {
    const texts = moveTexts[visit.language]
    const words = requestWords[visit.language]
    return [
      {
        is: 'choice',
        name: 'precondition',
        label: texts.question,
        required: true,
        value: visit.query.question,
        choices: attestable.map(value => ({ value, label: words.preconditions[value] ?? value }))
      },
      {
        is: 'one-of',
        name: 'answer',
        label: texts.answer,
        required: true,
        choices: ['yes', 'no'].map(value => ({ value, label: texts.answers[value]! }))
      },
      noteField(visit, false)
    ]
  },
  say: ({ call, form }, request) =>
    call('attestRequest', {
      path: { request },
      body: {
        precondition: form.get('precondition') as (typeof attestable)[number],
        answer: form.get('answer') === 'yes',
        ...readNote(form)
      }
    })
}

/** What people decide of a request as a whole. */
export const decisions: readonly Move[] = [recheck, approve, withdraw, refuse, attest]
